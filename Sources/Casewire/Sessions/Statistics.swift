import CasewireStorage

/// Counts that tell how things stand; the API, the metrics and the health page show them.
package struct Statistics: Sendable, Hashable {
    package struct Backlog: Sendable, Hashable {
        package let waiting: Int
        package let running: Int
        package let setAside: Int
        /// When the job that is due longest became due; nil where none is due. Texts that wait for their number's turn are not
        /// counted while it passes from one to the next.
        package let oldestDueAt: Timestamp?
    }

    /// Every state is there, with 0 where there is none.
    package let sessions: [Session.State: Int]
    package let messages: [MessageState: Int]
    package let backlog: Backlog
    package let strayTexts: Int
    /// Those that last; the newest first.
    package let outages: [Outage]
    /// What hosted models took in the last 30 days, by their names.
    package let models: [String: ModelUse]

    static let modelSpan = Duration.seconds(30 * 86_400)
}

extension Snapshot {
    /// Every state is there, with 0 where there is none.
    package func sessionCounts() throws -> [Session.State: Int] {
        var counts = Dictionary(uniqueKeysWithValues: Session.State.allCases.map { ($0, 0) })
        for row in try rows("SELECT state, COUNT(*) AS count FROM session GROUP BY state") {
            counts[try row["state"]] = try row["count"]
        }
        return counts
    }

    package func statistics(at now: Timestamp) throws -> Statistics {
        var messages = Dictionary(uniqueKeysWithValues: MessageState.allCases.map { ($0, 0) })
        for row in try rows("SELECT state, COUNT(*) AS count FROM message GROUP BY state") {
            messages[try row["state"]] = try row["count"]
        }
        let jobs = try jobCounts()
        let oldest = try rows(
            """
            SELECT MIN(run_at) AS moment FROM job WHERE state = 'waiting' AND run_at <= \(now)
                AND NOT EXISTS (SELECT 1 FROM send_turn WHERE send_turn.edge = job.edge
                    AND job.kind = \(SendMessage.kind) AND send_turn.free_at > \(now - SendTurn.longestCall))
            """
        ).first.flatMap { row -> Timestamp? in try row["moment"] }
        let strays = try rows("SELECT COUNT(*) AS count FROM stray_text").first.map { row -> Int in
            try row["count"]
        }
        return Statistics(
            sessions: try sessionCounts(), messages: messages,
            backlog: Statistics.Backlog(
                waiting: jobs[.waiting] ?? 0, running: jobs[.running] ?? 0, setAside: jobs[.setAside] ?? 0,
                oldestDueAt: oldest),
            strayTexts: strays ?? 0, outages: try outages(endedSince: now).filter { $0.endedAt == nil },
            models: try modelUses(since: now - Statistics.modelSpan))
    }
}
