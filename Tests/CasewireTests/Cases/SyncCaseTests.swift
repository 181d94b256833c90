import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct SyncCaseTests {
    private func activities(_ world: World) async -> [RowValues] { await world.creatio.rows("Activity") }

    private func transcript(_ world: World) async -> [String] {
        await activities(world).filter {
            $0.id("StatusId") == Self.finished && $0.text("Title")?.hasPrefix("Handoff") == false
        }
        .compactMap { $0.text("DetailedResult") }
    }

    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"

    @Test(arguments: Engine.all)
    func `a handoff becomes a case with one activity a message, a note and one open task`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio(cases: .onHandoff)
        try await world.converse("Where is my order?")
        #expect(await world.creatio.rows("Case").isEmpty)
        let session = try await world.converse("I need to speak with a person")

        let found = try #require(await world.creatio.rows("Case").first)
        #expect(found.text("Subject")?.hasPrefix("SMS from \(World.customer)") == true)
        #expect(found.text("Symptoms")?.contains("#\(session.ticket)") == true)
        let messages = try await world.messages()
        #expect(messages.count == 4)
        let texts = await transcript(world)
        #expect(texts.count == 4)
        #expect(
            texts.first?.hasPrefix(
                "View session in Casewire: https://support.example.com/sessions/\(session.id)") == true)
        for (text, message) in zip(texts, messages) { #expect(text.hasSuffix(message.text)) }
        let starts = await activities(world).compactMap { $0.moment("StartDate") }
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
        #expect(await activities(world).contains { $0.text("DetailedResult")?.hasPrefix("Summary:") == true })
        #expect(await activities(world).filter { $0.id("StatusId") == Self.notStarted }.count == 1)
        #expect(try await world.database.read { try $0.caseLink(of: session.id)?.sync } == .synced)
    }

    @Test(arguments: Engine.all)
    func `a handoff with thirty messages costs few requests`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio(cases: .onHandoff)
        for text in 0..<14 { try await world.converse("Question \(text)") }
        let before = await world.creatio.requests
        try await world.converse("I need to speak with a person")
        let polls = 1  // The first poll falls into the ten seconds.
        let requests = await world.creatio.requests - before - 2  // The catalog, read once for all sessions.
        #expect(try await world.messages().count == 30)
        // Lookups, contact, case, texts, note, task.
        #expect(await world.creatio.created.count == 3 + 1 + 1 + 30 + 1 + 1)
        #expect(requests <= 4 + polls, "\(requests)")
    }

    @Test(arguments: Engine.all)
    func `a write whose answer was lost is read before it is repeated`(on engine: Engine) async throws {
        for fault in [
            MemoryCreatio.Fault.losingAnswer, .storingOnly(3), .refusing(.unavailable(reason: "503")),
        ] {
            let world = try await World(on: engine)
            try await world.connectCreatio(cases: .onHandoff)
            try await world.converse("Hello")
            try await world.settle()
            let vault = world.services.vault
            let settings = try await world.database.read { try $0.creatioSettings(openedBy: vault) }
            try await CatalogReader(services: world.services).read(try #require(settings))
            await world.creatio.fail(fault)
            try await world.converse("I need to speak with a person")
            try await world.settle(20)
            #expect(await world.creatio.rows("Case").count == 1)
            #expect(await transcript(world).count == 4)
            let created = await world.creatio.created
            #expect(Set(created).count == created.count)
        }
    }

    @Test(arguments: Engine.all)
    func `while Creatio is away the session shows behind, and then all of it arrives in order`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        let session = try await world.converse("Hello")
        for _ in 0..<5 { await world.creatio.fail(.refusing(.unavailable(reason: "Creatio answered 503."))) }
        try await world.converse("Are you there?")
        let link = try await world.database.read { try $0.caseLink(of: session.id) }
        #expect(link?.sync == .behind)
        #expect(link?.error == "Creatio answered 503.")
        try await world.converse("One more")
        try await world.settle(120)
        #expect(await transcript(world).count == 6)
        #expect(try await world.database.read { try $0.caseLink(of: session.id)?.sync } == .synced)
    }

    @Test(arguments: Engine.all)
    func `a used-up daily quota waits for the next day, in words`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio(cases: .onHandoff, dailyOperations: 3)
        let session = try await world.converse("I need to speak with a person")
        let link = try await world.database.read { try $0.caseLink(of: session.id) }
        #expect(link?.sync == .behind)
        #expect(link?.error?.contains("daily_operations") == true)
        #expect(await world.creatio.rows("Case").isEmpty)
        try await world.connectCreatio(cases: .onHandoff, dailyOperations: 100)
        world.clock.advance(by: .seconds(86_400))
        try await world.settle()
        #expect(await world.creatio.rows("Case").count == 1)
    }

    @Test(arguments: Engine.all)
    func `a missing right shows as failed, in words, and heals once it is granted`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        let denied = CaseSystemFailure.denied(
            object: "Activity", right: "add", reason: "The integration user may not add Activity rows.")
        try await world.converse("Hello")
        await world.creatio.fail(.refusing(denied))
        let session = try await world.converse("Hello again")
        let link = try await world.database.read { try $0.caseLink(of: session.id) }
        #expect(link?.sync == .failed)
        #expect(link?.error == "The integration user may not add Activity rows.")
        try await world.settle(310)
        #expect(try await world.database.read { try $0.caseLink(of: session.id)?.sync } == .synced)
    }

    @Test(arguments: Engine.all)
    func `a person's edit of the case is not overwritten`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("Hello")
        let id = try #require(await world.creatio.rows("Case").first?.id("Id"))
        await world.creatio.edit("Case", id, ["Subject": .text("My own words")])
        try await world.converse("I need to speak with a person")
        let found = try #require(await world.creatio.rows("Case").first)
        #expect(found.text("Subject") == "My own words")
        #expect(found.text("Symptoms")?.contains("The customer wrote") == true)
    }

    @Test(arguments: Engine.all)
    func `fields are filled at handoff over Creatio's defaults, not over a person's choice`(
        on engine: Engine
    ) async throws {
        for edited in [false, true] {
            let world = try await World(on: engine, model: FieldModel())
            try await world.connectCreatio(fields: [
                CreatioSettings.Field(
                    column: "PriorityId", title: "Priority", kind: .dropdown, description: "", pattern: nil),
                CreatioSettings.Field(
                    column: "UsrOrderNumber", title: "Order", kind: .text, description: "", pattern: nil),
            ])
            await world.creatio.setDefault("Case", "PriorityId", .id(MemoryCreatio.lowPriority))
            await world.creatio.setDefault("Case", "UsrOrderNumber", .text(""))
            try await world.converse("Hello")
            let id = try #require(await world.creatio.rows("Case").first?.id("Id"))
            if edited {
                await world.creatio.edit("Case", id, ["PriorityId": .id(MemoryCreatio.mediumPriority)])
            }
            try await world.converse("I need to speak with a person")
            let found = try #require(await world.creatio.rows("Case").first)
            #expect(
                found.id("PriorityId") == (edited ? MemoryCreatio.mediumPriority : MemoryCreatio.highPriority)
            )
            #expect(found.text("UsrOrderNumber") == "AB123456")
        }
    }

    @Test(arguments: Engine.all)
    func `the contact is matched by phone in any formatting, and made when there is none`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        let known = "00000000-0000-4000-8000-0000000000cc"
        await world.creatio.insert(
            "Contact", ["Id": .id(known), "Name": .text("Customer"), "MobilePhone": .text("(555) 123-0001")])
        try await world.converse("Hello")
        #expect(await world.creatio.rows("Case").first?.id("ContactId") == known)
        try await world.converse("Hello", from: "+15551230009")
        #expect(await world.creatio.rows("Contact").contains { $0.text("MobilePhone") == "+15551230009" })
    }

    @Test(arguments: Engine.all)
    func `several contacts with the phone are never guessed`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        for digit in 1...2 {
            await world.creatio.insert(
                "Contact",
                [
                    "Id": .id("00000000-0000-4000-8000-0000000000d\(digit)"),
                    "MobilePhone": .text(World.customer),
                ])
        }
        try await world.converse("Hello")
        #expect(await world.creatio.rows("Case").count == 1)
        #expect(await world.creatio.rows("Case").first?.id("ContactId") == nil)
        #expect(try await world.timeline().contains { $0.title.hasPrefix("Several Creatio contacts") })
    }

    @Test(arguments: Engine.all)
    func `resolving the session resolves the case, and reopening opens it again`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        let session = try await world.converse("I need to speak with a person")
        let actions = SessionActions(services: world.services)
        try await actions.resolve(session.id, by: "test")
        try await world.settle()
        #expect(await world.creatio.rows("Case").first?.id("StatusId") == MemoryCreatio.resolvedStatus)
        #expect(await activities(world).filter { $0.id("StatusId") == Self.notStarted }.isEmpty)
        try await actions.reopen(session.id, by: "test")
        try await world.settle()
        #expect(await world.creatio.rows("Case").first?.id("StatusId") == MemoryCreatio.newStatus)
        #expect(try await world.session().state == .agent)
    }
}

/// Hands off at once, and fills both fields.
private struct FieldModel: LanguageModel {
    func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        ModelAnswer(.reply("Hello.", sources: [], confidence: 1), model: "fields")
    }

    func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        HandoffNote(
            summary: "Something broke.", subject: "Broken", sentiment: .negative, language: "en",
            fields: [
                FieldAnswer(column: "PriorityId", value: "High", reason: "Broken."),
                FieldAnswer(column: "UsrOrderNumber", value: "AB123456", reason: "Named."),
            ])
    }
}
