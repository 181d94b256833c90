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
        /// Whether the schema says how long texts and lists may be: some services take no such words.
        var boundsLengths = true
        /// Some servers and models know no tools, or not beside a schema.
        var offersTools = true
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
        } else if Self.refusesLengths(words) && style.boundsLengths {
            next.boundsLengths = false
        } else if Self.toolRefusals.contains(where: words.contains) && style.offersTools {
            next.offersTools = false
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

    /// As OpenAI says it: `In context=('properties', 'text'), 'maxLength' is not permitted.` A body that only repeats the schema is
    /// no such thing.
    private static func refusesLengths(_ words: String) -> Bool {
        ["maxlength", "maxitems"].contains { name in
            refusals.contains {
                words.contains(name + $0) || words.contains("\(name)'\($0)")
                    || words.contains("\(name)\"\($0)")
            }
        }
    }

    private static let refusals = [
        " is not permitted", " is not supported", " is not allowed", " is unsupported",
    ]
    /// As Ollama, OpenRouter and vLLM say it.
    private static let toolRefusals = [
        "does not support tools", "support tool use", "tool choice requires", "tools are not supported",
        "tools is not supported", "with tools",
    ]
    private static let formatWords = [
        "response_format", "json_schema", "json_object", "grammar", "structured",
    ]
}
