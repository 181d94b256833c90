import CasewireStorage

/// Takes in what carriers say became of our texts. Every receipt is kept; a message only moves forward.
package struct Receipts: Sendable {
    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Keeps a receipt and moves its message, if it is known yet; one that comes before the carrier's answer to our call is
    /// found again when that answer is kept.
    package func receive(_ receipt: Receipt, on number: Number) async throws {
        let now = services.clock.now()
        let random = services.random
        let decoder = services.connections.webhooks(of: number.provider)
        let words = receipt.errorCode.map { decoder.words(forErrorCode: $0) }
        try await services.database.write { transaction in
            try transaction.holdConversation(about: receipt, on: number.id)
            try transaction.execute(
                """
                INSERT INTO receipt (number_id, provider_id, message_id, status, error_code, received_at)
                VALUES (\(number.id), \(receipt.providerID), \(receipt.messageID), \(receipt.status),
                    \(receipt.errorCode ?? ""), \(now))
                """)
            guard let message = try transaction.message(for: receipt, on: number.id) else { return }
            try transaction.holdConversation(with: message.contact)
            try transaction.apply(receipt, to: message, words: words, at: now, random: random)
            try transaction.suppressIfRefused(message.id, by: decoder, at: now)
        }
    }
}

extension Snapshot {
    /// The message that a receipt is about: by the carrier's id, or by ours, which its URL carries.
    func message(for receipt: Receipt, on number: Number.ID) throws -> Message? {
        let byProvider = try rows(
            "SELECT * FROM message WHERE number_id = \(number) AND provider_id = \(receipt.providerID)"
        ).first
        if let byProvider { return try Message(row: byProvider) }
        guard let own = receipt.messageID else { return nil }
        return try rows(
            """
            SELECT * FROM message WHERE id = \(own) AND number_id = \(number) AND direction = 'out'
                AND provider_id IS NULL
            """
        ).first.map(Message.init(row:))
    }
}

extension Transaction {
    /// Moves a message by what a receipt says, and adopts the carrier's id where our call's answer was lost.
    func apply(
        _ receipt: Receipt, to message: Message, words: String?, at now: Timestamp, random: any RandomSource
    ) throws {
        if message.providerID == nil {
            try execute(
                """
                UPDATE message SET provider_id = \(receipt.providerID),
                    state = CASE WHEN state = 'unknown' THEN 'sending' ELSE state END
                WHERE id = \(message.id) AND provider_id IS NULL
                """)
        }
        if let state = MessageState(carrierWord: receipt.status) {
            try advance(message.id, to: state, code: receipt.errorCode, words: words, at: now, random: random)
        }
        announce(.session(message.session))
    }

    /// Moves a message forward, so that receipts in any order, and two at the same moment, end in one state.
    private func advance(
        _ id: Message.ID, to state: MessageState, code: String?, words: String?, at now: Timestamp,
        random: any RandomSource
    ) throws {
        for _ in 1...Self.mostMoves {
            guard let message = try message(id) else { return }
            guard let next = message.state.after(receipt: state) else {
                if message.state.isFailure, state.isFailure, let code {
                    // The reason came on its own.
                    try execute(
                        """
                        UPDATE message SET error_code = \(code), error_text = COALESCE(\(words), error_text)
                        WHERE id = \(id) AND error_code IS NULL
                        """)
                }
                return
            }
            // What arrived after all has no failure to show; the ledger keeps what was said before.
            let moved =
                next == .delivered
                ? try execute(
                    """
                    UPDATE message SET state = \(next), error_code = NULL, error_text = NULL
                    WHERE id = \(id) AND state = \(message.state)
                    """)
                : try execute(
                    """
                    UPDATE message SET state = \(next), error_code = COALESCE(\(code), error_code),
                        error_text = COALESCE(\(words), error_text)
                    WHERE id = \(id) AND state = \(message.state)
                    """)
            guard moved == 0 else {
                if next.isFailure {
                    try noteFailure(of: message)
                    try tell(.messageFailed, of: message.session, message: id, at: now, random: random)
                }
                if next == .sent || next == .delivered { try noteArrival(of: message) }
                return try requestSyncOfReply(message, at: now, random: random)
            }
        }
    }

    /// A message has no more states than this to be moved through by others in the meantime.
    private static let mostMoves = 6

    /// Records an opt-out that the carrier tells of by refusing a text.
    func suppressIfRefused(_ id: Message.ID, by decoder: any WebhookDecoder, at now: Timestamp) throws {
        guard let message = try message(id), let failure = message.failure, let code = failure.code,
            decoder.meansOptOut(errorCode: code), try !isSuppressed(message.contact)
        else { return }
        try record(
            ConsentEntry(
                kind: .optOut, number: message.number, source: "carrier", wording: failure.text, at: now,
                policy: try organization().policyVersion),
            of: message.contact)
        try record(.consent, "The carrier says that the customer opted out.", in: message.session, at: now)
    }
}
