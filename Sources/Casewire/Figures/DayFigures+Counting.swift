import CasewireStorage

extension Snapshot {
    /// Counts a day from its sessions and texts.
    func count(_ day: FigureDay) throws -> DayFigures {
        var figures = DayFigures(day: day)
        try countSessions(into: &figures)
        try countTexts(into: &figures)
        try countFailures(into: &figures)
        try countSegments(into: &figures)
        try countHandoffs(into: &figures)
        try countScores(into: &figures)
        return figures
    }

    private func countSessions(into figures: inout DayFigures) throws {
        let started = try rows(
            """
            SELECT begun.handoff_at, begun.asked_at,
                (SELECT MIN(message.created_at) FROM message WHERE message.session_id = begun.id
                    AND message.author IN ('agent', 'rep') AND message.created_at >= begun.asked_at) AS answered_at,
                (SELECT MIN(message.created_at) FROM message WHERE message.session_id = begun.id
                    AND message.author = 'rep' AND message.created_at >= begun.handoff_at) AS taken_up_at
            FROM (
                SELECT session.id, session.handoff_at,
                    (SELECT MIN(message.created_at) FROM message WHERE message.session_id = session.id
                        AND message.direction = 'in') AS asked_at
                FROM session WHERE session.created_at >= \(figures.day.start) AND session.created_at < \(figures.day.end)
            ) AS begun
            """)
        for row in started {
            let handedOffAt: Timestamp? = try row["handoff_at"]
            let askedAt: Timestamp? = try row["asked_at"]
            let answeredAt: Timestamp? = try row["answered_at"]
            let takenUpAt: Timestamp? = try row["taken_up_at"]
            figures.add(1, to: .sessions, "started")
            if let askedAt {
                figures.add(1, to: .firstAnswer, AnswerTime(answeredAt.map { $0 - askedAt }).rawValue)
            }
            if let handedOffAt {
                figures.add(1, to: .sessions, "handed_off")
                figures.add(1, to: .peopleAnswer, AnswerTime(takenUpAt.map { $0 - handedOffAt }).rawValue)
            }
        }
    }

    private func countTexts(into figures: inout DayFigures) throws {
        let found = try rows(
            """
            SELECT author, state, COUNT(*) AS count FROM message
            WHERE created_at >= \(figures.day.start) AND created_at < \(figures.day.end) GROUP BY author, state
            """)
        for row in found {
            let author: Message.Author = try row["author"]
            let state: MessageState = try row["state"]
            let count: Int = try row["count"]
            figures.add(count, to: .texts, author.rawValue)
            if state != .received { figures.add(count, to: .delivery, state.rawValue) }
        }
    }

    private func countFailures(into figures: inout DayFigures) throws {
        let found = try rows(
            """
            SELECT COALESCE(error_code, '') AS code, COALESCE(MIN(error_text), '') AS words, COUNT(*) AS count FROM message
            WHERE created_at >= \(figures.day.start) AND created_at < \(figures.day.end)
                AND state IN ('failed', 'undelivered') GROUP BY error_code
            """)
        for row in found {
            let code: String = try row["code"]
            let words: String = try row["words"]
            let name = [code, words].filter { !$0.isEmpty }.joined(separator: ": ")
            figures.add(try row["count"], to: .failures, name.isEmpty ? "no reason given" : name)
        }
    }

    private func countSegments(into figures: inout DayFigures) throws {
        let prices = try organization().segmentPrices
        let found = try rows(
            """
            SELECT contact.phone AS phone, CAST(SUM(message.segments) AS BIGINT) AS segments
            FROM message JOIN contact ON contact.id = message.contact_id
            WHERE message.created_at >= \(figures.day.start) AND message.created_at < \(figures.day.end)
                AND message.direction = 'out' AND message.state NOT IN ('queued', 'failed')
            GROUP BY contact.phone
            """)
        for row in found {
            let phone: String = try row["phone"]
            let segments: Int = try row["segments"]
            figures.add(segments, to: .segments, "sent")
            if let price = PhoneNumber(e164: phone).flatMap({ prices.price(to: $0) }) {
                figures.add(segments * price, to: .segments, "cost_millionths")
            } else {
                figures.add(segments, to: .segments, "unpriced")
            }
        }
    }

    private func countHandoffs(into figures: inout DayFigures) throws {
        let found = try rows(
            """
            SELECT handoff_reasons, COUNT(*) AS count FROM session
            WHERE handoff_at >= \(figures.day.start) AND handoff_at < \(figures.day.end) GROUP BY handoff_reasons
            """)
        for row in found {
            let reasons: String? = try row["handoff_reasons"]
            for reason in (reasons ?? "").split(separator: ",") {
                figures.add(try row["count"], to: .handoffs, String(reason))
            }
        }
    }

    private func countScores(into figures: inout DayFigures) throws {
        let found = try rows(
            """
            SELECT score, COUNT(*) AS count FROM satisfaction
            WHERE answered_at >= \(figures.day.start) AND answered_at < \(figures.day.end) AND score IS NOT NULL GROUP BY score
            """)
        for row in found {
            let score: Int = try row["score"]
            figures.add(try row["count"], to: .scores, String(score))
        }
    }
}
