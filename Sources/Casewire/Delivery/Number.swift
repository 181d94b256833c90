import CasewireStorage

/// A phone number of ours, with the provider that carries it.
package struct Number: Sendable, Hashable {
    package typealias ID = Identifier<Number>

    package enum ProviderKind: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case twilio
    }

    package let id: ID
    package let phone: PhoneNumber
    package let provider: ProviderKind
    /// The provider's account, such as `AC…`.
    package let account: String
    package let secret: Secret
    /// Stands for all of the provider's hosts; nil for its own.
    package let apiURL: String?
    /// Whether the agent answers at all.
    package let autopilot: Bool

    package init(
        id: ID, phone: PhoneNumber, provider: ProviderKind, account: String, secret: Secret, apiURL: String?,
        autopilot: Bool
    ) {
        self.id = id
        self.phone = phone
        self.provider = provider
        self.account = account
        self.secret = secret
        self.apiURL = apiURL
        self.autopilot = autopilot
    }
}
