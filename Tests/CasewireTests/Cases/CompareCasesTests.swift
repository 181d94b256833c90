import Casewire
import CasewireStorage
import TestSupport
import Testing

/// What people delete or change in Creatio without a hint is found within a day.
@Suite struct CompareCasesTests {
    private func handedOff(on engine: Engine, polls: Bool = false) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio { $0.replies.poll = polls }
        // A case that waits to be written, as after an escalation, is compared an hour later.
        var agent = AgentSettings()
        agent.escalateAfterMinutes = 0
        let now = world.clock.now()
        try await world.database.write { [agent] in try $0.save(agent, at: now) }
        try await world.converse("I need to speak with a person")
        return world
    }

    /// A day later.
    private func compare(_ world: World) async throws {
        world.clock.advance(by: .seconds(25 * 3600))
        let now = world.clock.now()
        try await world.database.write {
            try $0.enqueue(CompareCases(), at: now, now: now, id: "compare-\(now)")
        }
        try await world.settle(5)
    }

    private func link(_ world: World) async throws -> CaseLink {
        let session = try await world.session()
        return try #require(try await world.database.read { try $0.caseLink(of: session.id) })
    }

    @Test(arguments: Engine.all)
    func `a deleted activity is noted, and not made again`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        let before = await world.creatio.rows("Activity").count
        let lost = try #require(await world.creatio.rows("Activity").first?.id("Id"))
        await world.creatio.remove("Activity", lost)
        try await compare(world)
        #expect(
            try await world.timeline().contains {
                $0.title.hasPrefix("The activity of a message was deleted")
            })
        try await world.converse("Hello?")
        #expect(await world.creatio.rows("Activity").first { $0.id("Id") == lost } == nil)
        #expect(await world.creatio.rows("Activity").count >= before)
        let session = try await world.session()
        try await SessionActions(services: world.services).resync(session.id, by: "test")
        try await world.settle(20)
        #expect(await world.creatio.rows("Activity").contains { $0.id("Id") == lost })
    }

    @Test(arguments: Engine.all)
    func `a deleted case shows as failed, and a closed one resolves the session`(on engine: Engine)
        async throws
    {
        let deleted = try await handedOff(on: engine)
        await deleted.creatio.remove("Case", try await link(deleted).caseID)
        try await compare(deleted)
        #expect(try await link(deleted).sync == .failed)
        #expect(try await link(deleted).error?.contains("deleted in Creatio") == true)

        let closed = try await handedOff(on: engine)
        await closed.creatio.edit(
            "Case", try await link(closed).caseID, ["StatusId": .id(MemoryCreatio.closedStatus)])
        try await compare(closed)
        #expect(try await closed.session().state == .resolved)
    }

    @Test(arguments: Engine.all)
    func `each case is looked at once a day, in few requests`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        for index in 0..<44 {
            try await world.receive("I need to speak with a person", from: "+155501\(10_000 + index)")
        }
        try await world.settle(20)
        let cases = await world.creatio.rows("Case").count
        #expect(cases == 45)
        try await compare(world)
        let (requests, operations) = (await world.creatio.requests, await world.creatio.operations)
        try await world.settle(70)
        // The five that did not fit into the first portion.
        #expect(await world.creatio.requests - requests == 1)
        #expect(await world.creatio.operations - operations == 6)
        world.clock.advance(by: .seconds(4000))
        try await world.settle(2)
        #expect(await world.creatio.requests - requests == 1)
    }
}
