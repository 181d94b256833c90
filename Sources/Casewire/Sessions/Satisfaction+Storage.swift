package import CasewireStorage

/// The question that a customer is asked when a session is resolved (CSAT).
package struct SatisfactionQuestion: Sendable, Hashable, Codable {
    /// Nil for the built-in wording in the customer's language.
    package var question: String?
    /// Texted after an answer; nil for nothing.
    package var thanks: String?

    package init(question: String? = nil, thanks: String? = nil) {
        self.question = question
        self.thanks = thanks
    }

    /// Of the messages that ask and thank.
    static let purpose = "csat"
    /// What was answered later is a text like any other.
    static let window = AgentSettings.reopenWindow
    /// A conversation that ended longer ago is not asked about.
    static let freshness = Duration.seconds(24 * 3600)
}

extension Snapshot {
    /// The score that a session's customer gave, if one did.
    package func satisfaction(of session: Session.ID) throws -> SatisfactionScore? {
        try rows(
            "SELECT score, comment FROM satisfaction WHERE session_id = \(session) AND score IS NOT NULL"
        ).first
            .map { SatisfactionScore(score: try $0["score"], comment: try $0["comment"]) }
    }

    /// Whether a session's customer was asked and has not answered.
    func awaitsScore(_ session: Session.ID, at now: Timestamp) throws -> Bool {
        try !rows(
            """
            SELECT 1 AS yes FROM satisfaction
            WHERE session_id = \(session) AND score IS NULL AND asked_at > \(now - SatisfactionQuestion.window)
            """
        ).isEmpty
    }
}

extension Transaction {
    /// Asks a session's customer how they were served, once a session, where an organization wants to know.
    func askForScore(of session: Session, at now: Timestamp, random: any RandomSource) throws {
        guard let survey = try agentSettings().satisfaction, try !isSuppressed(session.contact),
            let last = try lastText(of: session.id), now - last < SatisfactionQuestion.freshness
        else { return }
        let isFirst =
            try execute(
                """
                INSERT INTO satisfaction (session_id, asked_at) VALUES (\(session.id), \(now))
                ON CONFLICT (session_id) DO NOTHING
                """) == 1
        guard isFirst else { return }
        let language = try session.language ?? organization().language
        try queue(
            NewMessage(
                author: .system, text: survey.question ?? AgentPhrases.satisfaction(language: language),
                purpose: SatisfactionQuestion.purpose), in: session, at: now, random: random)
    }

    /// Takes in a score. False when none was awaited.
    func takeScore(
        _ score: SatisfactionScore, in session: Session, at now: Timestamp, random: any RandomSource
    )
        throws -> Bool
    {
        let isTaken =
            try execute(
                """
                UPDATE satisfaction SET score = \(score.score), comment = \(score.comment), answered_at = \(now)
                WHERE session_id = \(session.id) AND score IS NULL
                    AND asked_at > \(now - SatisfactionQuestion.window)
                """) == 1
        guard isTaken else { return false }
        try record(
            .state, "The customer rated the conversation \(score.score) of 5.", in: session.id, at: now)
        if let thanks = try agentSettings().satisfaction?.thanks {
            try queue(
                NewMessage(author: .system, text: thanks, purpose: SatisfactionQuestion.purpose), in: session,
                at: now,
                random: random)
        }
        return true
    }

    /// When the session's customer got the last text from the agent or a person; nil where nobody answered them.
    private func lastText(of session: Session.ID) throws -> Timestamp? {
        try rows(
            """
            SELECT created_at FROM message
            WHERE session_id = \(session) AND direction = 'out' AND author IN ('agent', 'rep')
            ORDER BY position DESC LIMIT 1
            """
        ).first.map { try $0["created_at"] }
    }
}
