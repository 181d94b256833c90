package import CasewireStorage
import Foundation

extension CaseRow {
    init(row: Row) throws {
        let written: String = try row["written"]
        id = try row["id"]
        object = try row["object"]
        purpose = try row["purpose"]
        message = try row["message_id"]
        ordinal = try row["ordinal"]
        state = try row["state"]
        self.written = try JSONDecoder().decode(RowValues.self, from: Data(written.utf8))
        startAt = try row["start_at"]
        closedPosition = try row["closed_position"]
        note = try row["note"]
        goneAt = try row["gone_at"]
    }
}

extension Snapshot {
    package func caseLink(of session: Session.ID) throws -> CaseLink? {
        try rows("SELECT * FROM case_link WHERE session_id = \(session)").first.map(CaseLink.init(row:))
    }

    package func caseLink(ofCase id: String) throws -> CaseLink? {
        try rows("SELECT * FROM case_link WHERE case_id = \(id)").first.map(CaseLink.init(row:))
    }

    func caseRows(of session: Session.ID) throws -> [CaseRow] {
        try rows("SELECT * FROM case_row WHERE session_id = \(session) ORDER BY start_at").map(
            CaseRow.init(row:))
    }

    package func caseRow(_ id: String) throws -> CaseRow? {
        try rows("SELECT * FROM case_row WHERE id = \(id)").first.map(CaseRow.init(row:))
    }

    /// The id that a session's case gets: it follows from the session's first text, so that a database that was restored from
    /// a backup finds the case that it made since. Nil before the customer wrote.
    func derivedCaseID(of session: Session.ID) throws -> String? {
        try rows(
            """
            SELECT number.phone, message.provider_id FROM message JOIN number ON number.id = message.number_id
            WHERE message.session_id = \(session) AND message.direction = 'in' AND message.provider_id IS NOT NULL
            ORDER BY message.position LIMIT 1
            """
        ).first.map { row in
            let phone: String = try row["phone"]
            let text: String = try row["provider_id"]
            return DerivedID.make("case/\(phone)/\(text)")
        }
    }

    /// Whether a Creatio connection is set up and a session of this kind belongs in it.
    func belongsInCreatio(_ session: Session.ID) throws -> Bool {
        guard let mode = try setting("creatio", as: CaseModeOnly.self)?.cases else { return false }
        if mode == .everyConversation { return true }
        return try !rows("SELECT 1 AS yes FROM session WHERE id = \(session) AND handoff_at IS NOT NULL")
            .isEmpty
    }
}

private struct CaseModeOnly: Decodable {
    let cases: CreatioSettings.CaseMode
}

extension Transaction {
    /// Has a session brought to Creatio, soon: what changes within a moment goes in one request.
    ///
    /// - Parameter wait: how long something that belongs to it is known to be on its way, such as the agent's answer.
    package func requestSync(
        of session: Session.ID, after wait: Duration = .zero, at now: Timestamp, random: any RandomSource
    ) throws {
        guard try belongsInCreatio(session) else { return }
        try enqueue(
            SyncCase(session: session), at: now + wait + SyncCase.gathering,
            latest: now + wait + SyncCase.longestGathering, now: now, id: random.identifier())
    }

    /// The same for the task that a rep's reply came from, when its message moves.
    func requestSyncOfReply(_ message: Message, at now: Timestamp, random: any RandomSource) throws {
        guard message.author == .rep,
            try !rows("SELECT 1 AS yes FROM case_reply WHERE message_id = \(message.id)").isEmpty
        else { return }
        try requestSync(of: message.session, at: now, random: random)
    }

    /// The link of a session, made with its case id on first use.
    func makeCaseLink(of session: Session.ID, id: String, at now: Timestamp) throws -> CaseLink {
        try execute(
            """
            INSERT INTO case_link (session_id, case_id, sync, created_at) VALUES (\(session), \(id), 'none', \(now))
            ON CONFLICT (session_id) DO NOTHING
            """)
        guard let link = try caseLink(of: session) else {
            throw UnreadableRow(table: "case_link", column: "session_id")
        }
        return link
    }

    /// Notes a row before the request that makes it, so that a lost answer leads to a look instead of a double.
    func noteAttempt(_ row: CaseRow, of session: Session.ID, at now: Timestamp) throws {
        if row.purpose == .case, try caseRow(row.id) == nil {
            try count(.cases, of: session.rawValue, at: now)
        }
        try execute(
            """
            INSERT INTO case_row (id, session_id, object, purpose, message_id, ordinal, state, written, start_at)
            VALUES (\(row.id), \(session), \(row.object), \(row.purpose), \(row.message), \(row.ordinal),
                'attempted', \(try Self.json(row.written)), \(row.startAt))
            ON CONFLICT (id) DO UPDATE SET written = excluded.written
            WHERE case_row.state = 'attempted'
            """)
    }

    func noteWritten(_ id: String, values: RowValues?) throws {
        guard let values else {
            try execute("UPDATE case_row SET state = 'written' WHERE id = \(id)")
            return
        }
        guard let row = try caseRow(id) else { return }
        let merged = row.written.merging(values) { $1 }
        try execute(
            "UPDATE case_row SET state = 'written', written = \(try Self.json(merged)) WHERE id = \(id)")
    }

