import CasewireStorage

/// A person who signs in to the dashboard.
package struct Operator: Sendable, Hashable {
    package typealias ID = Identifier<Operator>

    /// What an operator or an API key may do, from most to least; `Permission` has the table.
    package enum Role: String, Sendable, Hashable, Codable, SQLValueConvertible, CaseIterable {
        case owner, admin, rep, viewer

        /// For people.
        package var words: String {
            switch self {
            case .owner: "Owner"
            case .admin: "Admin"
            case .rep: "Rep"
            case .viewer: "Viewer"
            }
        }
    }

    package let id: ID
    /// Lower case, which is how it is compared.
    package let email: String
    package let role: Role
    package let createdAt: Timestamp
    /// In which language they read the dashboard (BCP 47); nil for the browser's.
    package let language: String?

    package init(id: ID, email: String, role: Role, createdAt: Timestamp, language: String? = nil) {
        self.language = language
        self.id = id
        self.email = Self.normalized(email)
        self.role = role
        self.createdAt = createdAt
    }

    /// An address as it is kept and compared: without spaces around it, in lower case.
    package static func normalized(_ email: String) -> String {
        email.split(whereSeparator: \.isWhitespace).joined().lowercased()
    }
}
