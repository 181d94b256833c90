import Casewire
import Testing

@testable import CasewireConnectors

/// Bodies as the servers that speak OpenAI's interface write them, each with its own additions.
@Suite struct EndpointBodiesTests {
    private static let content = ScriptedEndpoint.Answer.quoted(HostedModelTests.reply)

    static let bodies: [(server: String, body: String)] = [
        (
            "OpenAI",
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1790000000,"model":"gpt-x","choices":[{"index":0,
            "message":{"role":"assistant","content":\(content),"refusal":null,"annotations":[]},"logprobs":null,
            "finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,
            "prompt_tokens_details":{"cached_tokens":0}},"service_tier":"default","system_fingerprint":"fp_1"}
            """
        ),
        (
            "Azure",
            """
            {"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"finish_reason":"stop","index":0,
            "message":{"content":\(content),"role":"assistant"}}],"created":1,"id":"c","model":"m","object":"chat.completion",
            "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}],
            "usage":{"completion_tokens":7,"prompt_tokens":5,"total_tokens":12}}
            """
        ),
        (
            "Ollama",
            """
            {"id":"chatcmpl-2","object":"chat.completion","created":1,"model":"llama3.2","system_fingerprint":"fp_ollama",
            "choices":[{"index":0,"message":{"role":"assistant","content":\(content)},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}
            """
        ),
        (
            "llama.cpp",
            """
            {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":\(content)}}],"created":1,
            "model":"gguf","system_fingerprint":"b1","object":"chat.completion","usage":{"completion_tokens":7,"prompt_tokens":5,
            "total_tokens":12},"id":"c","timings":{"prompt_n":5,"predicted_ms":1.5}}
            """
        ),
        (
            "vLLM",
            """
            {"id":"chatcmpl-3","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant",
            "reasoning_content":null,"content":\(content),"tool_calls":[]},"logprobs":null,"finish_reason":"stop","stop_reason":null}],
            "usage":{"prompt_tokens":5,"total_tokens":12,"completion_tokens":7,"prompt_tokens_details":null},"prompt_logprobs":null}
            """
        ),
        (
            "OpenRouter",
            """
            {"id":"gen-1","provider":"P","model":"a/b","object":"chat.completion","created":1,"choices":[{"logprobs":null,
            "finish_reason":"stop","native_finish_reason":"end_turn","index":0,"message":{"role":"assistant","content":\(content),
            "refusal":null,"reasoning":null}}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,"cost":0.00014}}
            """
        ),
    ]

    @Test(arguments: bodies.indices)
    func `each server's answer is read`(_ place: Int) async throws {
        let body = Self.bodies[place].body
        try await ScriptedEndpoint.run({ _ in .json(body) }) { server, http in
            let answer = try await server.model(.chatCompletions, http).decide(
                HostedModelTests.turn("How long can I return it?"))
            #expect(
                answer.usage == ModelUsage(inputTokens: 5, outputTokens: 7), "\(Self.bodies[place].server)")
            #expect(
                answer.decision
                    == .reply("You have 30 days.", sources: [Article.ID(rawValue: "a1")], confidence: 0.9))
        }
    }

    @Test func `Azure's version stays at the end of the address, and its key has a header of its own`()
        async throws
    {
        try await ScriptedEndpoint.run({ _ in .json(Self.bodies[1].body) }) { server, http in
            let endpoint = ModelEndpoint(
                url: "http://localhost:\(server.port)/openai/deployments/x?api-version=1&host=a.azure.com",
                name: "m",
                key: Secret("k"))
            _ = try await HostedModel(.chatCompletions, at: endpoint, client: http).decide(
                HostedModelTests.turn("How long can I return it?"))
            let asked = try #require(server.asked.first)
            #expect(asked.target == "/openai/deployments/x/chat/completions?api-version=1&host=a.azure.com")
            #expect(asked.headers["api-key"] == "k" && asked.headers["authorization"] == nil)
        }
    }
}
