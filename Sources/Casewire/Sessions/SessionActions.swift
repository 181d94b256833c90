import CasewireStorage
import Foundation

/// What operators and scripts do with a session; pages and API call the same.
package struct SessionActions: Sendable {
    /// Why an action did nothing.
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchSession
        /// The session's state does not allow it.
        case notPossible(String)
        /// The customer opted out of texts.
        case suppressed
        case invalid(String)

        package var description: String {
            switch self {
            case .noSuchSession: "There is no such session."
            case .notPossible(let words), .invalid(let words): words
            case .suppressed:
                "The customer opted out of texts, so nothing can be sent. They can text START to opt in."
            }
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func handOff(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard try transaction.handOff(session, because: [.operator], by: who, at: now, random: random)
            else {
                throw Refusal.notPossible("Only a session that is with the agent can be handed off.")
            }
        }
    }

    package func takeOver(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard try transaction.takeOver(session, by: who, at: now, random: random) else {
                throw Refusal.notPossible("People have this session already.")
            }
        }
    }

    package func handBack(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard try transaction.handBack(session.id, by: who, at: now, random: random) else {
                throw Refusal.notPossible("Only a session that is handed off can be handed back.")
            }
        }
    }

    package func resolve(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard
                try transaction.resolve(
                    session.id, because: "Resolved by hand.", by: who, at: now, random: random)
            else { throw Refusal.notPossible("The session is resolved already.") }
            try transaction.forgetFailures(in: session.id)
        }
    }

    package func reopen(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard try transaction.reopen(session, by: who, at: now, random: random) else {
                throw Refusal.notPossible(
                    "Only a resolved session can be reopened, and only while no newer one is open with the customer."
                )
            }
        }
    }

    /// *Resync whole*: what is missing in Creatio is made again.
    package func resync(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard try transaction.resyncWhole(session.id, by: who, at: now, random: random) else {
                throw Refusal.notPossible("The session has no case yet.")
            }
        }
    }

    /// Takes one of several contacts in Creatio with the phone for that of the session's case.
    package func chooseContact(_ contact: String, for id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            let chosen = try transaction.chooseContact(
                contact.lowercased(), of: session.id, by: who, at: now, random: random)
            guard chosen else {
                throw Refusal.notPossible(
                    "This contact is none of those that have the phone, or one was chosen already.")
            }
        }
    }

    /// Nobody's with `nil`. What it was already is no change, and leaves no event.
    package func assign(_ id: Session.ID, to assignee: Operator.ID?, by who: String) async throws {
        try await change(id) { transaction, session, now, _ in
            var title = "Assigned to nobody."
            if let assignee {
                guard let person = try transaction.findOperator(assignee) else {
                    throw Refusal.invalid("There is no such operator.")
                }
                guard person.role.may(.answer) else {
                    throw Refusal.invalid(
                        "\(person.email) may not answer customers. Choose somebody who may.")
                }
                title = "Assigned to \(person.email)."
            }
            guard session.assignee != assignee else { return }
            try transaction.execute("UPDATE session SET assignee_id = \(assignee) WHERE id = \(session.id)")
            try transaction.record(.state, title, details: ["by": who], in: session.id, at: now)
        }
    }

    package func note(_ text: String, on id: Session.ID, by who: String) async throws {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw Refusal.invalid("The note is empty.") }
        guard text.utf8.count <= Self.longestNote else {
            throw Refusal.invalid("The note is over 10,000 bytes.")
        }
        try await change(id) { transaction, session, now, _ in
            try transaction.record(.note, text, details: ["by": who], in: session.id, at: now)
        }
    }

    /// Has the agent draft an answer for the person who has the session.
    package func draft(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard session.state == .handedOff else {
                throw Refusal.notPossible("The agent drafts answers only while people have the session.")
            }
            guard try transaction.awaitsPerson(session.id) else {
                throw Refusal.notPossible("No text of the customer’s waits for an answer.")
            }
            try transaction.requestDraft(of: session.id, after: .zero, at: now, random: random)
            transaction.announce(.session(session.id))
        }
    }

    /// Sends what a person wrote. The same `key` within a day gives the same message instead of a second one.
    package func reply(_ text: String, in id: Session.ID, by who: String, key: String?) async throws
        -> Message.ID
    {
        let body = OutboundBody.prepare(text)
        guard !body.isEmpty else { throw Refusal.invalid("The reply is empty. Write something to send.") }
        guard body.count <= Self.longestReply else {
            throw Refusal.invalid("The reply is over \(Self.longestReply) characters. Shorten it.")
        }
        return try await change(id) { transaction, session, now, random in
            let scope = key.map { "reply/\(id)/\($0)" }
            if let scope, let earlier = try transaction.answer(toKey: scope) {
                return Message.ID(rawValue: earlier)
            }
            guard try !transaction.isSuppressed(session.contact) else { throw Refusal.suppressed }
            if let phone = try transaction.contact(session.contact)?.phone,
                let obstacle = try transaction.organization().textLimits.obstacle(to: phone)
            {
                throw Refusal.notPossible(obstacle)
            }
            let message = try transaction.reply(body, in: session, by: who, at: now, random: random)
            if let scope { try transaction.keepAnswer(message.rawValue, toKey: scope, at: now) }
            return message
        }
    }

    /// Ten texts of the carrier's limit.
    static let longestReply = 16_000
    static let longestNote = 10_000

    @discardableResult
    func change<Value: Sendable>(
        _ id: Session.ID,
        _ body: @escaping @Sendable (Transaction, Session, Timestamp, any RandomSource) throws -> Value
    ) async throws -> Value {
        let now = services.clock.now()
        let random = services.random
        return try await services.database.write { transaction in
            try transaction.holdConversation(of: id)
            guard let session = try transaction.session(id) else { throw Refusal.noSuchSession }
            return try body(transaction, session, now, random)
        }
    }
}

extension Transaction {
    /// The answer that a request with this idempotency key got before.
    func answer(toKey key: String) throws -> String? {
        try rows("SELECT answer FROM idempotency WHERE key = \(key)").first.map { try $0["answer"] }
    }

    func keepAnswer(_ answer: String, toKey key: String, at now: Timestamp) throws {
        try execute("DELETE FROM idempotency WHERE created_at < \(now - .seconds(24 * 3600))")
        try execute("INSERT INTO idempotency (key, answer, created_at) VALUES (\(key), \(answer), \(now))")
    }
}
