import CasewireStorage

/// A failed try of a job; the same error in a row is one, counted.
package struct JobAttempt: Sendable, Hashable {
    package let error: String
    package let times: Int
    package let firstAt: Timestamp
    package let lastAt: Timestamp

    /// Entries that a job keeps, the newest.
    static let kept = 20
}

/// What a person decided about work that was set aside.
package struct JobDecision: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case retried, skipped
    }

    package let job: String
    package let kind: String
    package let decision: Kind
    package let who: String
    package let error: String?
    package let at: Timestamp
}

extension Snapshot {
    /// What was tried, oldest first, by the job's id.
    package func jobAttempts(of jobs: [String]) throws -> [String: [JobAttempt]] {
        var found: [String: [JobAttempt]] = [:]
        for row in try rows("SELECT * FROM job_attempt WHERE job_id IN (\(list: jobs)) ORDER BY position") {
            let job: String = try row["job_id"]
            found[job, default: []].append(
                JobAttempt(
                    error: try row["error"], times: try row["times"], firstAt: try row["first_at"],
                    lastAt: try row["last_at"]))
        }
        return found
    }

    /// The newest first.
    package func jobDecisions(limit: Int) throws -> [JobDecision] {
        try rows("SELECT * FROM job_decision ORDER BY position DESC LIMIT \(limit)").map { row in
            JobDecision(
                job: try row["job_id"], kind: try row["kind"], decision: try row["decision"],
                who: try row["who"], error: try row["error"], at: try row["at"])
        }
    }
}

extension Transaction {
    /// Keeps that a try failed.
    func noteAttempt(of job: String, error: String, at now: Timestamp) throws {
        let last = try rows(
            "SELECT position, error FROM job_attempt WHERE job_id = \(job) ORDER BY position DESC LIMIT 1"
        ).first
        if let last, case let words = try last["error"] as String, words == error {
            let position: Int64 = try last["position"]
            try execute(
                "UPDATE job_attempt SET times = times + 1, last_at = \(now) WHERE position = \(position)")
            return
        }
        try execute(
            """
            INSERT INTO job_attempt (job_id, error, times, first_at, last_at)
            VALUES (\(job), \(error), 1, \(now), \(now))
            """)
        try execute(
            """
            DELETE FROM job_attempt WHERE job_id = \(job) AND position NOT IN (
                SELECT newest.position FROM job_attempt AS newest WHERE newest.job_id = \(job)
                ORDER BY newest.position DESC LIMIT \(JobAttempt.kept))
            """)
    }

    func moveAttempts(of job: String, to other: String) throws {
        guard job != other else { return }
        try execute("UPDATE job_attempt SET job_id = \(other) WHERE job_id = \(job)")
    }

    func dropAttempts(of job: String) throws {
        try execute("DELETE FROM job_attempt WHERE job_id = \(job)")
    }

    func keep(_ decision: JobDecision) throws {
        try execute(
            """
            INSERT INTO job_decision (job_id, kind, decision, who, error, at)
            VALUES (\(decision.job), \(decision.kind), \(decision.decision), \(decision.who), \(decision.error),
                \(decision.at))
            """)
    }
}
