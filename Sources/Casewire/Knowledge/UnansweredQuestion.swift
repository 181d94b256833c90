package import CasewireStorage

/// What a customer asked and the knowledge did not answer, or not surely.
package struct UnansweredQuestion: Sendable, Hashable {
    package enum Reason: String, Sendable, Hashable, SQLValueConvertible {
        case insufficientKnowledge = "insufficient_knowledge"
        /// It was answered, by an article that only just fitted.
        case lowConfidence = "low_confidence"

        /// For people.
        package var words: String {
            switch self {
            case .insufficientKnowledge: "not answered"
            case .lowConfidence: "answered, but not surely"
            }
        }
    }

    package let id: String
    package let session: Session.ID
    /// The last text of the question within its session.
    package let position: Int
    /// Without cards, account numbers and passwords.
    package let text: String
    package let reason: Reason
    /// The article that fitted best, and how well (0 to 1), where any did.
    package let bestTitle: String?
    package let bestScore: Double?
    package let at: Timestamp

    /// A confidence less than this above the threshold is worth a look.
    static let lowMargin = 0.1
}

/// A question as a turn found it.
struct FoundQuestion: Sendable, Hashable {
    let text: String
    let reason: UnansweredQuestion.Reason
    let best: KnowledgeMatch?
}

extension UnansweredQuestion {
    init(row: Row) throws {
        id = try row["id"]
        session = try row["session_id"]
        position = try row["position"]
        text = try row["text"]
        reason = try row["reason"]
        bestTitle = try row["best_title"]
        let score: String? = try row["best_score"]
        bestScore = score.flatMap(Double.init)
        at = try row["at"]
    }
}

extension Snapshot {
    /// Those that nobody has dealt with, newest first.
    package func unansweredQuestions(limit: Int) throws -> [UnansweredQuestion] {
        try rows(
            "SELECT * FROM unanswered WHERE closed_at IS NULL ORDER BY at DESC, id LIMIT \(limit)"
        ).map(UnansweredQuestion.init(row:))
    }

    package func unansweredCount() throws -> Int {
        try rows("SELECT COUNT(*) AS count FROM unanswered WHERE closed_at IS NULL").first.map {
            try $0["count"]
        } ?? 0
    }

    /// What is kept of a session's questions, for its export.
    func questions(of session: Session.ID) throws -> [String] {
        try rows("SELECT text FROM unanswered WHERE session_id = \(session) ORDER BY position").map {
            try $0["text"]
        }
    }
}

extension Transaction {
    /// Keeps a question of a turn once.
    func keep(
        _ question: FoundQuestion, position: Int, in session: Session.ID, at now: Timestamp,
        random: any RandomSource
    ) throws {
        let id: String = random.identifier()
        let score = question.best.map { String(($0.score * 1000).rounded() / 1000) }
        try execute(
            """
            INSERT INTO unanswered (id, session_id, position, text, reason, best_title, best_score, at)
            VALUES (\(id), \(session), \(position), \(question.text), \(question.reason), \(question.best?.title),
                \(score), \(now))
            ON CONFLICT (session_id, position) DO NOTHING
            """)
        announce(.knowledge)
    }

    /// Takes questions off the list. Returns how many were on it.
    @discardableResult
    func closeQuestions(_ ids: [String], by who: String, article: Article.ID?, at now: Timestamp) throws
        -> Int
    {
        guard !ids.isEmpty else { return 0 }
        announce(.knowledge)
        return try execute(
            """
            UPDATE unanswered SET closed_at = \(now), closed_by = \(who), article_id = \(article)
            WHERE id IN (\(list: ids)) AND closed_at IS NULL
            """)
    }
}
