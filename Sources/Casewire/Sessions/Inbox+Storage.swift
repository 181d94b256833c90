import CasewireStorage

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
    /// The email address of the operator to whom it is assigned.
    package let assigneeEmail: String?
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
        assigneeEmail = try row["assignee_email"]
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
    package func inbox(_ query: InboxQuery) throws -> InboxFound {
        if let search = query.search, let words = SearchWords(search) {
            return try self.search(for: words, query)
        }
        var sql: SQL = "SELECT session.id AS id "
        sql += try inboxSource(query)
        sql += Self.inboxFilter(query, after: query.after)
        sql += Self.order(limit: query.limit + 1)
        let ids: [Session.ID] = try rows(sql).map { try $0["id"] }
        let entries = try inboxEntries(Array(ids.prefix(query.limit)))
        let next = ids.count > query.limit ? entries.last.map { InboxCursor(after: $0.session) } : nil
        return InboxFound(entries: entries, next: next, hits: [:])
    }

    static func order(limit: Int) -> SQL {
        " ORDER BY session.updated_at DESC, session.id DESC LIMIT \(limit)"
    }

    /// Sessions in the order in which they are named.
    func inboxEntries(_ ids: [Session.ID]) throws -> [InboxEntry] {
        guard !ids.isEmpty else { return [] }
        var entries: [Session.ID: InboxEntry] = [:]
        for row in try rows("\(Self.inboxColumns) WHERE session.id IN (\(list: ids))") {
            let entry = try InboxEntry(row: row)
            entries[entry.session.id] = entry
        }
        return ids.compactMap { entries[$0] }
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
            case_link.candidates AS case_candidates, assignee.email AS assignee_email
        FROM session
        JOIN contact ON contact.id = session.contact_id
        JOIN number ON number.id = session.number_id
        LEFT JOIN message AS last ON last.session_id = session.id AND last.position = session.position
        LEFT JOIN case_link ON case_link.session_id = session.id
        LEFT JOIN operator AS assignee ON assignee.id = session.assignee_id
        """
    }
}
