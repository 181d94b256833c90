import AsyncHTTPClient
import Casewire
import CasewireConnectors
import Synchronization

/// A model's endpoint on loopback that answers as a test says.
typealias ScriptedEndpoint = ScriptedCreatio

extension ScriptedEndpoint {
    /// A model at this server, without patience.
    func model(
        _ service: ModelService, _ http: HTTPClient, contextTokens: Int? = nil, timeoutSeconds: Double = 10
    ) -> HostedModel {
        HostedModel(service, at: endpoint(contextTokens, timeoutSeconds), client: http)
    }

    func endpoint(_ contextTokens: Int? = nil, _ timeoutSeconds: Double = 10) -> ModelEndpoint {
        ModelEndpoint(
            url: "http://localhost:\(port)", name: "test-model", key: Secret("sk-secret-key"),
            timeoutSeconds: timeoutSeconds, contextTokens: contextTokens, inputPrice: 2, outputPrice: 10)
    }
}

extension ScriptedEndpoint.Answer {
    /// A whole answer whose content is this text, as each interface wraps it.
    static func content(_ text: String, of service: ModelService, finish: String? = nil) -> Self {
        switch service {
        case .chatCompletions:
            .json(
                """
                {"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant",
                "content":\(quoted(text))},"finish_reason":"\(finish ?? "stop")"}],
                "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}
                """)
        case .messages:
            .json(
                """
                {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[\(block(text))],
                "stop_reason":"\(finish == "length" ? "max_tokens" : "tool_use")",
                "usage":{"input_tokens":100,"output_tokens":20}}
                """)
        }
    }

    /// An object becomes a tool's input, anything else a text.
    private static func block(_ text: String) -> String {
        guard text.hasPrefix("{") else { return #"{"type":"text","text":\#(quoted(text))}"# }
        let tool = text.contains(#""summary""#) ? "note" : "decision"
        return #"{"type":"tool_use","id":"t1","name":"\#(tool)","input":\#(text)}"#
    }

    static func quoted(_ text: String) -> String {
        String(decoding: JSONTextEncoder.bytes(of: text), as: UTF8.self)
    }
}
