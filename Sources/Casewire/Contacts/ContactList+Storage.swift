import CasewireStorage

/// A page of contacts in the order of their phone numbers.
package struct ContactList: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package let contact: Contact
        package let seenAt: Timestamp
        package let sessions: Int
        package let isSuppressed: Bool
    }

    package let entries: [Entry]
}

extension ContactList.Entry {
    init(row: Row) throws {
        let suppressed: Int = try row["suppressed"]
        self.init(
            contact: try Contact(row: row), seenAt: try row["seen_at"], sessions: try row["sessions"],
            isSuppressed: suppressed > 0)
    }
}

extension Snapshot {
    /// - Parameter after: the phone number that the page before ended with; empty for the first.
    package func contactList(after phone: String, search: String?, limit: Int) throws -> ContactList {
        var sql: SQL = "\(Self.contactColumns) WHERE contact.phone > \(phone)"
        if let search, !search.isEmpty {
            let pattern = "%" + search.lowercased().filter { $0 != "%" && $0 != "_" } + "%"
            sql += " AND (LOWER(contact.name) LIKE \(pattern) OR contact.phone LIKE \(pattern))"
        }
        sql += " ORDER BY contact.phone LIMIT \(limit)"
        return ContactList(entries: try rows(sql).map(ContactList.Entry.init(row:)))
    }

    package func contactEntry(_ id: Contact.ID) throws -> ContactList.Entry? {
        try rows("\(Self.contactColumns) WHERE contact.id = \(id)").first.map(ContactList.Entry.init(row:))
    }

    private static var contactColumns: SQL {
        """
        SELECT contact.*,
            (SELECT COUNT(*) FROM session WHERE session.contact_id = contact.id) AS sessions,
            (SELECT COUNT(*) FROM suppression WHERE suppression.contact_id = contact.id) AS suppressed
        FROM contact
        """
    }
}
