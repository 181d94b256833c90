/// What a script signs in with: `cw_` and at least 32 characters, of which only the SHA-256 is kept.
package struct APIKey: Sendable, Hashable {
    package typealias ID = Identifier<APIKey>

    package let id: ID
    /// Chosen by whoever made it; names it in lists and on timelines.
    package let name: String
    package let role: Operator.Role
    package let createdAt: Timestamp
    package let revokedAt: Timestamp?

    static let prefix = "cw_"
    static let shortestSecret = 32
    static let longestKey = 512

    /// A key made by chance.
    package static func makeToken(_ random: any RandomSource) -> Secret {
        Secret(prefix + SecretToken.make(random).value)
    }

    /// Whether a key of someone's own choosing is long enough and made of characters that a header carries.
    package static func isWellFormed(_ token: Secret) -> Bool {
        guard token.value.hasPrefix(prefix), token.value.utf8.count <= longestKey else { return false }
        let rest = token.value.dropFirst(prefix.count)
        return rest.utf8.count >= shortestSecret && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
