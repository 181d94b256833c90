import Casewire
import TestSupport
import Testing

@Suite struct RepliesTests {
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let canceled = "201cfba8-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"

    /// A handed-off session with its case.
    private func handedOff(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        return world
    }

    private func openTask(_ world: World) async throws -> String {
        let open = await world.creatio.rows("Activity").filter { $0.id("StatusId") == Self.notStarted }
        #expect(open.count == 1)
        return try #require(open.first?.id("Id"))
    }

    private func complete(_ task: String, with text: String, in world: World) async throws {
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(Self.finished), "DetailedResult": .text(text)])
        try await world.settle(20)
    }

    @Test(arguments: Engine.all)
    func `a completed reply task is texted once, plain, and says what became of it`(on engine: Engine)
        async throws
    {
        let world = try await handedOff(on: engine)
        let task = try await openTask(world)
        try await complete(task, with: "<p>We&nbsp;are <b>on it</b>.</p>", in: world)
        #expect(await world.textsSent.last == "We are on it.")
        let count = await world.textsSent.count

        let reply = try #require(try await world.messages().last { $0.author == .rep })
        try await world.receipt("sent", for: reply)
        try await world.receipt("delivered", for: reply)
        try await world.settle(20)
        let title = await world.creatio.rows("Activity").first { $0.id("Id") == task }?.text("Title")
        #expect(title == "Reply by text: Delivered to \(World.customer) (1 segment)")

        await world.creatio.edit("Activity", task, ["DetailedResult": .text("Changed later")])
        try await world.settle(60)
        #expect(await world.textsSent.count == count)
    }

    @Test(arguments: Engine.all)
    func `the next task opens with the customer's next text, and not before`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        try await complete(try await openTask(world), with: "We are on it.", in: world)
        #expect(await world.creatio.rows("Activity").filter { $0.id("StatusId") == Self.notStarted }.isEmpty)
        try await world.converse("Thank you, I wait for it")
        _ = try await openTask(world)
    }

    @Test(arguments: Engine.all)
    func `the transcript never comes back, and a rep's reply is not copied`(on engine: Engine) async throws {
        let world = try await handedOff(on: engine)
        let before = await world.textsSent.count
        try await complete(try await openTask(world), with: "We are on it.", in: world)
        try await world.settle(120)
        #expect(await world.textsSent.count == before + 1)
        let texts = await world.creatio.rows("Activity").compactMap { $0.text("DetailedResult") }
        #expect(texts.filter { $0.contains("We are on it.") }.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a task that is completed empty or cancelled sends nothing`(on engine: Engine) async throws {
        for values: RowValues in [["StatusId": .id(Self.finished)], ["StatusId": .id(Self.canceled)]] {
            let world = try await handedOff(on: engine)
            let before = await world.textsSent.count
            await world.creatio.edit("Activity", try await openTask(world), values)
            try await world.settle(60)
            #expect(await world.textsSent.count == before)
            try await world.converse("Hello?")
            _ = try await openTask(world)
        }
    }

    @Test(arguments: Engine.all)
    func `a reply to a customer who opted out is refused on the task, and sent after START`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        try await world.converse("STOP")
        let before = await world.textsSent.count
        let task = try await openTask(world)
        try await complete(task, with: "We are on it.", in: world)
        #expect(await world.textsSent.count == before)
        let row = await world.creatio.rows("Activity").first { $0.id("Id") == task }
        #expect(row?.text("Title") == "Reply by text: NOT SENT: the customer opted out of texts")
        #expect(row?.id("StatusId") == Self.notStarted)

        try await world.converse("START")
        try await complete(task, with: "We are on it.", in: world)
        #expect(await world.textsSent.last == "We are on it.")
    }

    @Test(arguments: Engine.all)
    func `a task completed just before the session ends is texted and not cancelled`(on engine: Engine)
        async throws
    {
        let world = try await handedOff(on: engine)
        let task = try await openTask(world)
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(Self.finished), "DetailedResult": .text("One last word.")])
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(5)
        #expect(await world.textsSent.last == "One last word.")
        let row = await world.creatio.rows("Activity").first { $0.id("Id") == task }
        #expect(row?.id("StatusId") == Self.finished)
    }

    @Test(arguments: Engine.all)
    func `a reply that was not sent is looked at again only after somebody changed it`(on engine: Engine)
        async throws
    {
        let world = try await handedOff(on: engine)
        let task = try await openTask(world)
        let category = await world.creatio.rows("Activity").first { $0.id("Id") == task }?.id(
            "ActivityCategoryId")
        try await world.converse("STOP")
        await world.creatio.insert(
            "Activity",
            [
                "Id": .id(DerivedID.make("own")), "ActivityCategoryId": .id(try #require(category)),
                "CaseId": .id(try #require(await world.creatio.rows("Case").first?.id("Id"))),
                "TypeId": .id("fbe0acdc-cfc0-df11-b00f-001d60e938c6"), "StatusId": .id(Self.finished),
                "DetailedResult": .text("A word from me."), "CreatedById": .id(MemoryCreatio.rep),
            ])
        try await world.settle(90)
        let refusals = try await world.timeline().filter { $0.title.contains("was not sent") }
        #expect(refusals.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a person's own activity counts only with type, category and completion`(on engine: Engine)
        async throws
    {
        let world = try await handedOff(on: engine)
        let before = await world.textsSent.count
        let task = try await openTask(world)
        let row = try #require(await world.creatio.rows("Activity").first { $0.id("Id") == task })
        let base: RowValues = [
            "CaseId": row["CaseId"] ?? .null, "TypeId": row["TypeId"] ?? .null,
            "ActivityCategoryId": row["ActivityCategoryId"] ?? .null, "StatusId": .id(Self.finished),
            "CreatedById": .id(MemoryCreatio.rep), "DetailedResult": .text("Own words"),
        ]
        let spoiled: [RowValues] = [
            ["StatusId": .id(Self.notStarted)], ["ActivityCategoryId": .id(MemoryCreatio.rep)],
            ["TypeId": .id(MemoryCreatio.rep)], ["CreatedById": .id(MemoryCreatio.integration)],
            ["DetailedResult": .text("")],
        ]
        for (place, change) in spoiled.enumerated() {
            var values = base.merging(change) { $1 }
            values["Id"] = .id("00000000-0000-4000-8000-0000000000e\(place)")
            await world.creatio.insert("Activity", values)
        }
        try await world.settle(30)
        #expect(await world.textsSent.count == before)
        await world.creatio.insert(
            "Activity", base.merging(["Id": .id("00000000-0000-4000-8000-0000000000ff")]) { $1 })
        try await world.settle(30)
        #expect(await world.textsSent.count == before + 1)
        #expect(await world.textsSent.last == "Own words")
    }

    @Test(arguments: Engine.all)
    func `a hint is answered by reading, and only a change of status resolves the session`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        let found = try #require(await world.creatio.rows("Case").first?.id("Id"))
        try await world.services.take(CaseHint(caseID: found, activityID: nil))
        try await world.settle(2)
        #expect(try await world.session().state == .handedOff)
        await world.creatio.edit("Case", found, ["StatusId": .id(MemoryCreatio.closedStatus)])
        try await world.services.take(CaseHint(caseID: found, activityID: nil))
        try await world.settle(2)
        #expect(try await world.session().state == .resolved)
    }

    @Test(arguments: Engine.all)
    func `closure and replies are found by polling alone, and nothing is asked once no case is open`(
        on engine: Engine
    ) async throws {
        let world = try await handedOff(on: engine)
        let found = try #require(await world.creatio.rows("Case").first?.id("Id"))
        await world.creatio.edit("Case", found, ["StatusId": .id(MemoryCreatio.resolvedStatus)])
        try await world.settle(70)
        #expect(try await world.session().state == .resolved)
        try await world.settle(70)
        let requests = await world.creatio.requests
        try await world.settle(600)
        #expect(await world.creatio.requests == requests)
    }

    @Test(arguments: [
        (
            #"{"event_type":"new_activity","caseId":"A1B2C3D4-0000-4000-8000-000000000091","activityId":"{a1b2c3d4-0000-4000-8000-000000000092}"}"#,
            true
        ),
        (
            #"caseId = a1b2c3d4-0000-4000-8000-000000000091; activity a1b2c3d4-0000-4000-8000-000000000092"#,
            true
        ),
        (
            #"{"caseId":"a1b2c3d4-0000-4000-8000-000000000091","text":"unescaped "quote"","activityId":"a1b2c3d4-0000-4000-8000-000000000092"}"#,
            true
        ),
        (#"{"caseId":"00000000-0000-0000-0000-000000000000"}"#, false), ("", false), ("nothing here", false),
    ])
    func `a webhook body is a hint, whatever its shape`(body: String, isHint: Bool) {
        let hint = CaseHint(body: Array(body.utf8))
        #expect(hint.caseID == (isHint ? "a1b2c3d4-0000-4000-8000-000000000091" : nil))
        #expect(hint.activityID == (isHint ? "a1b2c3d4-0000-4000-8000-000000000092" : nil))
    }
}
