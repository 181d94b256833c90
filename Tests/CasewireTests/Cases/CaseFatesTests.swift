import Casewire
import CasewireStorage
import TestSupport
import Testing

/// What becomes of a session when people close or delete its rows in Creatio.
@Suite struct CaseFatesTests {
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"

    private func handedOff(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        return world
    }

    private func openTasks(_ world: World) async -> [String] {
        await world.creatio.rows("Activity").filter { $0.id("StatusId") == Self.notStarted }.compactMap {
            $0.id("Id")
        }
    }

    private func link(_ world: World) async throws -> CaseLink {
        let session = try await world.session()
        let link = try await world.database.read { try $0.caseLink(of: session.id) }
        return try #require(link)
    }

    @Test(arguments: Engine.all)
    func `a case closed for good is left alone, and the next one names it as its parent`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        let first = try await link(world).caseID
        await world.creatio.edit("Case", first, ["StatusId": .id(MemoryCreatio.closedStatus)])
        try await world.settle(120)
        #expect(try await world.session().state == .resolved)
        let closed = await world.creatio.rows("Case").first { $0.id("Id") == first }

        try await world.converse("It still does not work, I need to speak with a person")
        let cases = await world.creatio.rows("Case")
        #expect(cases.count == 2)
        let second = try #require(cases.first { $0.id("Id") != first })
        #expect(second.id("ParentCaseId") == first)
        #expect(cases.first { $0.id("Id") == first } == closed)
        #expect(try await link(world).sync == .synced)
        let tasks = await openTasks(world)
        let task = await world.creatio.rows("Activity").first { $0.id("Id") == tasks.first }
        #expect(tasks.count == 1 && task?.id("CaseId") == second.id("Id"))
        let texts = await world.creatio.rows("Activity").filter { $0.id("CaseId") == second.id("Id") }
        #expect(texts.first?.text("DetailedResult")?.hasPrefix("View session in Casewire: ") == true)
    }

    @Test(arguments: Engine.all)
    func `a reply task that somebody deleted holds nothing up, and the next text opens another`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        let task = try #require(await openTasks(world).first)
        await world.creatio.remove("Activity", task)
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(20)
        #expect(try await link(world).sync == .synced)
        #expect(try await world.timeline().contains { $0.title.hasPrefix("The reply task was deleted") })

        try await world.converse("It still does not work, I need to speak with a person")
        #expect(await openTasks(world).count == 1)
    }

    @Test(arguments: Engine.all)
    func `a case that somebody deleted is shown as such and not asked for again and again`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        let first = try await link(world).caseID
        await world.creatio.remove("Case", first)
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(20)
        let failed = try await link(world)
        #expect(failed.sync == .failed && failed.error?.contains("deleted in Creatio") == true)
        let before = await world.creatio.requests
        try await world.settle(600)
        #expect(await world.creatio.requests == before)

        let rows = await world.creatio.rows("Activity").count
        let lost = try #require(await world.creatio.rows("Activity").first?.id("Id"))
        await world.creatio.remove("Activity", lost)
        try await SessionActions(services: world.services).resync(session.id, by: "test")
        try await world.settle(20)
        #expect(await world.creatio.rows("Case").map { $0.id("Id") } == [first])
        #expect(await world.creatio.rows("Activity").count == rows)
        #expect(await world.creatio.rows("Activity").first?.id("Id") == lost)
        #expect(try await link(world).sync == .synced)
        #expect(await world.creatio.rows("Case").first?.id("StatusId") == MemoryCreatio.resolvedStatus)
    }

    @Test(arguments: Engine.all)
    func `a deleted case that somebody restores is taken up again`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        let first = try await link(world).caseID
        let row = try #require(await world.creatio.rows("Case").first)
        await world.creatio.remove("Case", first)
        let actions = SessionActions(services: world.services)
        try await actions.resolve(try await world.session().id, by: "test")
        try await world.settle(20)
        #expect(try await link(world).sync == .failed)
        await world.creatio.insert("Case", row)
        try await world.converse("It still does not work, I need to speak with a person")
        #expect(try await link(world).sync == .synced)
        #expect(await world.creatio.rows("Case").count == 1)
    }

    @Test(arguments: Engine.all)
    func `a case resolved by a person while a change of ours is on its way stays resolved`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("Hello, how do I return something?")
        let caseID = try await link(world).caseID
        await world.creatio.edit("Case", caseID, ["StatusId": .id(MemoryCreatio.resolvedStatus)])
        let session = try await world.session()
        try await SessionActions(services: world.services).handOff(session.id, by: "test")
        try await world.settle(5)
        let row = await world.creatio.rows("Case").first { $0.id("Id") == caseID }
        #expect(row?.id("StatusId") == MemoryCreatio.resolvedStatus)
        #expect(try await world.session().state == .resolved)
    }

    @Test(arguments: Engine.all)
    func `a contact that was merged into another is followed`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        let merged = "00000000-0000-4000-8000-0000000000cc"
        await world.creatio.insert("Contact", ["Id": .id(merged), "Name": .text("Customer")])
        await world.creatio.edit("Case", try await link(world).caseID, ["ContactId": .id(merged)])
        await world.creatio.fail(
            .refusing(.missingReference(reason: "A lookup points at a row that is gone")))
        try await world.converse("It still does not work")
        #expect(try await link(world).contact == merged)
        #expect(await world.creatio.rows("Activity").last?.id("ContactId") == merged)
        #expect(await world.creatio.rows("Case").first?.id("ContactId") == merged)
        #expect(try await link(world).sync == .synced)
    }

    @Test(arguments: Engine.all)
    func `a handoff costs at most four requests, a live text one`(on engine: Engine) async throws {
        let world = try await World(on: engine, autopilot: true)
        try await world.connectCreatio(cases: .onHandoff)
        for turn in 0..<14 { try await world.converse("Question \(turn): how do I return something?") }
        // What the site offers is read for the first case, and belongs to no other.
        try await world.converse("I need to speak with a person", from: "+15551230002")
        let before = (await world.creatio.requests, await world.creatio.operations)
        try await world.converse("I need to speak with a person")
        let handoff = (
            await world.creatio.requests - before.0, await world.creatio.operations - before.1
        )
        let count = try await world.messages().count
        #expect(count >= 30)
        #expect(handoff.0 <= 4)

        let live = await world.creatio.requests
        let liveOperations = await world.creatio.operations
        try await world.receive("And one more thing")
        try await world.settle(3)
        let more = (await world.creatio.requests - live, await world.creatio.operations - liveOperations)
        #expect(more.0 <= 1)
        print(
            """
            Creatio on \(engine): a handoff with \(count) messages, nothing synced before: \(handoff.0) requests of \
            \(handoff.1) operations; a live text: \(more.0) of \(more.1)
            """)
    }
}
