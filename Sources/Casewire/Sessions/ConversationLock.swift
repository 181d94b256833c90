import CasewireStorage

extension Transaction {
    /// Makes this the only transaction about a conversation until it ends; others about the same contact wait here.
    ///
    /// What happens to a text, a turn, a take-over or a case depends on what was there before: whether a session is open, who
    /// has it, whether the customer opted out. So whatever changes a conversation calls this first and looks after it. The
    /// contact's row is the lock, which taking in a text holds anyway. On SQLite, with its one writer, it does nothing.
    func holdConversation(with contact: Contact.ID) throws {
        guard !dialect.forUpdate.isEmpty else { return }
        _ = try rows("SELECT id FROM contact WHERE id = \(contact) \(raw: dialect.forUpdate)")
    }

    /// The same, by one of the contact's sessions.
    func holdConversation(of session: Session.ID) throws {
        guard !dialect.forUpdate.isEmpty else { return }
        _ = try rows(
            """
            SELECT id FROM contact WHERE id = (SELECT contact_id FROM session WHERE id = \(session))
            \(raw: dialect.forUpdate)
            """)
    }

    /// The same, for what a receipt is about; where its message isn't known yet, whoever makes it known waits instead.
    func holdConversation(about receipt: Receipt, on number: Number.ID) throws {
        guard !dialect.forUpdate.isEmpty else { return }
        if let message = try message(for: receipt, on: number) {
            try holdConversation(with: message.contact)
        } else {
            try holdReceipts(of: receipt.providerID)
        }
    }

    /// Holds the receipts of a message: one is either there before the message has the carrier's id, or finds it by that.
    func holdReceipts(of providerID: String) throws {
        try hold("receipt/\(providerID)")
    }
}
