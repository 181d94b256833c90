package import CasewireStorage

extension Transaction {
    /// Moves a session from the agent to people, tells the customer once, and has the case written.
    ///
    /// False when the session was not the agent's any more: then nothing happens, so the notice is sent exactly once.
    @discardableResult
    package func handOff(
        _ session: Session, because reasons: [HandoffReason], by who: String?, notifies: Bool = true,
        at now: Timestamp,
        random: any RandomSource
    ) throws -> Bool {
        let words = reasons.map(\.rawValue).joined(separator: ",")
        let moved = try execute(
            """
            UPDATE session SET state = 'handed_off', handoff_at = \(now), handoff_reasons = \(words),
                handoff_summary = NULL, handoff_subject = NULL, handoff_fields = NULL, described_at = NULL,
                updated_at = \(now), answered_position = position
            WHERE id = \(session.id) AND state = 'agent'
            """)
        guard moved == 1 else { return false }
        try record(
            .handoff, "Handed off: \(reasons.map(\.words).joined(separator: ", ")).",
            details: who.map { ["by": $0] } ?? [:], in: session.id, at: now)
        try endSnooze(of: session.id)
        // Who takes a session over has seen it: nobody waits unless the customer spoke last.
        let isTakenOver = !notifies && reasons == [.operator]
        if try !isTakenOver || customerSpokeLast(in: session.id) {
            try beginWaiting(in: session.id, at: now, random: random)
        }
        if try notifies && !isSuppressed(session.contact) {
            let notice = try HandoffNotice(
                organization: organization(), agent: agentSettings(), language: session.language, at: now)
            try queue(
                NewMessage(author: .system, text: notice.text, purpose: "notice"), in: session, at: now,
                random: random)
        }
        try enqueue(DescribeHandoff(session: session.id), at: now, now: now, id: random.identifier())
        try tell(.sessionHandedOff, of: session.id, at: now, random: random)
        announce(.session(session.id))
        return true
    }
}

extension Snapshot {
    /// What the fields of a handed-off session were filled with.
    package func handoffDetails(of session: Session.ID) throws -> HandoffDetails? {
        guard
            let row = try rows(
                "SELECT handoff_subject, handoff_fields, described_at FROM session WHERE id = \(session)"
            ).first
        else { return nil }
        let describedAt: Timestamp? = try row["described_at"]
        guard describedAt != nil else { return nil }
        return HandoffDetails(
            subject: try row["handoff_subject"] ?? "",
            fields: try Self.decodeFields(try row["handoff_fields"]))
    }
}

/// What a handoff note holds beside the summary.
package struct HandoffDetails: Sendable, Hashable {
    package let subject: String
    package let fields: [FieldAnswer]
}
