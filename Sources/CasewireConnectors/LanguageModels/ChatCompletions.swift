import Casewire
import Foundation

/// OpenAI's "Create chat completion" as OpenAI, Azure, OpenRouter, vLLM, Ollama and llama.cpp's servers speak it.
struct ChatCompletions: ModelDialect {
    let endpoint: ModelEndpoint
    private let manners = ChatManners()

    init(endpoint: ModelEndpoint) {
        self.endpoint = endpoint
    }

    func answer(to question: ModelQuestion, over wire: ModelWire) async throws(LanguageModelFailure)
        -> RawModelAnswer
    {
        while true {
            let style = manners.style
            let answer = try await wire.post(body(of: question, style), to: url, headers: headers)
            guard answer.status == 200 else {
                // A server that does not know a parameter says so; it is asked in another way, and so from then on.
                // llama-cpp-python says it with 500.
                guard [400, 404, 415, 422, 500, 501].contains(answer.status),
                    manners.learn(from: answer.body, having: style)
                else { throw answer.refusal }
                continue
            }
            return try read(answer.body, of: question)
        }
    }

    /// Azure's URLs have their version as a query, which stays at the end.
    private var url: String {
        let parts = endpoint.url.split(separator: "?", maxSplits: 1)
        let base = parts.first.map(String.init) ?? endpoint.url
        return base + "/chat/completions" + (parts.count > 1 ? "?\(parts[1])" : "")
    }

    private var headers: [(String, String)] {
        guard let key = endpoint.key else { return [] }
        let isAzure = endpoint.url.contains(".azure.com") || endpoint.url.contains(".azure.us")
        return isAzure ? [("api-key", key.value)] : [("Authorization", "Bearer \(key.value)")]
    }

    private func body(of question: ModelQuestion, _ style: ChatManners.Style) -> JSONValue {
        var instructions = question.instructions
        var body: [String: JSONValue] = [
            "model": .text(endpoint.name),
            style.countsCompletionTokens ? "max_completion_tokens" : "max_tokens":
                .integer(Int64(question.longestAnswerTokens)),
        ]
        let schema = style.boundsLengths ? question.schema : question.schema.withoutLengths
        if style.setsTemperature { body["temperature"] = .number(0.2) }
        switch style.output {
        case .schema:
            body["response_format"] = .object([
                "type": .text("json_schema"),
                "json_schema": .object([
                    "name": .text(question.name), "strict": .flag(true), "schema": schema,
                ]),
            ])
        case .object:
            body["response_format"] = .object(["type": .text("json_object"), "schema": schema])
        case .plainObject: body["response_format"] = .object(["type": .text("json_object")])
        case .none: break
        }
        if style.output != .schema {
            instructions +=
                "\nThe JSON schema of your answer: " + String(decoding: schema.bytes, as: UTF8.self)
        }
        func message(_ role: String, _ content: String) -> JSONValue {
            .object(["role": .text(role), "content": .text(content)])
        }
        var messages = [
            message("system", instructions),
            message("user", String(decoding: question.document.bytes, as: UTF8.self)),
        ]
        if style.offersTools && !question.tools.isEmpty {
            body["tools"] = .list(
                question.tools.map { tool in
                    .object([
                        "type": .text("function"),
                        "function": .object([
                            "name": .text(tool.name), "description": .text(tool.description),
                            "parameters": tool.schema,
                        ]),
                    ])
                })
            if !question.mayCall { body["tool_choice"] = .text("none") }
            messages += question.steps.flatMap(Self.messages)
        }
        body["messages"] = .list(messages)
        return .object(body)
    }

    /// What the model called, and what it is told of each call.
    private static func messages(of step: ToolStep) -> [JSONValue] {
        let calls = step.calls.map { call in
            JSONValue.object([
                "id": .text(call.id), "type": .text("function"),
                "function": .object(["name": .text(call.name), "arguments": .text(call.arguments.plain)]),
            ])
        }
        let told = zip(step.calls, step.results).map { call, result in
            JSONValue.object([
                "role": .text("tool"), "tool_call_id": .text(call.id), "content": .text(result.text),
            ])
        }
        return [.object(["role": .text("assistant"), "content": .null, "tool_calls": .list(calls)])] + told
    }

    private static func call(_ json: JSONValue, place: Int) -> ToolCall {
        let written = json["function"]?["arguments"]
        // Some servers give an object, some nothing for no arguments.
        let text = written?.text?.trimmed ?? ""
        let arguments =
            text.isEmpty
            ? written.flatMap { $0.text == nil ? $0 : nil } ?? .object([:])
            : JSONValue(decoding: Array(text.utf8))
        return ToolCall(
            id: json["id"]?.text ?? "call_\(place)", name: json["function"]?["name"]?.text ?? "",
            arguments: arguments ?? .null)
    }

    private func read(_ body: [UInt8], of question: ModelQuestion) throws(LanguageModelFailure)
        -> RawModelAnswer
    {
        guard let json = JSONValue(decoding: body) else {
            throw .unusable(reason: "The model's endpoint answered with something that is not JSON.")
        }
        let usage = ModelUsage(
            inputTokens: json["usage"]?["prompt_tokens"]?.integer ?? 0,
            outputTokens: json["usage"]?["completion_tokens"]?.integer ?? 0)
        guard let choice = json["choices"]?.list?.first, let message = choice["message"] else {
            throw json["error"] == nil
                ? .unusable(reason: "The model's endpoint gave no choice.", usage: usage)
                : .unavailable(reason: "The model's endpoint reported an error.")
        }
        if let refusal = message["refusal"]?.text, !refusal.isEmpty {
            throw .unusable(reason: "The model refused.", usage: usage)
        }
        if choice["finish_reason"]?.text == "length" {
            throw .unusable(reason: "The model's answer was cut off.", usage: usage)
        }
        if let calls = message["tool_calls"]?.list, !calls.isEmpty {
            if !question.tools.isEmpty {
                return RawModelAnswer(
                    content: .null, calls: calls.enumerated().map { Self.call($1, place: $0) }, usage: usage)
            }
            throw .unusable(reason: "The model called a tool that does not exist.", usage: usage)
        }
        guard let content = message["content"]?.text, let answer = JSONValue(answering: content) else {
            throw .unusable(reason: "The model answered in prose.", usage: usage)
        }
        return RawModelAnswer(content: answer, usage: usage)
    }
}

extension JSONValue {
    /// Reads a model's text as an object, without what some put around it: a fence, or their thoughts before it.
    init?(answering text: String) {
        var rest = Substring(text)
        if let end = rest.range(of: "</think>") { rest = rest[end.upperBound...] }
        var trimmed = rest.trimmed
        if trimmed.hasPrefix("```"), trimmed.hasSuffix("```"),
            let line = trimmed.firstIndex(where: \.isNewline)
        {
            trimmed = trimmed[trimmed.index(after: line)...].dropLast(3).trimmed
        }
        guard trimmed.hasPrefix("{"), let value = JSONValue(decoding: Array(trimmed.utf8)) else { return nil }
        self = value
    }
}
