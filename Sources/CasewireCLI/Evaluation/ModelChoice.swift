import Casewire
import Foundation

/// A model to be measured, as `--model` names it.
enum ModelChoice: Equatable {
    case builtin
    /// What the agent is configured with.
    case configured
    case hosted(AgentSettings.Model, ModelEndpoint)

    /// How they are written, for help and complaints.
    static let forms =
        "builtin, configured, openai:URL,NAME, anthropic:NAME, anthropic:URL,NAME, or a setup file whose agent.model is meant"
    /// Where a key is read that no setup file names.
    static let keyVariable = "CASEWIRE_MODEL_KEY"

    /// Throws `SettingsProblems` in words.
    init(_ text: String, environment: [String: String]) throws {
        switch text {
        case "builtin": self = .builtin
        case "configured": self = .configured
        case _ where text.hasPrefix("openai:") || text.hasPrefix("anthropic:"):
            self = try Self.hosted(text, key: environment[Self.keyVariable].map(Secret.init))
        case _ where FileManager.default.fileExists(atPath: text):
            let agent = try SetupFile(path: text, environment: environment).setup.agent
            guard let kind = agent?.model else {
                throw SettingsProblems(problems: ["\(text) names no agent.model."])
            }
            self = agent?.endpoint.map { .hosted(kind, $0) } ?? .builtin
        default: throw SettingsProblems(problems: ["--model is “\(text)”; write \(Self.forms)."])
        }
    }

    private static func hosted(_ text: String, key: Secret?) throws -> ModelChoice {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let kind = AgentSettings.Model(rawValue: parts[0]) ?? .openai
        // A model's name may hold colons, a URL no comma.
        let words = parts.count > 1 ? parts[1].split(separator: ",", maxSplits: 1).map(String.init) : []
        let usual = kind == .anthropic ? "https://api.anthropic.com" : nil
        guard let name = words.last, let url = words.count > 1 ? words[0] : usual,
            let address = URL(string: url), ["http", "https"].contains(address.scheme), address.host != nil
        else {
            throw SettingsProblems(problems: [
                "--model is “\(text)”; write \(parts[0]):URL,NAME with an http or https address."
            ])
        }
        let trimmed = url.hasSuffix("/") ? String(url.dropLast()) : url
        return .hosted(kind, ModelEndpoint(url: trimmed, name: name, key: key))
    }
}
