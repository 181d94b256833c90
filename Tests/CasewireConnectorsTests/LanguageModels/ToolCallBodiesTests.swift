import Casewire
import Testing

@testable import CasewireConnectors

/// How tools are offered, called and answered in both interfaces. The bodies are written from the vendors' documents.
@Suite struct ToolCallBodiesTests {
    private static let tool = ToolDefinition(
        name: "order_status", description: "Looks up an order.",
        schema: .object([
            "type": .text("object"), "required": .list([.text("order")]),
            "properties": .object(["order": .object(["type": .text("string")])]),
            "additionalProperties": .flag(false),
        ]))

    private static func turn(_ steps: [ToolStep] = [], mayCall: Bool = true) -> Turn {
        Turn(
            organization: "Harbor Outfitters", profile: "", history: [], newTexts: ["Where is AB123?"],
            found: [],
            threshold: 0.5, language: "en", tools: [tool], steps: steps, mayCall: mayCall)
    }

    private static let called = ToolCall(
        id: "call_1", name: "order_status", arguments: .object(["order": .text("AB123")]))
    private static let step = ToolStep(
        calls: [called],
        results: [ToolResult(text: #"{"http_status":200,"result":{"state":"shipped"}}"#, isError: false)])

    private static let callBodies: [(ModelService, String)] = [
        (
            .chatCompletions,
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{
            "role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"order_status",
            "arguments":"{\\"order\\":\\"AB123\\"}"}}],"refusal":null,"annotations":[]},"logprobs":null,
            "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":82,"completion_tokens":17,"total_tokens":99}}
            """
        ),
        // Some give an object, and text beside the call.
        (
            .chatCompletions,
            """
            {"choices":[{"index":0,"message":{"role":"assistant","content":"I look it up.","tool_calls":[{"id":"call_1",
            "type":"function","function":{"name":"order_status","arguments":{"order":"AB123"}}}]},
            "finish_reason":"stop"}],"usage":{"prompt_tokens":82,"completion_tokens":17}}
            """
        ),
        (
            .messages,
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"I look it up."},
            {"type":"tool_use","id":"call_1","name":"order_status","input":{"order":"AB123"}}],"stop_reason":"tool_use",
            "stop_sequence":null,"usage":{"input_tokens":82,"output_tokens":17}}
            """
        ),
    ]

    @Test(arguments: callBodies.indices)
    func `a call is read with its arguments, and its tools were offered`(_ place: Int) async throws {
        let (service, body) = Self.callBodies[place]
        try await ScriptedEndpoint.run({ _ in .json(body) }) { server, http in
            let answer = try await server.model(service, http).decide(Self.turn())
            #expect(answer.decision == .call([Self.called]))
            #expect(answer.usage == ModelUsage(inputTokens: 82, outputTokens: 17))
            let asked = try #require(server.asked.first.flatMap { JSONValue(decoding: Array($0.body.utf8)) })
            let tools = try #require(asked["tools"]?.list)
            if service == .messages {
                #expect(tools.map { $0["name"]?.text } == ["decision", "order_status"])
                #expect(tools[1]["input_schema"] == Self.tool.schema)
                #expect(asked["tool_choice"] == .object(["type": .text("any")]))
            } else {
                #expect(tools.map { $0["function"]?["name"]?.text } == ["order_status"])
                #expect(
                    tools[0]["function"]?["parameters"] == Self.tool.schema
                        && tools[0]["type"] == .text("function"))
                #expect(asked["tool_choice"] == nil && asked["response_format"] != nil)
            }
        }
    }

    @Test(arguments: [ModelService.chatCompletions, .messages])
    func `a result is handed back where the call stands, and an answer may rest on it`(
        _ service: ModelService
    ) async throws {
        let reply =
            #"{"decision":"reply","text":"It was shipped.","sources":[],"confidence":0.9,"reason":"none"}"#
        try await ScriptedEndpoint.run({ _ in .content(reply, of: service) }) { server, http in
            let answer = try await server.model(service, http).decide(Self.turn([Self.step], mayCall: false))
            #expect(answer.decision == .reply("It was shipped.", sources: [], confidence: 0.9))
            let asked = try #require(server.asked.first.flatMap { JSONValue(decoding: Array($0.body.utf8)) })
            let messages = try #require(asked["messages"]?.list)
            if service == .messages {
                #expect(messages.map { $0["role"]?.text } == ["user", "assistant", "user"])
                let use = try #require(messages[1]["content"]?.list?.first)
                #expect(
                    use["type"] == .text("tool_use") && use["id"] == .text("call_1")
                        && use["input"]?["order"] == .text("AB123"))
                let result = try #require(messages[2]["content"]?.list?.first)
                #expect(result["type"] == .text("tool_result") && result["tool_use_id"] == .text("call_1"))
                #expect(
                    result["content"] == .text(Self.step.results[0].text)
                        && result["is_error"] == .flag(false))
                #expect(asked["tool_choice"] == .object(["type": .text("tool"), "name": .text("decision")]))
            } else {
                #expect(messages.map { $0["role"]?.text } == ["system", "user", "assistant", "tool"])
                let call = try #require(messages[2]["tool_calls"]?.list?.first)
                #expect(
                    call["id"] == .text("call_1")
                        && call["function"]?["arguments"] == .text(#"{"order":"AB123"}"#))
                #expect(
                    messages[3]["tool_call_id"] == .text("call_1")
                        && messages[3]["content"] == .text(Self.step.results[0].text))
                #expect(asked["tool_choice"] == .text("none"))
            }
        }
    }

    @Test func `an answer that rests on a failed call alone is none`() async throws {
        let reply =
            #"{"decision":"reply","text":"It was shipped.","sources":[],"confidence":0.9,"reason":"none"}"#
        let failed = ToolStep(
            calls: [Self.called], results: [ToolResult(text: #"{"error":"x"}"#, isError: true)])
        try await ScriptedEndpoint.run({ _ in .content(reply, of: .chatCompletions) }) { server, http in
            let answer = try await server.model(.chatCompletions, http).decide(Self.turn([failed]))
            #expect(answer.decision == .cannotAnswer)
        }
    }

    @Test func `arguments that are not JSON are handed on as none`() async throws {
        let body =
            #"{"choices":[{"message":{"tool_calls":[{"id":"c","type":"function","function":{"name":"order_status","arguments":"order AB123"}}]}}]}"#
        try await ScriptedEndpoint.run({ _ in .json(body) }) { server, http in
            let answer = try await server.model(.chatCompletions, http).decide(Self.turn())
            #expect(answer.decision == .call([ToolCall(id: "c", name: "order_status", arguments: .null)]))
        }
    }

    @Test(arguments: [
        (
            #"{"error":{"message":"registry.ollama.ai/library/m does not support tools","type":"api_error"}}"#,
            400
        ),
        (
            #"{"error":{"message":"No endpoints found that support tool use. Try disabling \"order_status\".","code":404}}"#,
            404
        ),
        (
            #"{"object":"error","message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set","code":400}"#,
            400
        ),
    ])
    func `a server that knows no tools is asked without them, and remembered`(_ error: String, _ status: Int)
        async throws
    {
        let script: @Sendable (ScriptedEndpoint.Asked) async -> ScriptedEndpoint.Answer = { asked in
            asked.body.contains(#""tools""#)
                ? .json(error, status: status) : .content(HostedModelTests.reply, of: .chatCompletions)
        }
        try await ScriptedEndpoint.run(script) { server, http in
            let model = server.model(.chatCompletions, http)
            for count in [2, 3] {
                // It cites a passage that it was not shown, which is looked at after it was asked.
                _ = try? await model.decide(Self.turn())
                #expect(server.asked.count == count)
            }
            #expect(server.asked.last?.body.contains("json_schema") == true)
        }
    }

    @Test func `a long result is cut to what the model takes`() async throws {
        let long = ToolResult(text: String(repeating: "word ", count: 3200), isError: false)
        let step = ToolStep(calls: [Self.called], results: [long])
        try await ScriptedEndpoint.run({ _ in .content(HostedModelTests.reply, of: .chatCompletions) }) {
            server, http in
            _ = try? await server.model(.chatCompletions, http, contextTokens: 3000).decide(Self.turn([step]))
            let body = try #require(server.asked.first?.body)
            #expect(body.contains("(cut)") && body.utf8.count < 3000 * 4 && body.contains("Where is AB123?"))
        }
    }
}
