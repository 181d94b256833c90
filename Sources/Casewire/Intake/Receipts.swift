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
        let words = receipt.errorCode.map {
            services.connections.webhooks(of: number.provider).words(forErrorCode: $0)
        }
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
        if let state = MessageState(carrierWord: receipt.status),
            let next = message.state.after(receipt: state)
        {
            try execute(
                """
                UPDATE message SET state = \(next), error_code = COALESCE(\(receipt.errorCode), error_code),
                    error_text = COALESCE(\(words), error_text)
                WHERE id = \(message.id) AND state = \(message.providerID == nil && message.state == .unknown ? .sending : message.state)
                """)
            try requestSyncOfReply(message, at: now, random: random)
        }
        announce(.session(message.session))
    }
}
