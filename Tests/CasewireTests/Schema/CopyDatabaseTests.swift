import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct CopyDatabaseTests {
    /// A world in which most tables have rows, with sessions that refer to each other.
    private static func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        for phone in ["+15551230001", "+15551230002"] {
            try await world.converse("Where is my order? café 😀 \u{1}\\ ' \"", from: phone)
            let session = try await world.session(of: phone)
            try await SessionActions(services: world.services).resolve(session.id, by: "test")
        }
        world.clock.advance(by: .seconds(26 * 3600))
        try await world.converse("I need to speak with a person")
        try await world.receive("Win", from: "WINNER")
        try await world.converse("STOP", from: "+15551230002")
        return world
    }

    @Test(arguments: Engine.all)
    func `everything is copied to any engine and back, and is the same`(from engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        for other in Engine.all {
            let middle = try await other.makeDatabase()
            try await middle.migrate(Schema.migrations)
            let there = try await CopyDatabase(from: world.database, to: middle).run()
            #expect(there.filter { $0.rows > 0 }.count >= 12)
            let end = try await engine.makeDatabase()
            try await end.migrate(Schema.migrations)
            #expect(try await CopyDatabase(from: middle, to: end).run() == there)
            let previous = try await end.read {
                try $0.rows("SELECT id FROM session WHERE previous_id IS NOT NULL").count
            }
            #expect(previous == 2)
            await middle.close()
            await end.close()
        }
    }

    @Test(arguments: Engine.all)
    func `a copy goes on where the original was`(on engine: Engine) async throws {
        let world = try await Self.world(on: .memory)
        let last = try await world.session().ticket
        let target = try await engine.makeDatabase()
        try await target.migrate(Schema.migrations)
        try await CopyDatabase(from: world.database, to: target).run()
        let copy = world.continued(on: target)
        try await copy.settle(60)
        let sent = await copy.sms.sent.count
        try await copy.converse("Hello", from: "+15551230009")
        #expect(await copy.sms.sent.count == sent + 1)
        #expect(try await copy.session(of: "+15551230009").ticket > last)
        #expect(try await copy.timeline(of: "+15551230009").isEmpty == false)
        await target.close()
    }

    @Test(arguments: Engine.all)
    func `a target that holds anything is refused`(on engine: Engine) async throws {
        let world = try await Self.world(on: .memory)
        let target = try await World(on: engine)
        await #expect(throws: CopyDatabase.Failure.notEmpty(table: "number")) {
            try await CopyDatabase(from: world.database, to: target.database).run()
        }
        #expect(try await target.database.read { try $0.numberStatuses() }.count == 1)
    }
}
