import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// Answers that the agent drafts for the people who have a session.
@Suite struct DraftReplyTests {
    private func draft(in world: World) async throws -> DraftState {
        let session = try await world.session()
        return try await world.database.read { try $0.draft(of: session) }
    }

    private func text(in world: World) async throws -> String? {
        guard case .ready(let draft) = try await draft(in: world) else { return nil }
        return draft.text
    }

    @Test(arguments: Engine.all)
    func `a number that assists drafts an answer to each burst, and sends nothing of it`(on engine: Engine)
        async throws
    {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model, autopilot: false, assist: true)
        try await world.receive("Hello")
        try await world.receive("Where is my order?")
        #expect(try await draft(in: world) == .writing)
        try await world.settle()
        #expect(try await text(in: world) == "You asked: Hello Where is my order?")
        #expect(await model.turns.count == 1)
        #expect(try await world.session().handoff?.reasons == [.autopilotOff])
        // The handoff's notice is all that the customer got.
        #expect(await world.textsSent.count == 1)
        #expect(await world.textsSent.allSatisfy { !$0.contains("You asked") })
        #expect(try await world.timeline().contains { $0.title == "Drafted an answer; nothing was sent." })
        try await world.converse("It was to come on Monday")
        #expect(try await text(in: world) == "You asked: Hello Where is my order? It was to come on Monday")
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a draft is out of date with a person's answer and with the customer's next text`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine, autopilot: false, assist: true)
        let session = try await world.converse("Hello, my order?")
        #expect(try await text(in: world) != nil)
        _ = try await SessionActions(services: world.services).reply(
            "It comes tomorrow.", in: session.id, by: "rep", key: nil)
        try await world.settle()
        #expect(try await draft(in: world) == .none)
        try await world.receive("And the second one?")
        #expect(try await draft(in: world) == .writing)
        try await world.settle()
        #expect(try await text(in: world) == "You asked: And the second one?")
        _ = try await SessionActions(services: world.services).handBack(session.id, by: "rep")
        #expect(try await draft(in: world) == .none)
    }

    @Test(arguments: Engine.all)
    func `what a person wrote while the model thought leaves no draft`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model, autopilot: false, assist: true)
        try await world.receive("Hello, my order?")
        let session = try await world.session()
        await model.whileThinking {
            _ = try await SessionActions(services: world.services).reply(
                "It comes tomorrow.", in: session.id, by: "rep", key: nil)
        }
        try await world.settle()
        #expect(await model.turns.count == 1)
        #expect(try await draft(in: world) == .none)
    }

    @Test(arguments: Engine.all)
    func `a draft is asked for by hand where the number does not assist`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let actions = SessionActions(services: world.services)
        let session = try await world.converse("I need to speak with a person")
        #expect(try await draft(in: world) == .none)
        try await actions.draft(session.id, by: "rep")
        try await actions.draft(session.id, by: "rep")
        try await world.settle(1)
        #expect(try await text(in: world) == "You asked: I need to speak with a person")
        _ = try await actions.reply("Here I am.", in: session.id, by: "rep", key: nil)
        try await world.settle()
        await #expect(throws: SessionActions.Refusal.self) { try await actions.draft(session.id, by: "rep") }
        try await actions.handBack(session.id, by: "rep")
        await #expect(throws: SessionActions.Refusal.self) { try await actions.draft(session.id, by: "rep") }
    }

    @Test(arguments: Engine.all)
    func `why there is no draft is said, and the question is collected`(on engine: Engine) async throws {
        let world = try await World(
            on: engine, model: ScriptedModel { _ in .cannotAnswer }, autopilot: false, assist: true)
        // What customers are asked elsewhere is no draft.
        var agent = AgentSettings()
        agent.level = .patient
        try await world.database.write { [agent] in try $0.save(agent, at: world.clock.now()) }
        try await world.converse("Do you sell boats?")
        guard case .ready(let draft) = try await draft(in: world) else {
            Issue.record("No draft.")
            return
        }
        #expect(draft.text == nil)
        #expect(draft.reason == "nothing in the knowledge answers")
        #expect(try await QuestionActions(services: world.services).groups().count == 1)
    }

    @Test(arguments: Engine.all)
    func `a draft is not the agent's first text, and opts nobody out`(on engine: Engine) async throws {
        let world = try await World(on: engine, autopilot: false, assist: true)
        try await world.converse("Hello, my order?")
        let text = try #require(try await text(in: world))
        #expect(!text.contains("STOP") && !text.contains("automated"))
        try await world.converse("STOP")
        #expect(try await draft(in: world) == .none)
    }

    @Test(arguments: Engine.all)
    func `a draft calls what reads and never what changes something`(on engine: Engine) async throws {
        let actions = ScriptedActions { _, _ throws(ActionFailure) in
            ActionAnswer(status: 200, contentType: "application/json", content: Array("{}".utf8))
        }
        let model = ActionTurnTests.model(ActionTurnTests.order, ActionTurnTests.refund)
        let world = try await ActionTurnTests.world(on: engine, actions: actions, model: model)
        let session = try await world.converse("I need to speak with a person")
        try await SessionActions(services: world.services).draft(session.id, by: "rep")
        try await world.settle()
        #expect(await model.turns.last?.tools.map(\.name) == ["order_status"])
        #expect(await actions.asked.map(\.url) == ["https://shop.example.com/order_status/AB123"])
    }

    @Test(arguments: Engine.all)
    func `a customer who writes without end is drafted for no more than answered`(on engine: Engine)
        async throws
    {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model, autopilot: false, assist: true)
        let limit = TextLimits().answersPerContactHour
        for number in 1...(limit + 3) {
            try await world.receive("Text \(number)")
            world.clock.advance(by: .seconds(20))
            try await world.jobs.runDue()
        }
        #expect(await model.turns.count == limit)
    }
}
