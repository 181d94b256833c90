/// An HTTP tool that an admin declared and that the model may call.
package struct HTTPAction: Sendable, Hashable {
    /// Proves to the asked host who asks.
    package struct SecretHeader: Sendable, Hashable {
        package let name: String
        package let value: Secret

        package init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }

    /// What the model calls it by: small letters, digits and `_`.
    package let name: String
    /// For the model: what it does and when to use it.
    package let description: String
    package let schema: ActionSchema
    package let template: ActionTemplate
    package let secret: SecretHeader?
    /// One try takes at most so long.
    package let timeoutSeconds: Double
    /// Whether its host may be on this machine or in the network around it.
    package let allowsPrivateHost: Bool
    package let isEnabled: Bool

    package init(
        name: String, description: String, schema: ActionSchema, template: ActionTemplate,
        secret: SecretHeader?,
        timeoutSeconds: Double? = nil, allowsPrivateHost: Bool = false, isEnabled: Bool = true
    ) {
        self.name = name
        self.description = description
        self.schema = schema
        self.template = template
        self.secret = secret
        self.timeoutSeconds = timeoutSeconds ?? Self.usualTimeoutSeconds
        self.allowsPrivateHost = allowsPrivateHost
        self.isEnabled = isEnabled
    }

    package static let usualTimeoutSeconds = 10.0
    /// Half of a customer's patience is the model's.
    package static let timeouts = 1.0...15.0
    /// More would fill what a model is shown.
    package static let most = 20
    private static let longestDescription = 1000
    /// Names of what the model's own answers are taken by.
    private static let taken: Set<String> = ["decision", "note"]

    /// What is wrong with it, in words; empty where nothing is.
    package var problems: [String] {
        var problems: [String] = []
        let isName =
            name.utf8.first.map { (0x61...0x7A).contains($0) } == true && name.utf8.count <= 48
            && name.utf8.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        if !isName || Self.taken.contains(name) {
            problems.append(
                "A name has small letters, digits and _, and begins with a letter, such as order_status.")
        }
        if description.isEmpty || description.count > Self.longestDescription {
            problems.append(
                "A description of 1 to \(Self.longestDescription) characters tells the model when to call it."
            )
        }
        if !Self.timeouts.contains(timeoutSeconds) {
            problems.append("The time-out is from 1 to 15 seconds.")
        }
        problems += template.problems(schema: schema, allowsPrivateHost: allowsPrivateHost)
        if let secret {
            if let problem = ActionTemplate.nameProblem(ofHeader: secret.name) { problems.append(problem) }
            if template.headers.keys.contains(where: { $0.lowercased() == secret.name.lowercased() }) {
                problems.append("The header \(secret.name) is set twice.")
            }
            let value = secret.value.value
            if value.isEmpty || !value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
                problems.append("The secret header's value is printable ASCII.")
            }
        }
        return problems
    }

    /// A text of the host's without the secret, which some hosts repeat.
    package func hidingSecret(in text: String) -> String {
        guard let value = secret?.value.value else { return text }
        // Of “Bearer …”, a host may repeat what follows.
        let parts = [value] + value.split(separator: " ").map(String.init).filter { $0.utf8.count >= 8 }
        return parts.reduce(text) { $0.replacing($1, with: "•••") }
    }

    /// The request of a call.
    ///
    /// - Parameter key: told to a host that changes something, so that it can tell a second copy from a second wish.
    func request(
        _ arguments: [String: JSONValue], for caller: Caller, key: String, timeout: Duration
    ) throws(ActionTemplate.Unfit) -> ActionRequest {
        var values = arguments
        values["contact.phone"] = .text(caller.phone)
        values["contact.verified"] = .flag(caller.isVerified)
        values["session.ticket"] = .integer(Int64(caller.ticket))
        let filled = try template.filled(with: values)
        var headers = filled.headers.map { ActionRequest.Header(name: $0.0, value: $0.1, isSecret: false) }
        if let secret {
            headers.append(ActionRequest.Header(name: secret.name, value: secret.value.value, isSecret: true))
        }
        if filled.body != nil {
            headers.append(
                ActionRequest.Header(name: "Content-Type", value: "application/json", isSecret: false))
        }
        if !template.method.isSafe {
            headers.append(ActionRequest.Header(name: "Idempotency-Key", value: key, isSecret: false))
        }
        return ActionRequest(
            method: template.method.rawValue, url: filled.url, host: template.host, headers: headers,
            body: filled.body, allowsPrivateHost: allowsPrivateHost, timeout: timeout)
    }

    /// On whose behalf a call is made. A phone number is not proof of who writes.
    struct Caller: Sendable, Hashable {
        let phone: String
        /// Whether a code was confirmed; no code is asked for yet, so it never is.
        var isVerified: Bool { false }
        let ticket: Int
    }
}
