import CasewireStorage

/// Finds out at the carrier what became of a message whose call's outcome was not seen.
///
/// Found in the carrier's list, it is adopted. Two reads at least a minute apart, the last at least two minutes after the
/// call, that lack it mean that it was not taken: then it is queued again. Until then it stays `unknown`.
package struct LookUpMessage: Job {
    package static let kind = "message.look_up"
    package static let retry = RetryPolicy.endless
    /// The wait after the list could not be had.
    static let awayWait = Duration.seconds(30)
    /// The carrier's clock and ours may differ by so much.
    static let clockSlack = Duration.seconds(300)

    package let message: Message.ID

    package var coalescingKey: String? { "lookup/\(message.rawValue)" }

    package init(message: Message.ID) {
        self.message = message
    }

    package func run(with services: Services) async throws {
        let vault = services.vault
        let found = try await services.database.read { [message] snapshot in
            try snapshot.unknownMessage(message, vault: vault)
        }
        guard let found else { return }
        let carrier = services.connections.carrier(of: found.number.provider)
        if let carrier, !carrier.listsTexts {
            return try await settleWithoutList(found, knowsRepeats: carrier.knowsRepeats, services: services)
        }
        let query = TextQuery(
            direction: .sentByUs, number: found.number.phone, contact: found.contact.phone,
            since: found.calledAt - Self.clockSlack)
        let listed: [ListedText]
        do {
            listed = try await services.connections.carrier(for: found.number).texts(query)
        } catch let failure as ListFailure {
            switch failure {
            case .unavailable(let reason):
                let (now, chance) = (services.clock.now(), services.random.fraction())
                try await services.database.write { [edge = Edge.carrier(found.number.id)] in
                    try $0.noteAway(edge, because: reason, at: now, chance: chance)
                }
                throw RetryLater(after: Self.awayWait, reason: reason)
            case .refused(let reason): throw RetryLater(after: Self.awayWait, reason: reason)
            }
        }
        let now = services.clock.now()
        let random = services.random
        let decoder = services.connections.webhooks(of: found.number.provider)
        let rule = services.lookUp
        let again = try await services.database.write { transaction in
            try transaction.settle(
                found, by: listed, at: now, rule: rule, random: random, words: decoder.words(forErrorCode:))
        }
        if again {
            throw RetryLater(
                after: rule.betweenReads, reason: "The carrier's list does not have the text yet.")
        }
    }
}

extension LookUpMessage {
    /// How long a carrier surely knows a text again that is handed over twice.
    private static let repeatWindow = Duration.seconds(20 * 3600)

    /// A carrier that knows repeats is simply given the text again. With any other, only a receipt can tell.
    private func settleWithoutList(_ found: UnknownMessage, knowsRepeats: Bool, services: Services)
        async throws
    {
        let now = services.clock.now()
        guard knowsRepeats, now - found.calledAt < Self.repeatWindow else { return }
        let random = services.random
        try await services.database.write { transaction in
            try transaction.holdConversation(with: found.message.contact)
            try transaction.requeue(found.message, at: now, random: random)
        }
    }
}

/// A message of unknown outcome, with whom it went between.
struct UnknownMessage: Sendable {
    let message: Message
    let number: Number
    let contact: Contact
    let calledAt: Timestamp
    /// When the carrier's list was read before and lacked it.
    let lookedUpAt: Timestamp?
}

extension Snapshot {
    func unknownMessage(_ id: Message.ID, vault: Vault) throws -> UnknownMessage? {
        guard let row = try rows("SELECT * FROM message WHERE id = \(id) AND state = 'unknown'").first else {
            return nil
        }
        let message = try Message(row: row)
        guard let number = try number(message.number, vault: vault),
            let contact = try contact(message.contact)
        else {
            return nil
        }
        let calledAt: Timestamp? = try row["called_at"]
        return UnknownMessage(
            message: message, number: number, contact: contact, calledAt: calledAt ?? message.createdAt,
            lookedUpAt: try row["looked_up_at"])
    }
}

extension Transaction {
    /// Adopts the listed text that is this message, or notes that the list lacked it. True when another read is needed.
    func settle(
        _ unknown: UnknownMessage, by listed: [ListedText], at now: Timestamp, rule: LookUpRule,
        random: any RandomSource, words: (String) -> String
    ) throws -> Bool {
        let message = unknown.message
        try holdConversation(with: message.contact)
        for text in listed where text.body == message.text {
            guard try !has(providerID: text.providerID, on: message.number) else { continue }
            try holdReceipts(of: text.providerID)
            let adopted = try execute(
                """
                UPDATE message SET state = 'sending', provider_id = \(text.providerID), error_text = NULL
                WHERE id = \(message.id) AND state = 'unknown'
                """)
            guard adopted == 1, let current = try self.message(message.id) else { return false }
            let receipt = Receipt(
                providerID: text.providerID, messageID: nil, status: text.status, errorCode: text.errorCode)
            try apply(receipt, to: current, words: text.errorCode.map(words), at: now, random: random)
            try applyEarlyReceipts(of: text.providerID, to: message.id, at: now, random: random, words: words)
            return false
        }
        let isSurelyAbsent =
            unknown.lookedUpAt.map { now - $0 >= rule.betweenReads } ?? false
            && now - unknown.calledAt >= rule.afterCall
        guard isSurelyAbsent else {
            try execute(
                "UPDATE message SET looked_up_at = COALESCE(looked_up_at, \(now)) WHERE id = \(message.id)")
            return true
        }
        try requeue(message, at: now, random: random)
        return false
    }

    /// Puts a message that was surely not taken, or may be handed over again, back into the queue.
    func requeue(_ message: Message, at now: Timestamp, random: any RandomSource) throws {
        let requeued = try execute(
            """
            UPDATE message SET state = 'queued', looked_up_at = NULL, error_text = NULL
            WHERE id = \(message.id) AND state = 'unknown'
            """)
        if requeued == 1 {
            try enqueue(
                SendMessage(message, purpose: try purpose(of: message.id)), at: now, now: now,
                id: random.identifier())
        }
        announce(.session(message.session))
    }
}
