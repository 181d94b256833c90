import CasewireStorage

/// Opt-outs that outlive the contact: a keyed hash of the number, which tells nothing without the key file.
extension Transaction {
    /// Keeps the hash of a contact's number if they opted out.
    func keepSuppressionHash(of contact: Contact, vault: Vault, at now: Timestamp) throws {
        guard try isSuppressed(contact.id) else { return }
        try execute(
            """
            INSERT INTO erased_suppression (phone_hash, at) VALUES (\(vault.hash(contact.phone.e164)), \(now))
            ON CONFLICT (phone_hash) DO NOTHING
            """)
    }

    /// Suppresses a contact who opted out before being erased, and is new again.
    func restoreSuppression(of contact: Contact, vault: Vault, at now: Timestamp) throws {
        guard contact.createdAt == now else { return }
        let hash = vault.hash(contact.phone.e164)
        guard try !rows("SELECT 1 AS yes FROM erased_suppression WHERE phone_hash = \(hash)").isEmpty else {
            return
        }
        try record(
            ConsentEntry(
                kind: .optOut, number: nil, source: "before_erasure",
                wording: "Opted out before the contact was erased.", at: now),
            of: contact.id)
        try execute("DELETE FROM erased_suppression WHERE phone_hash = \(hash)")
    }
}
