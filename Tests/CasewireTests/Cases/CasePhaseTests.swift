import Casewire
import CasewireStorage
import TestSupport
import Testing

/// The status of a case shows who has its session, and a person's choice of one means something.
@Suite struct CasePhaseTests {
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"

    private func world(
        on engine: Engine, configure: (inout CreatioSettings) -> Void = { _ in }
    ) async throws -> World {
        let world = try await World(on: engine)
        await world.creatio.offerMoreStatuses()
        try await world.connectCreatio(configure: configure)
        return world
    }

    private func status(_ world: World) async -> String? {
        await world.creatio.rows("Case").first?.id("StatusId")
    }

    private func caseID(_ world: World) async throws -> String {
        try #require(await world.creatio.rows("Case").first?.id("Id"))
    }

    private func completeTask(_ world: World, with text: String) async throws {
        let open = await world.creatio.rows("Activity").filter { $0.id("StatusId") == Self.notStarted }
        let task = try #require(open.first?.id("Id"))
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(Self.finished), "DetailedResult": .text(text)])
        try await world.settle(30)
    }

    @Test(arguments: Engine.all)
    func `clocks stand still while the agent has a session or the customer is awaited`(
        on engine: Engine
    ) async throws {
        let world = try await world(on: engine)
        try await world.converse("Hello, how do I return something?")
        #expect(await status(world) == MemoryCreatio.pausedStatus)
        try await world.converse("I need to speak with a person")
        #expect(await status(world) == MemoryCreatio.inProgressStatus)
        try await completeTask(world, with: "Which order is it?")
        #expect(await status(world) == MemoryCreatio.pausedStatus)
        try await world.converse("AB123456")
        #expect(await status(world) == MemoryCreatio.inProgressStatus)
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(10)
        #expect(await status(world) == MemoryCreatio.resolvedStatus)
    }

    @Test(arguments: Engine.all)
    func `a status that people use for themselves is left alone until the session is resolved`(
        on engine: Engine
    ) async throws {
        let world = try await world(on: engine)
        try await world.converse("I need to speak with a person")
        await world.creatio.edit(
            "Case", try await caseID(world), ["StatusId": .id(MemoryCreatio.escalatedStatus)])
        try await completeTask(world, with: "Which order is it?")
        try await world.converse("AB123456")
        #expect(await status(world) == MemoryCreatio.escalatedStatus)
    }

    @Test(arguments: Engine.all)
    func `a status that a person set stays until somebody else has the session`(on engine: Engine)
        async throws
    {
        let world = try await world(on: engine)
        try await world.converse("I need to speak with a person")
        await world.creatio.edit(
            "Case", try await caseID(world), ["StatusId": .id(MemoryCreatio.pausedStatus)])
        try await world.settle(120)
        try await world.converse("Are you there?")
        #expect(await status(world) == MemoryCreatio.pausedStatus)
        #expect(try await world.session().state == .handedOff)
    }

    @Test(arguments: Engine.all)
    func `chosen statuses are used, and none leaves a case where it is`(on engine: Engine) async throws {
        let world = try await world(on: engine) {
            $0.statuses = [.withAgent: CasePhase.leftAlone, .handedOff: "Zz escalated"]
        }
        try await world.converse("Hello, how do I return something?")
        #expect(await status(world) == MemoryCreatio.newStatus)
        // The status that Creatio gave is none of the phases', so that it counts as somebody's choice.
        try await world.converse("I need to speak with a person")
        #expect(await status(world) == MemoryCreatio.newStatus)
    }

    @Test(arguments: [("Closed", "ends a case"), ("Missing", "There is no case status")])
    func `a status that cannot be is refused in words`(name: String, words: String) async throws {
        let world = try await world(on: .memory) { $0.statuses = [.handedOff: name] }
        try await world.converse("I need to speak with a person")
        let session = try await world.session()
        let link = try await world.database.read { try $0.caseLink(of: session.id) }
        #expect(link?.sync == .failed && link?.error?.contains(words) == true)
        #expect(await world.creatio.rows("Case").isEmpty)
    }

    @Test(arguments: Engine.all)
    func `a rep gives a session back with the agent's own status, or with a word in the task`(
        on engine: Engine
    ) async throws {
        let byStatus = try await world(on: engine) { $0.statuses = [.withAgent: "Zz escalated"] }
        try await byStatus.converse("I need to speak with a person")
        await byStatus.creatio.edit(
            "Case", try await caseID(byStatus), ["StatusId": .id(MemoryCreatio.escalatedStatus)])
        try await byStatus.settle(120)
        #expect(try await byStatus.session().state == .agent)
        #expect(await status(byStatus) == MemoryCreatio.escalatedStatus)

        let byWord = try await world(on: engine)
        try await byWord.converse("I need to speak with a person")
        let sent = await byWord.textsSent.count
        try await completeTask(byWord, with: " /Agent ")
        #expect(try await byWord.session().state == .agent)
        #expect(await byWord.textsSent.count == sent)
        #expect(await status(byWord) == MemoryCreatio.pausedStatus)
        let answered = try await byWord.converse("Hello, how do I return something?")
        #expect(answered.state == .agent)
    }

    @Test(arguments: Engine.all)
    func `a case that a person opens again gives its session to people`(on engine: Engine) async throws {
        let world = try await world(on: engine)
        try await world.converse("I need to speak with a person")
        let id = try await caseID(world)
        await world.creatio.edit("Case", id, ["StatusId": .id(MemoryCreatio.resolvedStatus)])
        try await world.settle(120)
        #expect(try await world.session().state == .resolved)
        await world.creatio.edit("Case", id, ["StatusId": .id(MemoryCreatio.inProgressStatus)])
        try await world.services.take(CaseHint(caseID: id, activityID: nil))
        try await world.settle(20)
        #expect(try await world.session().state == .handedOff)
        #expect(await status(world) == MemoryCreatio.inProgressStatus)
    }

    @Test(arguments: Engine.all)
    func `plain mappings hold what is known of the session`(on engine: Engine) async throws {
        let world = try await world(on: engine) {
            $0.mappings = [
                CaseMapping(column: "UsrTicket", from: .ticket),
                CaseMapping(column: "UsrPhone", from: .phone),
                CaseMapping(column: "UsrReasons", from: .reasons),
            ]
        }
        try await world.converse("Hello, how do I return something?")
        let first = try #require(await world.creatio.rows("Case").first)
        let ticket = try await world.session().ticket
        #expect(first["UsrTicket"] == .number(Double(ticket)))
        #expect(first.text("UsrPhone") == World.customer)
        #expect(first["UsrReasons"] == nil)
        try await world.converse("I need to speak with a person")
        #expect(await world.creatio.rows("Case").first?.text("UsrReasons") == "user_requested")
    }
}
