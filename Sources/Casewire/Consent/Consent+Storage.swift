package import CasewireStorage

/// One line of the consent ledger.
package struct ConsentEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case optOut = "opt_out"
        case optIn = "opt_in"
    }

    package let kind: Kind
    package let number: Number.ID?
    /// Where it came from: `keyword`, `free_text`, `carrier`, `operator`, `import`, `creatio`, `before_erasure`.
    package let source: String
    /// The customer's own words, or the carrier's.
    package let wording: String
    package let at: Timestamp
    /// The version of the organization's texting policy that held then.
    package let policy: String?

    package init(
        kind: Kind, number: Number.ID?, source: String, wording: String, at: Timestamp, policy: String? = nil
    ) {
        self.kind = kind
        self.number = number
        self.source = source
        self.wording = wording
        self.at = at
        self.policy = policy
    }
}

extension Snapshot {
    /// Whether a contact opted out of this organization's texts.
    package func isSuppressed(_ contact: Contact.ID) throws -> Bool {
        try !rows("SELECT 1 AS yes FROM suppression WHERE contact_id = \(contact)").isEmpty
    }

    package func consent(of contact: Contact.ID) throws -> [ConsentEntry] {
        try rows("SELECT * FROM consent WHERE contact_id = \(contact) ORDER BY position").map { row in
            ConsentEntry(
                kind: try row["kind"], number: try row["number_id"], source: try row["source"],
                wording: try row["wording"], at: try row["at"], policy: try row["policy"])
        }
    }
}

extension Snapshot {
    /// Whether a contact opted out or in after a moment.
    func hasConsent(of contact: Contact.ID, after moment: Timestamp) throws -> Bool {
        try !rows("SELECT 1 AS yes FROM consent WHERE contact_id = \(contact) AND at > \(moment) LIMIT 1")
            .isEmpty
    }
}

extension Transaction {
    /// Writes an opt-out or opt-in into the ledger and suppresses the contact or lifts that. False when nothing changed.
    @discardableResult
    package func record(_ entry: ConsentEntry, of contact: Contact.ID) throws -> Bool {
        try keep(entry, of: contact)
        try requestConsentSync(of: contact, at: entry.at)
        switch entry.kind {
        case .optOut:
            return try execute(
                """
                INSERT INTO suppression (contact_id, source, at) VALUES (\(contact), \(entry.source), \(entry.at))
                ON CONFLICT (contact_id) DO NOTHING
                """) == 1
        case .optIn:
            return try execute("DELETE FROM suppression WHERE contact_id = \(contact)") == 1
        }
    }

    /// Writes into the ledger alone.
    func keep(_ entry: ConsentEntry, of contact: Contact.ID) throws {
        try execute(
            """
            INSERT INTO consent (contact_id, number_id, kind, source, wording, at, policy)
            VALUES (\(contact), \(entry.number), \(entry.kind), \(entry.source), \(entry.wording), \(entry.at),
                \(entry.policy))
            """)
    }
}
