import CasewireStorage
import Foundation

/// Which sessions a list shows: newest activity first, a page at a time.
package struct InboxQuery: Sendable, Hashable {
    package var state: Session.State?
    /// One of our numbers.
    package var number: PhoneNumber?
    package var contact: PhoneNumber?
    /// Words of a message, part of a phone number or name, or a ticket such as `#4521`.
    package var search: String?
    package var after: InboxCursor?
    package var limit: Int

    package init(
        state: Session.State? = nil, number: PhoneNumber? = nil, contact: PhoneNumber? = nil,
        search: String? = nil,
        after: InboxCursor? = nil, limit: Int = 50
    ) {
        self.state = state
        self.number = number
        self.contact = contact
        self.search = search
        self.after = after
        self.limit = limit
    }
}

/// The place of a session in the list, so that a page begins after it whatever was added meanwhile.
package struct InboxCursor: Sendable, Hashable {
    package let updatedAt: Timestamp
    package let id: Session.ID

    package init(after session: Session) {
        updatedAt = session.updatedAt
        id = session.id
    }

    /// Reads what `text` gave.
    package init?(_ text: String) {
        let parts = text.split(separator: "_", maxSplits: 1)
        guard parts.count == 2, let milliseconds = Int64(parts[0]) else { return nil }
        updatedAt = Timestamp(milliseconds: milliseconds)
        id = Session.ID(rawValue: String(parts[1]))
    }

    package var text: String { "\(updatedAt.milliseconds)_\(id.rawValue)" }
}

/// One session with what a list says about it.
package struct InboxEntry: Sendable, Hashable {
    package struct LastMessage: Sendable, Hashable {
        package let author: Message.Author
        package let text: String
        package let state: MessageState
    }

    package let session: Session
    package let contactPhone: PhoneNumber
    package let contactName: String?
    /// Ours, in E.164.
    package let number: String
    package let lastMessage: LastMessage?
    /// The case, once Casewire began to write one.
    package let linkedCase: LinkedCase?
}

/// What is known here of a session's case in Creatio.
package struct LinkedCase: Sendable, Hashable {
    /// Its GUID.
    package let id: String
    package let number: String?
    /// `none`, `synced`, `behind` or `failed`.
    package let sync: String
    package let error: String?
    /// Contacts with the phone, where several have it and nobody has chosen yet.
    package let candidates: [ContactCandidate]
}

extension InboxEntry {
    init(row: Row) throws {
        session = try Session(row: row)
        let phone: String = try row["contact_phone"]
        guard let phone = PhoneNumber(e164: phone) else {
            throw UnreadableRow(table: "contact", column: "phone")
        }
        contactPhone = phone
        contactName = try row["contact_name"]
        number = try row["number_phone"]
        let author: Message.Author? = try row["last_author"]
        let text: String? = try row["last_text"]
        let state: MessageState? = try row["last_state"]
        if let author, let text, let state {
            lastMessage = LastMessage(author: author, text: text, state: state)
        } else {
            lastMessage = nil
        }
        let caseID: String? = try row["case_id"]
        let sync: String? = try row["case_sync"]
        let caseNumber: String? = try row["case_number"]
        let error: String? = try row["case_error"]
        let candidates = try ContactCandidate.list(try row["case_candidates"])
        linkedCase = caseID.map {
            LinkedCase(id: $0, number: caseNumber, sync: sync ?? "none", error: error, candidates: candidates)
        }
    }
}

extension Snapshot {
    /// A page of the list.
    package func inbox(_ query: InboxQuery) throws -> [InboxEntry] {
        var sql: SQL = "\(Self.inboxColumns) WHERE 1 = 1"
        if let state = query.state { sql += " AND session.state = \(state)" }
        if let number = query.number { sql += " AND number.phone = \(number.e164)" }
        if let contact = query.contact { sql += " AND contact.phone = \(contact.e164)" }
        if let search = query.search, !search.isEmpty { sql += Self.matching(search) }
        if let after = query.after {
            sql += """
                 AND (session.updated_at < \(after.updatedAt)
                    OR (session.updated_at = \(after.updatedAt) AND session.id < \(after.id)))
                """
        }
        sql += " ORDER BY session.updated_at DESC, session.id DESC LIMIT \(query.limit)"
        return try rows(sql).map(InboxEntry.init(row:))
    }

    package func inboxEntry(_ id: Session.ID) throws -> InboxEntry? {
        try rows("\(Self.inboxColumns) WHERE session.id = \(id)").first.map(InboxEntry.init(row:))
    }

    private static var inboxColumns: SQL {
        """
        SELECT session.*, contact.phone AS contact_phone, contact.name AS contact_name,
            number.phone AS number_phone, last.author AS last_author, last.text AS last_text,
            last.state AS last_state, case_link.case_id AS case_id, case_link.case_number AS case_number,
            case_link.sync AS case_sync, case_link.error AS case_error,
            case_link.candidates AS case_candidates
        FROM session
        JOIN contact ON contact.id = session.contact_id
        JOIN number ON number.id = session.number_id
        LEFT JOIN message AS last ON last.session_id = session.id AND last.position = session.position
        LEFT JOIN case_link ON case_link.session_id = session.id
        """
    }

    private static func matching(_ search: String) -> SQL {
        let search = search.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if search.hasPrefix("#"), let ticket = Int(search.dropFirst()) {
            return " AND session.ticket = \(ticket)"
        }
        let pattern = likePattern(search.lowercased())
        var sql: SQL = """
             AND (LOWER(contact.name) LIKE \(pattern) ESCAPE '\\'
                OR EXISTS (SELECT 1 FROM message WHERE message.session_id = session.id
                    AND LOWER(message.text) LIKE \(pattern) ESCAPE '\\')
            """
        let digits = String(search.unicodeScalars.filter { ("0"..."9").contains($0) })
        let isPhoneLike = search.unicodeScalars.allSatisfy { "0123456789+-() ./".unicodeScalars.contains($0) }
        if digits.count >= 3 && isPhoneLike {
            sql += " OR contact.phone LIKE \(likePattern(digits)) ESCAPE '\\'"
        }
        if let ticket = Int(search) { sql += " OR session.ticket = \(ticket)" }
        return sql + ")"
    }

    /// A pattern that finds the text itself anywhere, without wildcards of its own.
    private static func likePattern(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing(
            "_", with: "\\_")
        return "%\(escaped)%"
    }
}
