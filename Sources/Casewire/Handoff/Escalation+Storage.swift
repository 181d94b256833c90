import CasewireStorage

extension Transaction {
    /// Begins a customer's wait for a person, unless one has begun: what was asked first is what waits.
    func beginWaiting(in session: Session.ID, at now: Timestamp, random: any RandomSource) throws {
        let begun = try execute(
            """
            UPDATE session SET waiting_since = \(now)
            WHERE id = \(session) AND state = 'handed_off' AND waiting_since IS NULL
            """)
        guard begun == 1, let due = try agentSettings().escalation(ofWaitSince: now) else { return }
        try enqueue(
            EscalateSession(session: session), at: due, now: now, id: random.identifier())
    }

    /// Somebody answered, or nobody needs to any more.
    func endWaiting(in session: Session.ID) throws {
        try execute(
            """
            UPDATE session SET waiting_since = NULL, escalated_at = NULL
            WHERE id = \(session) AND waiting_since IS NOT NULL
            """)
    }

    /// Whether the newest text of a session is the customer's.
    func customerSpokeLast(in session: Session.ID) throws -> Bool {
        try rows(
            "SELECT direction FROM message WHERE session_id = \(session) ORDER BY position DESC LIMIT 1"
        ).first.map { row -> Message.Direction in try row["direction"] } == .inbound
    }

    /// Raises that nobody answered, once a wait; puts it off where it is not time yet.
    func escalate(_ id: Session.ID, at now: Timestamp, random: any RandomSource) throws {
        let agent = try agentSettings()
        guard let session = try session(id), session.state == .handedOff, session.escalatedAt == nil,
            session.snoozedUntil == nil,
            let since = session.waitingSince, let minutes = agent.escalationMinutes,
            let due = agent.escalation(ofWaitSince: since)
        else { return }
        guard due <= now else {
            return try enqueue(
                EscalateSession(session: id), at: due, now: now, id: random.identifier())
        }
        // Who opted out can be sent no answer.
        guard try !isSuppressed(session.contact) else { return }
        let raised = try execute(
            """
            UPDATE session SET escalated_at = \(now), updated_at = \(now)
            WHERE id = \(id) AND waiting_since = \(since) AND escalated_at IS NULL
            """)
        guard raised == 1 else { return }
        try record(
            .state, "Nobody answered within \(Escalation.words(minutes: minutes)).",
            details: ["waiting since": since.iso8601], in: id, at: now)
        try tell(.sessionEscalated, of: id, at: now, random: random)
        try requestSync(of: id, at: now, random: random)
    }
}
