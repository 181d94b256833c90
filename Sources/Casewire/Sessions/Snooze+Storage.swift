import CasewireStorage

extension Transaction {
    /// Hides a session until a moment or the customer's next text. What was raised of it is taken back: somebody has seen it.
    func snooze(
        _ session: Session, until moment: Timestamp, by who: String, at now: Timestamp,
        random: any RandomSource
    ) throws {
        try execute(
            """
            UPDATE session SET snoozed_until = \(moment), escalated_at = NULL
            WHERE id = \(session.id) AND state <> 'resolved'
            """)
        try record(
            .state, "Snoozed.", details: ["by": who, "until": moment.iso8601], in: session.id, at: now)
        try enqueue(WakeSession(session: session.id), at: moment, now: now, id: random.identifier())
    }

    /// Shows a session again, unread for everybody; false where it is not snoozed. A wait for a person begins anew.
    @discardableResult
    func wake(
        _ session: Session.ID, because reason: String, by who: String? = nil, at now: Timestamp,
        random: any RandomSource
    ) throws -> Bool {
        let woken = try execute(
            """
            UPDATE session SET snoozed_until = NULL, updated_at = \(now)
            WHERE id = \(session) AND snoozed_until IS NOT NULL
            """)
        guard woken == 1 else { return false }
        try execute("DELETE FROM session_seen WHERE session_id = \(session)")
        try record(.state, reason, details: who.map { ["by": $0] } ?? [:], in: session, at: now)
        if try self.session(session)?.waitingSince != nil {
            try endWaiting(in: session)
            try beginWaiting(in: session, at: now, random: random)
        }
        return true
    }

    /// Who moves a session on has it before them.
    func endSnooze(of session: Session.ID) throws {
        try execute(
            "UPDATE session SET snoozed_until = NULL WHERE id = \(session) AND snoozed_until IS NOT NULL")
    }
}
