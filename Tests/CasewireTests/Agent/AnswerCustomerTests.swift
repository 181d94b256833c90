import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct AnswerCustomerTests {
    @Test(arguments: Engine.all)
    func `a draft is dropped when a text came meanwhile, and one answer follows`(on engine: Engine)
        async throws
    {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        await model.whileThinking {
            await model.whileThinking(nil)
            try await world.receive("And another thing")
        }
        try await world.converse("Hello")
        #expect(await world.textsSent.count == 1)
        #expect(await model.turns.last?.newTexts == ["Hello", "And another thing"])
        #expect(try await world.timeline().contains { $0.title == "A draft was dropped." })
    }

    @Test(arguments: Engine.all)
    func `a draft is dropped when a person took over meanwhile`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        await model.whileThinking {
            try await SessionActions(services: world.services).takeOver(world.session().id, by: "test")
        }
        try await world.converse("Hello")
        #expect(await world.textsSent.isEmpty)
        #expect(try await world.session().state == .handedOff)
    }

    @Test(arguments: Engine.all)
    func `a wish for a person is heard without the model, and told once`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        let session = try await world.converse("I need to speak with a person")
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.userRequested])
        #expect(await model.turns.isEmpty)
        #expect(await world.textsSent.count == 1)
        try await world.converse("Hello? I want a person")
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: HandoffLevel.allCases)
    func `a topic goes to people at every level, also beside a wish for a person`(_ level: HandoffLevel)
        async throws
    {
        let world = try await World(on: .memory, model: ScriptedModel())
        var agent = AgentSettings()
        (agent.level, agent.topics) = (level, ["lawyer"])
        let now = world.clock.now()
        try await world.database.write { [agent] in try $0.save(agent, at: now) }
        let session = try await world.converse("My lawyer says I should speak with a person")
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.prohibitedTopic, .userRequested])
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a model that fails leads to a person`(on engine: Engine) async throws {
        let model = ScriptedModel { _ throws(LanguageModelFailure) in throw .unavailable(reason: "503") }
        let world = try await World(on: engine, model: model)
        let session = try await world.converse("Where is my order?")
        #expect(session.handoff?.reasons == [.modelUnavailable])
        #expect(await model.turns.count == 2)  // One retry.
    }

    @Test(arguments: Engine.all)
    func `nothing in the knowledge leads to a person, with everything that led to it`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine, model: ScriptedModel { _ in .cannotAnswer })
        let session = try await world.converse("Do you sell boats?")
        #expect(session.handoff?.reasons == [.insufficientKnowledge])
        let turn = try #require(try await world.timeline().first { $0.kind == .turn })
        #expect(turn.details["model"] == "scripted")
        #expect(turn.details["trigger"] != nil)
    }

    @Test(arguments: Engine.all)
    func `a number without autopilot hands off at the first text`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model, autopilot: false)
        let session = try await world.converse("Hello")
        #expect(session.handoff?.reasons == [.autopilotOff])
        #expect(await model.turns.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `the first answer says who answers and how to opt out, the second does not`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.converse("Hello")
        try await world.converse("And?")
        let texts = await world.textsSent
        #expect(texts.count == 2)
        #expect(texts.first?.contains("STOP") == true)
        #expect(texts.first?.contains("automated") == true)
        #expect(texts.last?.contains("STOP") == false)
    }

    @Test(arguments: Engine.all)
    func `a text that waited ten minutes goes to a person instead of getting a stale answer`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.receive("Hello")
        world.clock.advance(by: .seconds(700))
        try await world.settle()
        #expect(try await world.session().handoff?.reasons == [.stale])
    }

    @Test(arguments: Engine.all)
    func `an idle session resolves, one that is handed off does not`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("Hello")
        try await world.converse("I need to speak with a person", from: "+15551230002")
        world.clock.advance(by: .seconds(181 * 60))
        try await world.settle()
        #expect(try await world.session().state == .resolved)
        #expect(try await world.session(of: "+15551230002").state == .handedOff)
    }

    @Test(arguments: Engine.all)
    func `the agent answers again after the session is handed back`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let session = try await world.converse("I need to speak with a person")
        try await SessionActions(services: world.services).handBack(session.id, by: "test")
        try await world.settle()
        #expect(await world.textsSent.count == 1)
        try await world.converse("What about my order?")
        #expect(await world.textsSent.count == 2)
        #expect(try await world.session().state == .agent)
    }
}
