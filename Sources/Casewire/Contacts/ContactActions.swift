import CasewireStorage

/// Changes what people note of contacts; API and dashboard call the same.
///
/// A contact is one phone number, and stays so: its consent is that number's. Contacts that are one person are joined, not made
/// into one: their sessions and data are shown together, and joining can be undone.
package struct ContactActions: Sendable {
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchContact
        /// In words; nothing was changed.
        case invalid(String)

        package var description: String {
            switch self {
            case .noSuchContact: "There is no such contact."
            case .invalid(let words): words
            }
        }
    }

    package static let longestName = 100
    package static let longestDetailName = 60
    package static let longestValue = 500
    package static let mostDetails = 50
    /// Phone numbers of one person.
    package static let mostNumbers = 10

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Sets a contact's name and data.
    ///
    /// - Parameters:
    ///   - name: nil leaves it; empty takes it away.
    ///   - details: values by name; an empty one takes the detail away, what is not named stays.
    package func edit(_ id: Contact.ID, name: String?, details: [String: String], by who: String)
        async throws
    {
        let name = name.map(Self.line)
        let entries = details.map { (Self.line($0.key), Self.line($0.value)) }
        try Self.check(name: name, entries: entries)
        let now = services.clock.now()
        try await services.database.write { transaction in
            guard try transaction.contact(id) != nil else { throw Refusal.noSuchContact }
            if let name {
                try transaction.execute(
                    "UPDATE contact SET name = \(name.isEmpty ? nil : name) WHERE id = \(id)")
            }
            for (key, value) in entries {
                try transaction.set(key, to: value, of: id, by: who, at: now)
            }
            let count = try transaction.details(of: id).count
            guard count <= Self.mostDetails else {
                throw Refusal.invalid("A contact has \(Self.mostDetails) entries of data at most.")
            }
            try transaction.announceSessions(of: id)
        }
    }

    /// Notes that two contacts are one person, with all that either was joined to before.
    package func join(_ id: Contact.ID, with phone: PhoneNumber) async throws {
        let person: Identifier<Contact> = services.random.identifier()
        try await services.database.write { transaction in
            guard try transaction.contact(id) != nil else { throw Refusal.noSuchContact }
            guard let other = try transaction.contact(phone) else {
                throw Refusal.invalid(
                    "Nobody ever wrote from \(phone.e164), and nobody was written to there.")
            }
            guard other.id != id else { throw Refusal.invalid("That is this contact's own number.") }
            let (mine, others) = (try transaction.personID(of: id), try transaction.personID(of: other.id))
            let joined = mine ?? others ?? person.rawValue
            for old in [mine, others].compactMap(\.self) where old != joined {
                try transaction.execute("UPDATE contact SET person_id = \(joined) WHERE person_id = \(old)")
            }
            try transaction.execute(
                "UPDATE contact SET person_id = \(joined) WHERE id = \(id) OR id = \(other.id)")
            guard try transaction.samePerson(as: id).count < Self.mostNumbers else {
                throw Refusal.invalid("A person has \(Self.mostNumbers) numbers at most.")
            }
            try transaction.announceSessions(of: id)
            try transaction.announceSessions(of: other.id)
        }
    }

    /// Notes that a contact is not the same person as those it was joined to.
    package func leave(_ id: Contact.ID) async throws {
        try await services.database.write { transaction in
            guard try transaction.contact(id) != nil else { throw Refusal.noSuchContact }
            try transaction.leavePerson(id)
            try transaction.announceSessions(of: id)
        }
    }

    private static func check(name: String?, entries: [(String, String)]) throws(Refusal) {
        if let name, name.count > longestName {
            throw .invalid("A name has \(longestName) characters at most.")
        }
        for (key, value) in entries {
            guard !key.isEmpty, key.count <= longestDetailName else {
                throw .invalid("The name of an entry has 1 to \(longestDetailName) characters.")
            }
            guard value.count <= longestValue else {
                throw .invalid("“\(key)” has \(value.count) characters; \(longestValue) are the most.")
            }
        }
        guard Set(entries.map(\.0)).count == entries.count else {
            throw .invalid("Two entries have the same name.")
        }
    }

    /// On one line, without blanks at its ends.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension Transaction {
    fileprivate func set(
        _ name: String, to value: String, of contact: Contact.ID, by who: String, at now: Timestamp
    ) throws {
        guard !value.isEmpty else {
            try execute("DELETE FROM contact_detail WHERE contact_id = \(contact) AND name = \(name)")
            return
        }
        try execute(
            """
            INSERT INTO contact_detail (contact_id, name, value, changed_by, changed_at)
            VALUES (\(contact), \(name), \(value), \(String(who.prefix(320))), \(now))
            ON CONFLICT (contact_id, name) DO UPDATE
            SET value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            WHERE contact_detail.value <> excluded.value
            """)
    }
}
