import Synchronization

/// What was learned of an endpoint's ways, since servers that speak the same interface know different parameters.
final class ChatManners: Sendable {
    /// How JSON is asked for, the strictest first.
    enum Output: Int, Sendable {
        /// `response_format: json_schema`: OpenAI, Azure, OpenRouter, vLLM, Ollama, llama.cpp.
        case schema
        /// `json_object` with a `schema` beside it: llama-cpp-python and older llama.cpp servers.
        case object
        /// `json_object` alone: older models.
        case plainObject
        /// Asked for in words only.
        case none
    }

    struct Style: Sendable, Hashable {
        var output = Output.schema
        /// Newer models of OpenAI's want `max_completion_tokens` instead of `max_tokens`.
        var countsCompletionTokens = false
        /// Some models take none but their own.
        var setsTemperature = true
    }

    private let known = Mutex(Style())

    var style: Style { known.withLock { $0 } }

    /// Takes from an error which parameter was not known; false where it names none that can be given up.
    func learn(from body: [UInt8], having style: Style) -> Bool {
        let words = String(decoding: body.prefix(4000), as: UTF8.self).lowercased()
        var next = style
        if words.contains("max_completion_tokens") && !style.countsCompletionTokens {
            next.countsCompletionTokens = true
        } else if words.contains("temperature") && style.setsTemperature {
            next.setsTemperature = false
        } else if Self.formatWords.contains(where: words.contains),
            let weaker = Output(rawValue: style.output.rawValue + 1)
        {
            next.output = weaker
        } else {
            return false
        }
        known.withLock { current in
            // Another call may have learned it meanwhile.
            if current == style { current = next }
        }
        return true
    }

    private static let formatWords = [
        "response_format", "json_schema", "json_object", "grammar", "structured",
    ]
}
