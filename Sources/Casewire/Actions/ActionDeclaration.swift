import CasewireStorage

/// An action as a setup file, the API or the dashboard declares it.
package struct ActionDeclaration: Sendable, Hashable, Decodable {
    /// What is wrong with it, in words; nothing was changed.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        package let problems: [String]

        package init(problems: [String]) {
            self.problems = problems
        }

        package var description: String { problems.joined(separator: " ") }
    }

    /// What the header with the secret becomes.
    package enum SecretEntry: Sendable, Hashable {
        /// As it is; not where the action asks another host from now on.
        case kept
        case none
        /// - Parameter value: nil keeps the value.
        case header(String, value: Secret?)
    }

    package let name: String
    package let description: String
    /// A JSON schema.
    package let parameters: JSONValue
    package let template: ActionTemplate
    package let secret: SecretEntry
    package let timeoutSeconds: Double?
    package let allowsPrivateHost: Bool?
    package let isEnabled: Bool?

    package init(
        name: String, description: String, parameters: JSONValue, template: ActionTemplate,
        secret: SecretEntry,
        timeoutSeconds: Double?, allowsPrivateHost: Bool?, isEnabled: Bool?
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.template = template
        self.secret = secret
        self.timeoutSeconds = timeoutSeconds
        self.allowsPrivateHost = allowsPrivateHost
        self.isEnabled = isEnabled
    }

    private enum CodingKeys: String, CodingKey {
        case name, description, parameters, request, secret
        case timeoutSeconds = "timeout_seconds"
        case allowsPrivateHost = "allow_private_host"
        case isEnabled = "enabled"
    }

    private struct RequestEntry: Decodable {
        let method: ActionTemplate.Method?
        let url: String
        let query: [String: String]?
        let headers: [String: String]?
        let body: JSONValue?
    }

    private struct HeaderEntry: Decodable {
        let header: String
        let value: String?
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let request = try container.decode(RequestEntry.self, forKey: .request)
        let header = try container.decodeIfPresent(HeaderEntry.self, forKey: .secret)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            description: try container.decode(String.self, forKey: .description),
            parameters: try container.decodeIfPresent(JSONValue.self, forKey: .parameters)
                ?? Self.noParameters,
            template: ActionTemplate(
                method: request.method ?? .get, url: request.url, query: request.query ?? [:],
                headers: request.headers ?? [:], body: request.body == .null ? nil : request.body),
            secret: header.map { .header($0.header, value: $0.value.map(Secret.init)) }
                ?? (container.contains(.secret) ? .none : .kept),
            timeoutSeconds: try container.decodeIfPresent(Double.self, forKey: .timeoutSeconds),
            allowsPrivateHost: try container.decodeIfPresent(Bool.self, forKey: .allowsPrivateHost),
            isEnabled: try container.decodeIfPresent(Bool.self, forKey: .isEnabled))
    }

    package static let noParameters = JSONValue.object(["type": .text("object"), "properties": .object([:])])

    /// The action that it makes of an old one.
    package func action(replacing old: HTTPAction?) throws(Refusal) -> HTTPAction {
        let schema: ActionSchema
        do { schema = try ActionSchema(parameters) } catch { throw Refusal(problems: [error.description]) }
        let action = HTTPAction(
            name: name, description: description, schema: schema, template: template,
            secret: try secretHeader(replacing: old), timeoutSeconds: timeoutSeconds ?? old?.timeoutSeconds,
            allowsPrivateHost: allowsPrivateHost ?? old?.allowsPrivateHost ?? false,
            isEnabled: isEnabled ?? old?.isEnabled ?? true)
        let problems = action.problems
        guard problems.isEmpty else { throw Refusal(problems: problems) }
        return action
    }

    /// A secret that somebody entered for one host is not shown to another by who may not know it.
    private func secretHeader(replacing old: HTTPAction?) throws(Refusal) -> HTTPAction.SecretHeader? {
        let wanted: String
        switch secret {
        case .none: return nil
        case .header(let name, let value?): return HTTPAction.SecretHeader(name: name, value: value)
        case .header(let name, nil): wanted = name
        case .kept:
            guard let name = old?.secret?.name else { return nil }
            wanted = name
        }
        guard let kept = old?.secret?.value else {
            throw Refusal(problems: ["The header \(wanted) has no value yet; give its secret."])
        }
        guard old?.template.origin.lowercased() == template.origin.lowercased() else {
            throw Refusal(problems: [
                "Another host is asked from now on, so give the secret header's value again."
            ])
        }
        return HTTPAction.SecretHeader(name: wanted, value: kept)
    }
}

extension Transaction {
    /// Declares an action in the place of one of the same name. Nil where it was the same before.
    package func declare(
        _ entry: ActionDeclaration, vault: Vault, at now: Timestamp
    ) throws -> (action: HTTPAction, isNew: Bool)? {
        let all = try actions(openedBy: vault)
        let old = all.first { $0.name == entry.name }
        let action = try entry.action(replacing: old)
        guard action != old else { return nil }
        guard old != nil || all.count < HTTPAction.most else {
            throw ActionDeclaration.Refusal(problems: ["There are at most \(HTTPAction.most) actions."])
        }
        try save(action, sealedBy: vault, at: now)
        return (action, old == nil)
    }
}
