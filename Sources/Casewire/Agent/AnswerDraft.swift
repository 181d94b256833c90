package import CasewireStorage

/// What the agent would answer to the customer's last texts, for a person to use, change or leave.
package struct AnswerDraft: Sendable, Hashable {
    /// Nil where the agent has no answer.
    package let text: String?
    /// Why there is no text, in words; empty where there is one.
    package let reason: String
    /// Titles of the articles it rests on, the best first.
    package let sources: [String]
    package let createdAt: Timestamp
}

/// How far the draft of a session is.
package enum DraftState: Sendable, Hashable {
    /// None was asked for, or what there was is out of date.
    case none
    case writing
    case ready(AnswerDraft)
}

extension AnswerDraft {
    init(_ decision: TurnDecision, at now: Timestamp) {
        switch decision.outcome {
        case .reply(let text): (self.text, reason) = (text, "")
        case .resolve(let text): (self.text, reason) = (text, text == nil ? "the matter looks settled" : "")
        case .silent: (text, reason) = (nil, "no answer is wanted")
        case .handOff(let reasons, let first):
            text = first
            reason =
                first != nil
                ? "" : decision.details["trigger"] ?? reasons.map(\.words).joined(separator: ", ")
        }
        sources = text == nil ? [] : decision.sources
        createdAt = now
    }

    fileprivate init(row: Row) throws {
        text = try row["text"]
        reason = try row["reason"]
        let titles: String = try row["sources"]
        sources = titles.split(separator: "\n").map(String.init)
        createdAt = try row["created_at"]
    }
}

extension Snapshot {
    /// The draft for what the customer wrote last, while people have the session.
    package func draft(of session: Session) throws -> DraftState {
        guard session.state == .handedOff else { return .none }
        let work = DraftReply(session: session.id)
        let waits = try !rows(
            """
            SELECT 1 AS yes FROM job
            WHERE lane = \(work.lane) AND kind = \(DraftReply.kind) AND state <> 'set_aside' LIMIT 1
            """
        ).isEmpty
        if waits { return .writing }
        guard let row = try rows("SELECT * FROM draft WHERE session_id = \(session.id)").first,
            try !isAnsweredOrContinued(session.id, after: try row["position"])
        else { return .none }
        return .ready(try AnswerDraft(row: row))
    }

    /// Whether anybody but the program itself wrote after a message.
    func isAnsweredOrContinued(_ session: Session.ID, after position: Int) throws -> Bool {
        try !rows(
            """
            SELECT 1 AS yes FROM message
            WHERE session_id = \(session) AND position > \(position) AND author <> 'system' LIMIT 1
            """
        ).isEmpty
    }

    /// Whether a text of the customer's waits for a person's answer.
    package func awaitsPerson(_ session: Session.ID) throws -> Bool {
        try rows(
            """
            SELECT author FROM message WHERE session_id = \(session) AND author <> 'system'
            ORDER BY position DESC LIMIT 1
            """
        ).first.map { row -> Message.Author in try row["author"] } == .customer
    }
}
