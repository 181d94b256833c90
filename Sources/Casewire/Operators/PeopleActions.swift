import CasewireStorage
import Foundation

/// Adds and changes operators and API keys; pages and API call the same.
///
/// Nobody gives more than they have: only owners make, change and remove owners, and there is always one.
package struct PeopleActions: Sendable {
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchOperator
        case noSuchKey
        /// The caller's role does not reach so far.
        case notAllowed(String)
        case notPossible(String)
        case invalid(String)

        package var description: String {
            switch self {
            case .noSuchOperator: "There is no such operator."
            case .noSuchKey: "There is no such key in use."
            case .notAllowed(let words), .notPossible(let words), .invalid(let words): words
            }
        }
    }

    /// A password or key that is shown once.
    package struct Made: Sendable {
        package let name: String
        package let secret: Secret
    }

    private let services: Services
    private let role: Operator.Role

    /// - Parameter role: the caller's.
    package init(services: Services, role: Operator.Role) {
        self.services = services
        self.role = role
    }

    // MARK: Operators

    /// Adds an operator with a password that is made by chance.
    package func add(email: String, role new: Operator.Role) async throws -> Made {
        let email = Operator.normalized(email)
        guard email.utf8.count <= 320,
            email.split(separator: "@", omittingEmptySubsequences: false).count == 2,
            !email.hasPrefix("@"), !email.hasSuffix("@"), !email.contains(where: \.isWhitespace)
        else { throw Refusal.invalid("“\(email.prefix(80))” is no e-mail address.") }
        try require(upTo: new)
        let (secret, hash) = try await makePassword()
        let (now, random) = (services.clock.now(), services.random)
        let added = try await services.database.write {
            try $0.insertOnce(
                Operator(id: random.identifier(), email: email, role: new, createdAt: now), password: hash)
        }
        guard added else { throw Refusal.notPossible("\(email) is an operator already.") }
        return Made(name: email, secret: secret)
    }

    package func setRole(_ new: Operator.Role, of id: Operator.ID) async throws {
        try require(upTo: new)
        try await services.database.write { transaction in
            let person = try self.person(id, in: transaction)
            if person.role == .owner, new != .owner { try Self.requireAnotherOwner(in: transaction) }
            try transaction.setRole(new, ofOperator: person.email)
        }
    }

    /// Chooses in which language an operator reads the dashboard, one of those that it is written in; nil for the browser's.
    package func setLanguage(_ language: String?, of id: Operator.ID, from known: [String]) async throws {
        try Self.require(language, from: known)
        try await services.database.write { transaction in
            try transaction.setLanguage(language, of: try self.person(id, in: transaction).id)
        }
    }

    /// The same of the caller, who may always.
    package func setOwnLanguage(_ language: String?, of person: Operator, from known: [String]) async throws {
        try await PeopleActions(services: services, role: .owner).setLanguage(
            language, of: person.id, from: known)
    }

    /// Gives an operator another password and ends their sign-ins.
    package func resetPassword(of id: Operator.ID) async throws -> Made {
        let (secret, hash) = try await makePassword()
        let email = try await services.database.write { transaction in
            let person = try self.person(id, in: transaction)
            _ = try transaction.resetPassword(ofOperator: person.email, to: hash)
            return person.email
        }
        return Made(name: email, secret: secret)
    }

    /// Ends an operator's sign-ins for good, and gives back the sessions that were theirs.
    package func remove(_ id: Operator.ID) async throws {
        let now = services.clock.now()
        try await services.database.write { transaction in
            let person = try self.person(id, in: transaction)
            if person.role == .owner { try Self.requireAnotherOwner(in: transaction) }
            try transaction.remove(person, at: now)
        }
    }

    /// Changes the caller's own password; the sign-ins made with the old one end.
    package func changeOwnPassword(of person: Operator, from old: Secret, to new: Secret) async throws {
        guard new.value.count >= PasswordHash.shortestPassword,
            new.value.utf8.count <= PasswordHash.longestPassword
        else {
            throw Refusal.invalid("A password has at least \(PasswordHash.shortestPassword) characters.")
        }
        let known = try await services.database.read { try $0.passwordHash(email: person.email) }
        guard let hash = known?.1, await hash.matches(old) else {
            throw Refusal.invalid("The old password is not right, so nothing was changed.")
        }
        let newHash = try await PasswordHash(password: new, random: services.random)
        _ = try await services.database.write {
            try $0.resetPassword(ofOperator: person.email, to: newHash)
        }
    }

    // MARK: API keys

    package func makeKey(named name: String, role new: Operator.Role) async throws -> Made {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty, name.count <= 80 else {
            throw Refusal.invalid("A key has a name of at most 80 characters.")
        }
        try require(upTo: new)
        let token = APIKey.makeToken(services.random)
        let (now, random) = (services.clock.now(), services.random)
        let saved = try await services.database.write { transaction in
            guard try !transaction.apiKeys().contains(where: { $0.name == name && $0.revokedAt == nil })
            else {
                return false
            }
            return try transaction.saveKey(
                named: name, role: new, token: token, id: random.identifier(), at: now)
        }
        guard saved else {
            throw Refusal.notPossible(
                "There is a key named “\(name)” already. Revoke it, or choose another name.")
        }
        return Made(name: name, secret: token)
    }

    package func revokeKey(_ id: APIKey.ID) async throws {
        let now = services.clock.now()
        try await services.database.write { transaction in
            guard let key = try transaction.apiKeys().first(where: { $0.id == id }), key.revokedAt == nil
            else {
                throw Refusal.noSuchKey
            }
            try require(upTo: key.role)
            _ = try transaction.revokeKey(named: key.name, at: now)
        }
    }

    // MARK: Rules

    /// Refuses a language that the dashboard is not written in.
    package static func require(_ language: String?, from known: [String]) throws(Refusal) {
        guard let language, !known.contains(language) else { return }
        throw .invalid(
            "“language” is one of \(known.joined(separator: ", ")), or left out for the browser's.")
    }

    private func require(upTo other: Operator.Role) throws(Refusal) {
        guard other != .owner || role == .owner else {
            throw .notAllowed("Only an owner makes, changes or removes owners.")
        }
    }

    private func person(_ id: Operator.ID, in snapshot: Snapshot) throws -> Operator {
        guard let person = try snapshot.findOperator(id) else { throw Refusal.noSuchOperator }
        try require(upTo: person.role)
        return person
    }

    private static func requireAnotherOwner(in snapshot: Snapshot) throws {
        guard try snapshot.operators().count(where: { $0.role == .owner }) > 1 else {
            throw Refusal.notPossible("This is the only owner. Make somebody else one first.")
        }
    }

    private func makePassword() async throws -> (Secret, PasswordHash) {
        let secret = SecretToken.make(services.random)
        return (secret, try await PasswordHash(password: secret, random: services.random))
    }
}
