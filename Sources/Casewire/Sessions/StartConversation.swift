import CasewireStorage

/// An operator's own first text to a customer, for which there must be a consent.
package struct StartConversation: Sendable {
    /// How the organization came by the customer's consent.
    package struct ConsentSource: Sendable, Hashable {
        /// Such as `web form`, `order`, `in writing`.
        package let source: String
        /// What the customer agreed to, where it is known.
        package let wording: String?

        package init(source: String, wording: String?) {
            self.source = source
            self.wording = wording
        }
    }

    private static let longestSource = 200

    let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Sends a text in the open session with the customer, or in a new one; people have it from then on.
    ///
    /// The same `key` within a day gives the same session instead of a second text.
    package func run(
        to phone: String, from number: String?, text: String, consent: ConsentSource, by who: String,
        key: String?
    ) async throws -> Session.ID {
        let phone = try Self.phone(phone)
        let source = consent.source.trimmingSpaces()
        guard !source.isEmpty, source.utf8.count <= Self.longestSource else {
            throw SessionActions.Refusal.invalid(
                "Say how the customer agreed to texts (consent.source), such as “web form”, in up to \(Self.longestSource) characters."
            )
        }
        let body = OutboundBody.prepare(text)
        guard !body.isEmpty else { throw SessionActions.Refusal.invalid("The text is empty.") }
        guard body.count <= SessionActions.longestReply else {
            throw SessionActions.Refusal.invalid(
                "The text is over \(SessionActions.longestReply) characters. Shorten it.")
        }
        let (vault, now, random) = (services.vault, services.clock.now(), services.random)
        let wording = consent.wording.map { "\(source): \($0)" } ?? String(source)
        return try await services.database.write { transaction in
            let scope = key.map { "start/\($0)" }
            // The same form sent twice at once: the second waits, and finds what the first made.
            if let scope { try transaction.hold(scope) }
            if let scope, let earlier = try transaction.answer(toKey: scope) {
                return Session.ID(rawValue: earlier)
            }
            let own = try Self.own(number, in: transaction, vault: vault)
            if let obstacle = try transaction.obstacleToStarting(with: phone, at: now) {
                throw SessionActions.Refusal.notPossible(obstacle)
            }
            let contact = try transaction.contact(behind: phone, newID: random.identifier(), at: now)
            try transaction.restoreSuppression(of: contact, vault: vault, at: now)
            guard try !transaction.isSuppressed(contact.id) else { throw SessionActions.Refusal.suppressed }
            try transaction.keep(
                ConsentEntry(
                    kind: .optIn, number: own.id, source: "operator", wording: wording, at: now,
                    policy: try transaction.organization().policyVersion),
                of: contact.id)
            let session = try transaction.sessionToStart(
                with: contact.id, on: own.id, at: now, random: random)
            try transaction.record(
                .consent, "Started by a person; consent: \(source).", details: ["by": who], in: session.id,
                at: now)
            // In a conversation under way it is a reply as any other.
            let isUnderWay = try transaction.hasWritten(contact.id, since: now - QuietHours.conversation)
            let purpose = isUnderWay ? nil : "start"
            _ = try transaction.reply(
                body, in: session, by: who, purpose: purpose, at: now, random: random)
            if let scope { try transaction.keepAnswer(session.id.rawValue, toKey: scope, at: now) }
            return session.id
        }
    }
}

extension Transaction {
    fileprivate func sessionToStart(
        with contact: Contact.ID, on number: Number.ID, at now: Timestamp, random: any RandomSource
    ) throws -> Session {
        let newest = try newestSession(with: contact, on: number)
        if let newest, newest.state != .resolved { return newest }
        let session = try beginSession(
            with: contact, on: number, after: newest?.id, id: random.identifier(), at: now)
        try tell(.sessionStarted, of: session.id, at: now, random: random)
        return session
    }
}
