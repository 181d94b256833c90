import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import Casewire
@testable import CasewireWeb

/// How things stand with a hosted model, in the figures and on the health page.
@Suite struct ModelStatusTests {
    private func useModel(_ caller: WebCaller) async throws {
        let endpoint = ModelEndpoint(
            url: "http://127.0.0.1:1/v1", name: "small-model", key: nil, inputPrice: 2, outputPrice: 10)
        var agent = AgentSettings()
        agent.model = .openai
        agent.endpoint = try SealedModelEndpoint(endpoint, sealedBy: caller.world.services.vault)
        let now = caller.world.clock.now()
        try await caller.world.database.write { [agent] transaction in
            try transaction.save(agent, at: now)
            let usage = ModelUsage(inputTokens: 100_000, outputTokens: 25_000)
            try transaction.count(usage, of: endpoint, failed: false, at: now)
            try transaction.count(usage, of: endpoint, failed: true, at: now - .seconds(29 * 86_400))
            try transaction.count(usage, of: endpoint, failed: true, at: now - .seconds(32 * 86_400))
        }
    }

    @Test(arguments: Engine.all)
    func `what a model took in the last 30 days is in the figures`(on engine: Engine) async throws {
        try await WebWorld(on: engine).run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let none = try await caller.api(.get, "stats", key: key)
            #expect((try none.json["models"] as? [Any])?.isEmpty == true)
            try await useModel(caller)
            let models = try await caller.api(.get, "stats", key: key).json["models"] as? [[String: Any]]
            let model = try #require(models?.first)
            #expect(models?.count == 1 && model["name"] as? String == "small-model")
            #expect(model["calls"] as? Int == 2 && model["failures"] as? Int == 1)
            #expect(model["input_tokens"] as? Int == 200_000 && model["output_tokens"] as? Int == 50_000)
            #expect(model["cost"] as? Double == 0.9)
        }
    }

    @Test func `an outage of the model is named, with what to do`() async throws {
        try await WebWorld().run { caller async throws in
            try await useModel(caller)
            let browser = try await caller.signIn(.rep)
            let before = try await caller.page("/settings/health", in: browser).text
            #expect(
                before.contains("The hosted model answers")
                    && before.contains("small-model, last 30 days: 2 calls"))
            let now = caller.world.clock.now()
            for _ in 0..<3 {
                try await caller.world.database.write {
                    try $0.noteAway(
                        .model, because: "The model's endpoint refused the key: 401.", at: now, chance: 0)
                }
            }
            let page = try await caller.page("/settings/health", in: browser).text
            #expect(page.contains("The model does not answer") && page.contains("refused the key"))
            #expect(page.contains("is mended under Settings, Agent"))
            #expect(!page.contains("Creatio does not answer") && page.contains("does not answer: people do"))
            let outages = try await caller.api(.get, "stats", key: try await caller.makeKey(.viewer)).json[
                "outages"]
            #expect((outages as? [[String: Any]])?.first?["system"] as? String == "model")
        }
    }
}
