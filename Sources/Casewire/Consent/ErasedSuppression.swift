import CasewireStorage

// Opt-outs that outlive the contact: a keyed hash of the number, which tells nothing without the key file.

extension Snapshot {
    /// Whether somebody opted out before their contact was erased, and is not known since.
    func isSuppressedSinceErasure(_ phone: PhoneNumber, vault: Vault) throws -> Bool {
        let hash = vault.hash(phone.e164)
        return try !rows("SELECT 1 AS yes FROM erased_suppression WHERE phone_hash = \(hash)").isEmpty
    }
}

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
        guard contact.createdAt == now, try isSuppressedSinceErasure(contact.phone, vault: vault) else {
            return
        }
        let hash = vault.hash(contact.phone.e164)
        try record(
            ConsentEntry(
                kind: .optOut, number: nil, source: "before_erasure",
                wording: "Opted out before the contact was erased.", at: now),
            of: contact.id)
        try execute("DELETE FROM erased_suppression WHERE phone_hash = \(hash)")
    }
}
