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
    /// - Parameters:
    ///   - phone: the one that the page before ended with; empty for the first.
    ///   - search: words of a name, the last as its beginning, or digits from anywhere in a phone number; empty for all.
    package func contactList(after phone: String, search: String?, limit: Int) throws -> ContactList {
        var sql: SQL = "\(Self.contactColumns) WHERE contact.phone > \(phone)"
        if let search, !search.allSatisfy(\.isWhitespace) {
            guard let words = SearchWords(search) else { return ContactList(entries: []) }
            if let found = try contacts(having: words) {
                guard !found.isEmpty else { return ContactList(entries: []) }
                sql += " AND contact.id IN (\(list: found))"
            } else {
                sql += " AND "
                sql += condition(having: words)
            }
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
