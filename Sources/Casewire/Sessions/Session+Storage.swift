package import CasewireStorage
import Foundation

extension Session {
    init(row: Row) throws {
        id = try row["id"]
        ticket = try row["ticket"]
        number = try row["number_id"]
        contact = try row["contact_id"]
        state = try row["state"]
        position = try row["position"]
        language = try row["language"]
        sentiment = try row["sentiment"]
        let handedOffAt: Timestamp? = try row["handoff_at"]
        let reasons: String? = try row["handoff_reasons"]
        let summary: String? = try row["handoff_summary"]
        handoff = handedOffAt.map { at in
            Handoff(
                at: at,
                reasons: (reasons ?? "").split(separator: ",").compactMap {
                    HandoffReason(rawValue: String($0))
                },
                summary: summary ?? "")
        }
        previous = try row["previous_id"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
        resolvedAt = try row["resolved_at"]
        assignee = try row["assignee_id"]
        waitingSince = try row["waiting_since"]
        escalatedAt = try row["escalated_at"]
        snoozedUntil = try row["snoozed_until"]
    }
}

extension Change {
    package static func session(_ id: Session.ID) -> Change {
        Change(topic: "session", id: id.rawValue)
    }
}

extension ChangeBatch {
    /// Whether whoever shows `change` must look again.
    package func mayConcern(_ change: Change) -> Bool {
        switch self {
        case .changes(let changes): changes.contains(change)
        case .reread: true
        }
    }
}

extension Snapshot {
    package func session(_ id: Session.ID) throws -> Session? {
        try rows("SELECT * FROM session WHERE id = \(id)").first.map(Session.init(row:))
    }

    /// The session that is open between a contact and a number of ours.
    package func openSession(with contact: Contact.ID, on number: Number.ID) throws -> Session? {
        try rows(
            """
            SELECT * FROM session
            WHERE contact_id = \(contact) AND number_id = \(number) AND state <> 'resolved'
            """
        ).first.map(Session.init(row:))
    }

    /// The newest session between a contact and a number of ours, open or not.
    func newestSession(with contact: Contact.ID, on number: Number.ID) throws -> Session? {
        try rows(
            """
            SELECT * FROM session WHERE contact_id = \(contact) AND number_id = \(number)
            ORDER BY updated_at DESC LIMIT 1
            """
        ).first.map(Session.init(row:))
    }
}

extension Transaction {
    /// Begins a session. Nothing else may be open between the two, so the conversation is held.
    ///
    /// Its ticket is the next number; one is left out where a transaction is undone.
    package func beginSession(
        with contact: Contact.ID, on number: Number.ID, after previous: Session.ID?, id: Session.ID,
        at now: Timestamp
    ) throws -> Session {
        let ticket = try rows(
            "INSERT INTO ticket (session_id) VALUES (\(id)) RETURNING number"
        ).first.map { row -> Int in try row["number"] }
        let row = try rows(
            """
            INSERT INTO session (id, ticket, number_id, contact_id, state, position, answered_position, counts,
                previous_id, created_at, updated_at)
            VALUES (\(id), \(ticket ?? 0), \(number), \(contact), 'agent', 0, 0, '{}', \(previous), \(now), \(now))
            RETURNING *
            """
        ).first
        guard let row else { throw UnreadableRow(table: "session", column: "id") }
        announce(.session(id))
        return try Session(row: row)
    }

    /// Moves a session from one of some states to another; false when it was in none of them.
    func move(_ session: Session.ID, from states: [Session.State], to state: Session.State, at now: Timestamp)
        throws
        -> Bool
    {
        let resolvedAt: Timestamp? = state == .resolved ? now : nil
        let moved = try execute(
            """
            UPDATE session SET state = \(state), updated_at = \(now), resolved_at = \(resolvedAt)
            WHERE id = \(session) AND state IN (\(list: states))
            """)
        guard moved == 1 else { return false }
        try endWaiting(in: session)
        try endSnooze(of: session)
        announce(.session(session))
        return true
    }
}
