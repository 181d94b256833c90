import CasewireStorage

extension Schema {
    /// The policy a consent was given or taken under, and opt-outs that outlive an erased contact.
    static let consentEvidence: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE consent ADD COLUMN policy TEXT",
            "CREATE INDEX consent_number ON consent (number_id, position)",
            "CREATE TABLE erased_suppression (phone_hash TEXT PRIMARY KEY, at BIGINT NOT NULL)",
        ]
    }
}