    /// Notes that somebody deleted a row of ours in Creatio. A reply task waits no longer.
    func noteGone(_ id: String, of session: Session.ID, at now: Timestamp) throws {
        let changed = try execute(
            """
            UPDATE case_row SET gone_at = \(now), closed_position = COALESCE(closed_position,
                (SELECT position FROM session WHERE session.id = case_row.session_id))
            WHERE id = \(id) AND gone_at IS NULL
            """)
        guard changed > 0, let row = try caseRow(id) else { return }
        try record(
            .sync, "\(row.purpose.words) was deleted in Creatio, and is not made again by itself.",
            details: ["row": id], in: session, at: now)
    }

    /// Notes that a row of ours is there again.
    func noteBack(_ id: String, of session: Session.ID, at now: Timestamp) throws {
        let changed = try execute(
            "UPDATE case_row SET gone_at = NULL WHERE id = \(id) AND gone_at IS NOT NULL")
        guard changed > 0, let row = try caseRow(id) else { return }
        try record(
            .sync, "\(row.purpose.words) is in Creatio again.", details: ["row": id], in: session, at: now)
    }

    /// Has every row of a session's case looked for in Creatio, so that what is missing there is made again; false where the
    /// session has no case.
    ///
    /// What is there is left as people made it.
    func resyncWhole(_ session: Session.ID, by who: String, at now: Timestamp, random: any RandomSource)
        throws -> Bool
    {
        guard let link = try caseLink(of: session) else { return false }
        for row in try caseRows(of: session) {
            let isOfCase = row.id == link.caseID || row.written["CaseId"] == .id(link.caseID)
            switch row.purpose {
            case .message where isOfCase, .note where isOfCase, .case where isOfCase && row.goneAt != nil:
                try execute("UPDATE case_row SET state = 'attempted', gone_at = NULL WHERE id = \(row.id)")
            case .replyTask where isOfCase && row.goneAt != nil:
                try execute("UPDATE case_row SET closed_position = 0 WHERE id = \(row.id)")
            default: break
            }
        }
        try execute(
            "UPDATE case_file SET state = 'attempted' WHERE session_id = \(session) AND case_id = \(link.caseID)"
        )
        try record(
            .sync, "The whole case is compared with Creatio.", details: ["by": who], in: session, at: now)
        try requestSync(of: session, at: now, random: random)
        return true
    }

    /// Begins a new case for a session whose case is closed for good, and names that one as its parent.
    func followUp(_ link: CaseLink, of session: Session.ID, at now: Timestamp) throws {
        try holdConversation(of: session)
        let changed = try execute(
            """
            UPDATE case_link SET parent_case_id = case_id, case_id = \(DerivedID.make("\(link.caseID)/successor")),
                generation = generation + 1, case_number = NULL, status = NULL, owner = NULL, phase = NULL
            WHERE session_id = \(session) AND case_id = \(link.caseID)
            """)
        guard changed > 0 else { return }
        try execute(
            """
            UPDATE case_row SET closed_position = (SELECT position FROM session WHERE id = \(session))
            WHERE session_id = \(session) AND purpose = 'reply_task' AND closed_position IS NULL
            """)
        try record(
            .sync, "Case \(link.caseNumber ?? link.caseID) is closed, so a new case follows it.",
            details: ["parent": link.caseID], in: session, at: now)
    }

    /// Keeps what a case's row in Creatio says.
    func noteCase(_ values: RowValues, of session: Session.ID) throws {
        if let number = values.text("Number"), !number.isEmpty {
            try execute("UPDATE case_link SET case_number = \(number) WHERE session_id = \(session)")
        }
        if let status = values.id("StatusId") {
            try execute("UPDATE case_link SET status = \(status) WHERE session_id = \(session)")
        }
        if values["OwnerId"] != nil {
            try execute("UPDATE case_link SET owner = \(values.id("OwnerId")) WHERE session_id = \(session)")
        }
        if let contact = values.id("ContactId") {
            try execute(
                "UPDATE case_link SET creatio_contact = \(contact), candidates = NULL WHERE session_id = \(session)"
            )
        }
    }

    /// Notes who had the session when its case was brought up to date.
    func notePhase(_ phase: CasePhase, of session: Session.ID) throws {
        try execute("UPDATE case_link SET phase = \(phase) WHERE session_id = \(session)")
    }

    /// Shows how well a session and its case agree.
    func noteSync(_ sync: CaseLink.Sync, error: String?, of session: Session.ID, at now: Timestamp) throws {
        let since: Timestamp? = sync == .behind || sync == .failed ? now : nil
        let changed = try execute(
            """
            UPDATE case_link SET sync = \(sync), error = \(error),
                behind_since = CASE WHEN \(since) IS NULL THEN NULL ELSE COALESCE(behind_since, \(since)) END
            WHERE session_id = \(session) AND (sync <> \(sync) OR COALESCE(error, '') <> COALESCE(\(error), ''))
            """)
        guard changed > 0 else { return }
        if let error { try record(.sync, error, details: ["sync": sync.rawValue], in: session, at: now) }
        announce(.session(session))
    }

    private static func json(_ values: RowValues) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }
}
