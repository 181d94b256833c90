package import CasewireStorage

extension Contact {
    init(row: Row) throws {
        let phone: String = try row["phone"]
        guard let phone = PhoneNumber(e164: phone) else {
            throw UnreadableRow(table: "contact", column: "phone")
        }
        self.init(id: try row["id"], phone: phone, name: try row["name"], createdAt: try row["created_at"])
    }
}

extension Snapshot {
    package func contact(_ id: Contact.ID) throws -> Contact? {
        try rows("SELECT * FROM contact WHERE id = \(id)").first.map(Contact.init(row:))
    }

    package func contact(_ phone: PhoneNumber) throws -> Contact? {
        try rows("SELECT * FROM contact WHERE phone = \(phone.e164)").first.map(Contact.init(row:))
    }

    package func contacts(after cursor: String, limit: Int) throws -> [Contact] {
        try rows("SELECT * FROM contact WHERE phone > \(cursor) ORDER BY phone LIMIT \(limit)")
            .map(Contact.init(row:))
    }
}

extension Transaction {
    /// The contact behind a phone number, made when new. Its row stays locked until the commit, so that two texts of one
    /// customer are taken in one after the other.
    package func contact(behind phone: PhoneNumber, newID: Contact.ID, at now: Timestamp) throws -> Contact {
        let row = try rows(
            """
            INSERT INTO contact (id, phone, created_at, seen_at) VALUES (\(newID), \(phone.e164), \(now), \(now))
            ON CONFLICT (phone) DO UPDATE SET seen_at = excluded.seen_at
            RETURNING *
            """
        ).first
        guard let row else { throw UnreadableRow(table: "contact", column: "id") }
        return try Contact(row: row)
    }
}
