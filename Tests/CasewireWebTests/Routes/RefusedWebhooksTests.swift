import Casewire
import CasewireStorage
import TestSupport
import Testing

@testable import CasewireWeb

struct RefusedWebhooksTests {
    private static func waitingBackfills(in world: World) async throws -> Int {
        try await world.database.read {
            try $0.rows("SELECT id FROM job WHERE kind = 'texts.back_fill' AND state = 'waiting'").count
        }
    }

    @Test
    func `after a failure of ours the next success has the carrier's list read, once`() async throws {
        let world = try await World(on: .memory)
        let refused = RefusedWebhooks()
        try await refused.noticing(world.services) {}
        #expect(try await Self.waitingBackfills(in: world) == 0)
        await #expect(throws: DatabaseError.self) {
            try await refused.noticing(world.services) { throw DatabaseError.unavailable("away") }
        }
        #expect(try await Self.waitingBackfills(in: world) == 0)
        try await refused.noticing(world.services) {}
        #expect(try await Self.waitingBackfills(in: world) == 1)
        world.clock.advance(by: .seconds(20))
        try await world.jobs.runDue()
        #expect(await world.sms.queries.count == 1)
        try await refused.noticing(world.services) {}
        try await world.jobs.runDue()
        #expect(await world.sms.queries.count == 1)
    }

    @Test
    func `a call that is no carrier's brings no look`() async throws {
        let world = try await World(on: .memory)
        let refused = RefusedWebhooks()
        await #expect(throws: Problem.self) {
            try await refused.noticing(world.services) { throw Problem.notFound }
        }
        try await refused.noticing(world.services) {}
        #expect(try await Self.waitingBackfills(in: world) == 0)
    }

    @Test
    func `a webhook that failed is followed by a look after the next that works`() async throws {
        try await WebWorld().run { caller async throws in
            // A text that cannot be stored, as with a database that is away.
            try await caller.world.database.write {
                try $0.execute("ALTER TABLE stray_text RENAME TO hidden")
            }
            var stray = WebCaller.text
            stray["From"] = "WINNER"
            #expect(try await caller.webhook("/webhooks/twilio", stray).status == 500)
            try await caller.world.database.write {
                try $0.execute("ALTER TABLE hidden RENAME TO stray_text")
            }
            #expect(try await caller.webhook("/webhooks/twilio", WebCaller.text).status == 200)
            #expect(try await Self.waitingBackfills(in: caller.world) == 1)
        }
    }
}
