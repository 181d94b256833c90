import Foundation

extension AgentSettings.Model {
    /// Where a hosted model is asked unless another address is given; nil for the built-in one.
    package var usualURL: String? {
        switch self {
        case .builtin: nil
        case .openai: "https://api.openai.com/v1"
        case .anthropic: "https://api.anthropic.com"
        }
    }
}

extension ModelEndpoint {
    /// Scheme, host and port: who learns the key.
    var origin: String {
        let parts = URLComponents(string: url)
        let scheme = parts?.scheme?.lowercased() ?? ""
        let port = parts?.port ?? (scheme == "https" ? 443 : 80)
        return "\(scheme)://\(parts?.host?.lowercased() ?? ""):\(port)"
    }
}

extension SettingSection {
    /// An http or https address, without a slash at its end; nil where none is given.
    func address(_ key: String) -> String? {
        guard let text = text(key, longest: 2000), !text.isEmpty else { return nil }
        guard let parts = URL(string: text), ["http", "https"].contains(parts.scheme), parts.host != nil
        else {
            problem(key, "“\(text)” is no http or https address.")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
