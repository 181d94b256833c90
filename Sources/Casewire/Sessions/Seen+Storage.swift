import CasewireStorage

extension Snapshot {
    /// How far an operator has seen each of some sessions; those never looked at are left out.
    package func seen(by person: Operator.ID, of sessions: [Session.ID]) throws -> [Session.ID: Int] {
        guard !sessions.isEmpty else { return [:] }
        var seen: [Session.ID: Int] = [:]
        for row in try rows(
            """
            SELECT session_id, position FROM session_seen
            WHERE operator_id = \(person) AND session_id IN (\(list: sessions))
            """)
        { seen[try row["session_id"]] = try row["position"] }
        return seen
    }

    /// How many of the newest handed-off sessions have texts that an operator has not seen; those that others have do not count.
    package func unseenCount(for person: Operator.ID) throws -> Int {
        try rows(
            """
            SELECT COUNT(*) AS count FROM (SELECT id, position, assignee_id FROM session
                WHERE state = 'handed_off' AND snoozed_until IS NULL ORDER BY updated_at DESC, id DESC LIMIT \(Session.mostUnseen)) AS newest
            LEFT JOIN session_seen ON session_seen.session_id = newest.id AND session_seen.operator_id = \(person)
            WHERE newest.position > COALESCE(session_seen.position, 0)
                AND (newest.assignee_id IS NULL OR newest.assignee_id = \(person))
            """
        ).first.map { try $0["count"] } ?? 0
    }
}

extension Transaction {
    /// Notes that an operator has seen a session up to a position.
    package func noteSeen(_ session: Session.ID, to position: Int, by person: Operator.ID) throws {
        try execute(
            """
            INSERT INTO session_seen (operator_id, session_id, position) VALUES (\(person), \(session), \(position))
            ON CONFLICT (operator_id, session_id) DO UPDATE SET position = excluded.position
            WHERE session_seen.position < excluded.position
            """)
    }
}

extension Session {
    /// Sessions that are looked through to count what is unseen.
    static let mostUnseen = 200

    /// Whether it waits for a person who has seen it up to a position: what the agent answers is nobody's to read.
    package func isUnseen(after position: Int) -> Bool {
        state == .handedOff && snoozedUntil == nil && self.position > position
    }
}
