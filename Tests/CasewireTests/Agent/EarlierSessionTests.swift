import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// What a hosted model is told of a customer's earlier sessions.
@Suite struct EarlierSessionTests {
    private func world(on engine: Engine, _ model: ScriptedModel, memory: Bool? = nil) async throws -> World {
        let world = try await World(on: engine, model: model)
        var agent = AgentSettings()
        (agent.model, agent.memory) = (.openai, memory)
        let now = world.clock.now()
        try await world.database.write { [agent] in try $0.save(agent, at: now) }
        return world
    }

    /// Two sessions long ago, the second handed off, and one of another customer.
    private func live(in world: World) async throws {
        let actions = SessionActions(services: world.services)
        try await world.converse("My card 4111 1111 1111 1111 was charged twice")
        try await actions.resolve(world.session().id, by: "rep")
        world.clock.advance(by: .seconds(2 * 24 * 3600))
        let second = try await world.converse("I need to speak with a person")
        try await actions.resolve(second.id, by: "rep")
        try await world.converse("Do you ship to Norway?", from: "+15551230002")
        world.clock.advance(by: .seconds(2 * 24 * 3600))
    }

    @Test(arguments: Engine.all)
    func `a model is told what the same customer wrote about before, masked and newest first`(
        on engine: Engine
    ) async throws {
        let model = ScriptedModel()
        let world = try await world(on: engine, model)
        try await live(in: world)
        try await world.converse("It happened again")
        let memory = try #require(await model.turns.last?.memory)
        #expect(memory.count == 2)
        #expect(memory.first?.summary.hasPrefix("The customer wrote") == true)
        #expect(memory.last?.summary.contains("was charged twice") == true)
        #expect(memory.allSatisfy { !$0.summary.contains("4111") && !$0.summary.contains("Norway") })
        let turn = try await world.timeline().last { $0.kind == .turn }
        #expect(turn?.details["remembered"] == "2 earlier sessions")
    }

    @Test(arguments: Engine.all)
    func `nothing is told where the memory is switched off`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await world(on: engine, model, memory: false)
        try await live(in: world)
        try await world.converse("It happened again")
        #expect(await model.turns.last?.memory == [])
    }
}
