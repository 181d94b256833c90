package import CasewireStorage

/// Something that people note of a contact, such as a customer number.
package struct ContactDetail: Sendable, Hashable {
    package let name: String
    package let value: String
    /// Who wrote it last, as timelines name them.
    package let changedBy: String
    package let changedAt: Timestamp
}

extension Snapshot {
    /// By name.
    package func details(of contact: Contact.ID) throws -> [ContactDetail] {
        try rows("SELECT * FROM contact_detail WHERE contact_id = \(contact) ORDER BY name").map {
            ContactDetail(
                name: try $0["name"], value: try $0["value"], changedBy: try $0["changed_by"],
                changedAt: try $0["changed_at"])
        }
    }

    /// The other contacts that are the same person, by phone number.
    package func samePerson(as contact: Contact.ID) throws -> [Contact] {
        try rows(
            """
            SELECT other.* FROM contact JOIN contact AS other ON other.person_id = contact.person_id
            WHERE contact.id = \(contact) AND other.id <> contact.id ORDER BY other.phone
            """
        ).map(Contact.init(row:))
    }

    func personID(of contact: Contact.ID) throws -> String? {
        try rows("SELECT person_id FROM contact WHERE id = \(contact)").first.flatMap { try $0["person_id"] }
    }
}

extension Transaction {
    /// Pages that show a contact's name or data are drawn anew.
    func announceSessions(of contact: Contact.ID) throws {
        let sessions = try rows(
            """
            SELECT id FROM session WHERE contact_id = \(contact) ORDER BY updated_at DESC LIMIT \(Self.announcedSessions)
            """)
        for row in sessions { announce(.session(try row["id"])) }
    }

    private static var announcedSessions: Int { 20 }

    /// Parts a contact from the person it was joined to. Whoever is left alone is a person of their own.
    func leavePerson(_ contact: Contact.ID) throws {
        guard let person = try personID(of: contact) else { return }
        try execute("UPDATE contact SET person_id = NULL WHERE id = \(contact)")
        try execute(
            """
            UPDATE contact SET person_id = NULL WHERE person_id = \(person)
                AND (SELECT COUNT(*) FROM contact AS other WHERE other.person_id = \(person)) < 2
            """)
    }
}
