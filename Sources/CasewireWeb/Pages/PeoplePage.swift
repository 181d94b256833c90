import Casewire
import CasewirePages

/// Who signs in, and what scripts sign in with.
struct PeoplePage: Page {
    static let template = "pages/people"

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct PersonPart: Sendable {
        let id: String
        let email: String
        let role: String
        let roles: [Choice]
        let since: MomentLabel
        let isYou: Bool
        /// Whether the caller may change this one.
        let isChangeable: Bool
    }

    struct KeyPart: Sendable {
        let id: String
        let name: String
        let role: String
        let since: MomentLabel
        let revokedAt: MomentLabel?
        let isRevocable: Bool
    }

    /// A password or key that was just made, shown this once.
    struct MadePart: Sendable {
        let words: String
        let secret: String
    }

    let frame: PageFrame
    let formToken: String
    let people: [PersonPart]
    let keys: [KeyPart]
    let hasNoKeys: Bool
    let roles: [Choice]
    let made: MadePart?
    let problem: String?

    init(
        people: [Operator], keys: [APIKey], caller: SignIn, made: MadePart?, problem: String?,
        frame: PageFrame
    ) {
        self.frame = frame
        self.made = made
        self.problem = problem.map { say(told: $0) }
        formToken = caller.formToken
        let role = caller.person.role
        self.people = people.map { person in
            PersonPart(
                id: person.id.rawValue, email: person.email, role: say(told: person.role.words),
                roles: Self.roles(for: role, chosen: person.role), since: MomentLabel(person.createdAt),
                isYou: person.id == caller.person.id, isChangeable: person.role != .owner || role == .owner)
        }
        self.keys = keys.map { key in
            KeyPart(
                id: key.id.rawValue, name: key.name, role: say(told: key.role.words),
                since: MomentLabel(key.createdAt),
                revokedAt: key.revokedAt.map { MomentLabel($0) },
                isRevocable: key.revokedAt == nil && (key.role != .owner || role == .owner))
        }
        hasNoKeys = keys.isEmpty
        roles = Self.roles(for: role, chosen: .rep)
    }

    /// Those that a caller may give.
    private static func roles(for caller: Operator.Role, chosen: Operator.Role) -> [Choice] {
        Operator.Role.allCases.filter { $0 != .owner || caller == .owner }.map {
            Choice(value: $0.rawValue, label: say(told: $0.words), isChosen: $0 == chosen)
        }
    }
}
