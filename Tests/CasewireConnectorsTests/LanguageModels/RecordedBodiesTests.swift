import Casewire
import Testing

@testable import CasewireConnectors

/// Bodies that llama.cpp's server sent (that of xllamacpp 2026.10.11549 with SmolLM2-135M-Instruct), as they came but for the
/// times at their end.
@Suite struct RecordedBodiesTests {
    private static let answer = #"""
        {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"{\"decision\":\"reply\",\"text\":\"You can \#
        return it within 30 days.\", \"sources\":[1],\"confidence\":0.9,\"reason\":\"none\"}"}}],"created":1795821911,\#
        "model":"smollm2-135m-instruct","system_fingerprint":"b0-unknown","object":"chat.completion","usage":{"completion_tokens":36,\#
        "prompt_tokens":155,"total_tokens":191,"prompt_tokens_details":{"cached_tokens":0}},\#
        "id":"chatcmpl-SSuPjiJ2fnLzMebmPg1ghUJAjj1rq6HQ","timings":{"cache_n":0,"prompt_n":155,"prompt_ms":1186.467}}
        """#
    /// The text runs on to the bound of the schema, where the grammar ends it in the middle of a sentence.
    private static let runOn = #"""
        {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"{\n  \"decision\": \"reply\",\n  \"text\": \#
        \"Returns can vary, but it's not impossible to return a product to customers who have already purchased it. It can take 30 days \#
        to ship the product, but we will be able to ship the product to customers within 60 days of the date you requested shipping to. \#
        It is possible to ship the product to customers within 15 days of the date you requested shipping to, but we will be able to ship \#
        the product to customers within 24 hours of the date you requested shipping to. It is possible, \",\"sources\": [2, 1, 2, 2, 1], \#
        \"confidence\": 0.9,\"reason\":\"none\"}"}}],"created":1795821916,"model":"smollm2-135m-instruct",\#
        "system_fingerprint":"b0-unknown","object":"chat.completion","usage":{"completion_tokens":183,"prompt_tokens":155,\#
        "total_tokens":338,"prompt_tokens_details":{"cached_tokens":154}},"id":"chatcmpl-Ipx6eHYipytSgAevPqbz9adGqMOrJIUk"}
        """#
    private static let cut = #"""
        {"choices":[{"finish_reason":"length","index":0,"message":{"role":"assistant","content":"{\n  \"dec"}}],"created":1795821883,\#
        "model":"smollm2-135m-instruct","system_fingerprint":"b0-unknown","object":"chat.completion","usage":{"completion_tokens":8,\#
        "prompt_tokens":43,"total_tokens":51,"prompt_tokens_details":{"cached_tokens":42}},\#
        "id":"chatcmpl-yvREefVtECx6NKJ2HPRrc1iwdlCN2LqX","timings":{"cache_n":42,"prompt_n":1,"prompt_ms":24.027}}
        """#
    /// Asked with a tool that it must call, a small model writes prose.
    private static let prose = #"""
        {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"When a customer makes a purchase with \#
        order_status.BUSINESS, order_status.BUSINESS is a standard order that is sold to the order_status.BUSINESS."}}],\#
        "created":1795821885,"model":"smollm2-135m-instruct","system_fingerprint":"b0-unknown","object":"chat.completion",\#
        "usage":{"completion_tokens":43,"prompt_tokens":43,"total_tokens":86,"prompt_tokens_details":{"cached_tokens":24}},\#
        "id":"chatcmpl-lLvOxe4Axs3uO0kiPmx50rczcL3WA7Fr"}
        """#
    private static let refusals: [(status: Int, body: String, words: String)] = [
        (
            503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
            "The model's endpoint failed: 503 (unavailable_error)."
        ),
        (
            400,
            #"""
            {"error":{"code":400,"message":"request (9031 tokens) exceeds the available context size (4096 tokens), try \#
            increasing it","type":"exceed_context_size_error","n_prompt_tokens":9031,"n_ctx":4096}}
            """#,
            "The model's endpoint cannot read so much at once (lower agent.model.context_tokens): 400 "
                + "(exceed_context_size_error)."
        ),
        (
            404, #"{"error":{"message":"File Not Found","type":"not_found_error","code":404}}"#,
            "The model's endpoint knows no such model or address: 404 (not_found_error)."
        ),
    ]

    private func decide(_ answer: ScriptedEndpoint.Answer) async throws -> ModelAnswer {
        try await ScriptedEndpoint.run({ _ in answer }) { server, http in
            try await server.model(.chatCompletions, http).decide(
                HostedModelTests.turn("How long can I return it?"))
        }
    }

    @Test func `an answer is read with what it took`() async throws {
        let answer = try await decide(.json(Self.answer))
        #expect(
            answer.decision
                == .reply(
                    "You can return it within 30 days.", sources: [Article.ID(rawValue: "a1")],
                    confidence: 0.9))
        #expect(answer.usage == ModelUsage(inputTokens: 155, outputTokens: 36))
    }

    @Test(arguments: [
        (runOn, "The model's text was cut off."), (cut, "The model's answer was cut off."),
        (prose, "The model answered in prose."),
    ])
    func `what is no answer is told, and counted`(_ body: String, _ words: String) async throws {
        let failure = await #expect(throws: LanguageModelFailure.self) { try await decide(.json(body)) }
        #expect(failure?.words == words)
        guard case .unusable(_, let usage)? = failure else { return }
        #expect(usage.outputTokens > 0)
    }

    @Test(arguments: refusals.indices)
    func `a refusal says what to do`(_ place: Int) async throws {
        let (status, body, words) = Self.refusals[place]
        let failure = await #expect(throws: LanguageModelFailure.self) {
            try await decide(.json(body, status: status))
        }
        #expect(failure?.words == words)
    }
}
