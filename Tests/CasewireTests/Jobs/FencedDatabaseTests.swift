import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct FencedDatabaseTests {
    @Test(arguments: Engine.all)
    func `what a paused node still writes is refused once another took its job over`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let session = try await world.converse("Hello")
        let (database, later) = (world.database, world.clock.now() + .seconds(3600))
        await world.sms.during(nextCall: {
            // An hour goes by in the middle of the call, and another node finds the lease run out.
            _ = try? await database.write {
                try $0.claimJobs(limit: 5, lease: "another node", until: later + .seconds(60), now: later)
            }
        })
        let reply = try await SessionActions(services: world.services)
            .reply("On its way.", in: session.id, by: "test", key: nil)
        try await world.jobs.runDue()

        let message = try #require(try await database.read { try $0.message(reply) })
        #expect(message.state == .sending && message.providerID == nil)
        let running = try await database.read { try $0.jobs(in: .running, limit: 5) }
        #expect(running.map(\.kind).contains(SendMessage.kind))
        #expect(running.allSatisfy { $0.lease == "another node" })
    }

    @Test(arguments: Engine.all)
    func `each claim of a node is a lease of its own`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let session = try await world.converse("Hello")
        let (database, leases) = (world.database, Leases())
        for text in ["One moment.", "On its way."] {
            await world.sms.during(nextCall: {
                let running = try? await database.read { try $0.jobs(in: .running, limit: 5) }
                await leases.add(running?.first?.lease)
            })
            _ = try await SessionActions(services: world.services)
                .reply(text, in: session.id, by: "test", key: nil)
            try await world.jobs.runDue()
        }
        // Otherwise a node that was paused could not tell its first run of a job from its second.
        #expect(await leases.seen.count == 2)
    }

    private actor Leases {
        private(set) var seen: Set<String> = []

        func add(_ lease: String?) {
            if let lease { seen.insert(lease) }
        }
    }
}
