import Casewire

/// Anthropic's "Create a message": the answer is the input of a tool that the model must use, so that it keeps to the schema.
struct AnthropicMessages: ModelDialect {
    let endpoint: ModelEndpoint

    private static let version = "2023-06-01"

    func answer(to question: ModelQuestion, over wire: ModelWire) async throws(LanguageModelFailure)
        -> RawModelAnswer
    {
        var headers = [("anthropic-version", Self.version)]
        if let key = endpoint.key { headers.append(("x-api-key", key.value)) }
        let base = endpoint.url.hasSuffix("/v1") ? endpoint.url : endpoint.url + "/v1"
        let answer = try await wire.post(body(of: question), to: base + "/messages", headers: headers)
        guard answer.status == 200 else { throw answer.refusal }
        return try read(answer.body, of: question)
    }

    private func body(of question: ModelQuestion) -> JSONValue {
        .object([
            "model": .text(endpoint.name),
            "max_tokens": .integer(Int64(question.longestAnswerTokens)),
            "system": .text(question.instructions),
            "messages": .list(
                [
                    .object([
                        "role": .text("user"),
                        "content": .text(String(decoding: question.document.bytes, as: UTF8.self)),
                    ])
                ] + question.steps.flatMap(Self.messages)),
            "tools": .list(
                [Self.tool(question.name, "Takes your answer. Use it exactly once.", question.schema)]
                    + question.tools.map { Self.tool($0.name, $0.description, $0.schema) }),
            // Either way it uses a tool: one of the organization's, or the one that takes its answer.
            "tool_choice": question.mayCall && !question.tools.isEmpty
                ? .object(["type": .text("any")])
                : .object(["type": .text("tool"), "name": .text(question.name)]),
        ])
    }

    private static func tool(_ name: String, _ description: String, _ schema: JSONValue) -> JSONValue {
        .object(["name": .text(name), "description": .text(description), "input_schema": schema])
    }

    /// What the model called, and what it is told of each call.
    private static func messages(of step: ToolStep) -> [JSONValue] {
        let calls = step.calls.map { call in
            JSONValue.object([
                "type": .text("tool_use"), "id": .text(call.id), "name": .text(call.name),
                "input": call.arguments == .null ? .object([:]) : call.arguments,
            ])
        }
        let told = zip(step.calls, step.results).map { call, result in
            JSONValue.object([
                "type": .text("tool_result"), "tool_use_id": .text(call.id), "content": .text(result.text),
                "is_error": .flag(result.isError),
            ])
        }
        return [
            .object(["role": .text("assistant"), "content": .list(calls)]),
            .object(["role": .text("user"), "content": .list(told)]),
        ]
    }

    private func read(_ body: [UInt8], of question: ModelQuestion) throws(LanguageModelFailure)
        -> RawModelAnswer
    {
        guard let json = JSONValue(decoding: body) else {
            throw .unusable(reason: "The model's endpoint answered with something that is not JSON.")
        }
        let usage = ModelUsage(
            inputTokens: json["usage"]?["input_tokens"]?.integer ?? 0,
            outputTokens: json["usage"]?["output_tokens"]?.integer ?? 0)
        switch json["stop_reason"]?.text {
        case "max_tokens"?: throw .unusable(reason: "The model's answer was cut off.", usage: usage)
        case "refusal"?: throw .unusable(reason: "The model refused.", usage: usage)
        default: break
        }
        let uses = (json["content"]?.list ?? []).filter { $0["type"]?.text == "tool_use" }
        guard let use = uses.first else {
            throw .unusable(reason: "The model answered in prose.", usage: usage)
        }
        let calls = uses.filter { $0["name"]?.text != question.name }
        if !question.tools.isEmpty, !calls.isEmpty {
            return RawModelAnswer(
                content: .null,
                calls: calls.enumerated().map { place, use in
                    ToolCall(
                        id: use["id"]?.text ?? "call_\(place)", name: use["name"]?.text ?? "",
                        arguments: use["input"] ?? .null)
                }, usage: usage)
        }
        guard uses.count == 1, use["name"]?.text == question.name else {
            throw .unusable(reason: "The model called a tool that does not exist.", usage: usage)
        }
        guard let input = use["input"], !input.keys.isEmpty else {
            throw .unusable(reason: "The model's answer is empty.", usage: usage)
        }
        return RawModelAnswer(content: input, usage: usage)
    }
}
