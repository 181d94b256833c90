import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct IntakeTests {
    @Test(arguments: Engine.all)
    func `any number of copies of a text is one message`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await world.receive("Hello", id: "SM1") } }
            try await group.waitForAll()
        }
        try await world.settle()
        #expect(try await world.messages().filter { $0.direction == .inbound }.count == 1)
        #expect(await world.textsSent.count == 1)
        #expect(try await world.receive("Hello", id: "SM1") == .repeated)
    }

    @Test(arguments: Engine.all)
    func `a burst is one turn, answered after the last text`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        for text in ["one", "two", "three"] {
            try await world.receive(text)
            try await world.settle(2)
        }
        #expect(await model.turns.isEmpty)
        try await world.settle(4)
        #expect(await model.turns.map(\.newTexts) == [["one", "two", "three"]])
        #expect(try await world.messages().map(\.position) == [1, 2, 3, 4])
    }

    @Test(arguments: Engine.all)
    func `a burst that does not end is answered after fifteen seconds`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        for _ in 0..<8 {
            try await world.receive("more")
            try await world.settle(2)
        }
        #expect(await model.turns.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a sender that is no phone number is kept aside and not answered`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        #expect(try await world.receive("Win a prize", from: "72345") == .stray)
        try await world.settle()
        #expect(await world.textsSent.isEmpty)
        let kept = try await world.database.read { try $0.rows("SELECT text FROM stray_text") }
        #expect(kept.count == 1)
    }

    @Test(arguments: Engine.all)
    func `an opt-out is settled before the agent sees it, and START lifts it`(on engine: Engine) async throws
    {
        let world = try await World(on: engine)
        try await world.converse("Hello")
        let before = await world.textsSent.count
        try await world.converse("STOP")
        try await world.converse("Are you there?")
        #expect(await world.textsSent.count == before)
        let contact = try await world.session().contact
        #expect(try await world.database.read { try $0.isSuppressed(contact) })

        try await world.converse("START")
        #expect(try await world.database.read { try !$0.isSuppressed(contact) })
        try await world.converse("Hello again")
        #expect(await world.textsSent.count == before + 1)
        #expect(
            try await world.database.read { try $0.consent(of: contact).map(\.kind) } == [.optOut, .optIn])
    }

    @Test(arguments: Engine.all)
    func `a wish for no more texts gets one confirmation and then nothing`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("Please stop texting me")
        #expect(await world.textsSent.count == 1)
        try await world.converse("Please stop texting me")
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a keyword that the carrier does not answer is confirmed once`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("PARAR")
        try await world.converse("parar")
        #expect(await world.textsSent.count == 1)
        try await world.converse("Are you there?")
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a text after the end reopens the session, only thanks does not`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let first = try await world.converse("Hello")
        try await SessionActions(services: world.services).resolve(first.id, by: "test")
        #expect(try await world.converse("Thanks!").state == .resolved)
        #expect(try await world.converse("One more question about my order").id == first.id)
        #expect(try await world.session().state == .agent)
    }

    @Test(arguments: Engine.all)
    func `a text long after the end begins a session that names the previous one`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let first = try await world.converse("Hello")
        try await SessionActions(services: world.services).resolve(first.id, by: "test")
        world.clock.advance(by: .seconds(25 * 3600))
        let second = try await world.converse("Hello again")
        #expect(second.id != first.id)
        #expect(second.previous == first.id)
        #expect(second.ticket == first.ticket + 1)
    }
}
