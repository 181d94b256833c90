package import CasewireStorage
import Foundation

/// A job as the queue keeps it.
package struct QueuedJob: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case waiting, running
        case setAside = "set_aside"
    }

    package let id: String
    package let kind: String
    package let payload: String
    package let lane: String?
    package let state: State
    /// The claim that is in force while it runs.
    package let lease: String?
    package let attempts: Int
    package let runAt: Timestamp
    package let createdAt: Timestamp
    package let error: String?
    package let rank: Rank

    init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        payload = try row["payload"]
        lane = try row["lane"]
        state = try row["state"]
        lease = try row["lease"]
        attempts = try row["attempts"]
        runAt = try row["run_at"]
        createdAt = try row["created_at"]
        error = try row["error"]
        rank = Rank(rawValue: try row["rank"]) ?? .usual
    }
}

extension Change {
    /// Jobs were added or became due.
    package static let jobs = Change(topic: "jobs", id: "")
}

extension Transaction {
    /// Adds a job, or moves the one that waits under the same coalescing key.
    ///
    /// - Parameters:
    ///   - moment: when it becomes due.
    ///   - latest: requests for the same work cannot move it beyond this; the first request sets it.
    ///   - isOnlySooner: a job that waits is moved to an earlier moment only, never to a later one.
    package func enqueue(
        _ job: some Job, at moment: Timestamp, latest: Timestamp? = nil, isOnlySooner: Bool = false,
        now: Timestamp,
        id: String
    ) throws {
        let payload = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
        try execute(
            """
            INSERT INTO job (id, kind, payload, lane, edge, rank, coalescing_key, state, run_at, latest_at, attempts,
                created_at, scheduled_at)
            VALUES (\(id), \(type(of: job).kind), \(payload), \(job.lane), \(job.edge), \(job.rank.rawValue),
                \(job.coalescingKey), 'waiting', \(moment), \(latest), 0, \(now), \(now))
            ON CONFLICT (coalescing_key) WHERE state = 'waiting' DO UPDATE SET
                payload = excluded.payload,
                scheduled_at = excluded.scheduled_at,
                run_at = CASE WHEN job.attempts > 0 AND job.run_at > excluded.run_at THEN job.run_at
                    WHEN \(isOnlySooner) = 1 AND job.run_at < excluded.run_at THEN job.run_at
                    WHEN job.latest_at < excluded.run_at THEN job.latest_at ELSE excluded.run_at END
            """)
        announce(.jobs)
    }

    /// Takes due jobs for a node, each the first of its lane, and leases them.
    ///
    /// A running job whose lease ran out is taken again: its node died or was paused. Nodes claim one after the other, so that
    /// each sees what the others run; that two of one lane never run is a rule of the schema, too (`job_lane_running`). Of the
    /// jobs that need an outside system which is away, only one is taken each time a try is due; of the texts of a number that
    /// has a rate, one each time its turn is free.
    package func claimJobs(limit: Int, lease: String, until leaseEnd: Timestamp, now: Timestamp) throws
        -> [QueuedJob]
    {
        try hold("jobs")
        try execute(
            """
            UPDATE job SET state = 'waiting', lease = NULL, leased_until = NULL
            WHERE state = 'running' AND leased_until <= \(now)
                AND NOT EXISTS (SELECT 1 FROM job AS other
                    WHERE other.coalescing_key = job.coalescing_key AND other.state = 'waiting')
            """)
        try execute("DELETE FROM job WHERE state = 'running' AND leased_until <= \(now)")
        var claimed = try claim(
            "NOT \(Self.isHeld) AND NOT \(Self.isPaced)", limit: limit, lease: lease, until: leaseEnd,
            now: now)
        for edge in try freeTurns(at: now) where claimed.count < limit {
            let next = try claim(
                "due.edge = \(edge) AND due.kind = \(SendMessage.kind) AND NOT \(Self.isHeld)",
                first: "due.rank, ",
                limit: 1, lease: lease, until: leaseEnd, now: now)
            if let next = next.first { try callUp(next.lane, on: edge, at: now) }
            claimed += next
        }
        for edge in try claimTries(until: leaseEnd, now: now) {
            claimed += try claim("due.edge = \(edge)", limit: 1, lease: lease, until: leaseEnd, now: now)
        }
        return claimed
    }

    /// Takes the due jobs for which `condition`, on the row named `due`, holds.
    private func claim(
        _ condition: SQL, first: SQL = "", limit: Int, lease: String, until leaseEnd: Timestamp,
        now: Timestamp
    ) throws -> [QueuedJob] {
        try rows(
            """
            WITH head AS MATERIALIZED (
                SELECT due.position FROM job AS due
                WHERE due.state = 'waiting' AND due.run_at <= \(now) AND \(condition) AND \(Self.isFirstOfLane)
                ORDER BY \(first)due.run_at, due.position LIMIT \(limit) \(raw: dialect.skipLocked))
            UPDATE job SET state = 'running', lease = \(lease), leased_until = \(leaseEnd), attempts = attempts + 1,
                scheduled_at = \(now)
            WHERE position IN (SELECT position FROM head)
            RETURNING *
            """
        ).map(QueuedJob.init(row:))
    }

    /// Keeps a lease; false when it was lost, and with it the right to write.
    package func renewLease(of job: String, lease: String, until leaseEnd: Timestamp, now: Timestamp) throws
        -> Bool
    {
        try execute(
            """
            UPDATE job SET leased_until = \(leaseEnd), scheduled_at = \(now)
            WHERE id = \(job) AND state = 'running' AND lease = \(lease)
            """) == 1
    }

    /// Removes a job that is done.
    package func finishJob(_ job: String, lease: String) throws {
        try execute("DELETE FROM job WHERE id = \(job) AND state = 'running' AND lease = \(lease)")
        announce(.jobs)
    }

    /// Puts a failed job back for another try. When the same work was requested meanwhile, that request is the next try.
    package func retryJob(
        _ job: String, lease: String, at moment: Timestamp, error: String, now: Timestamp
    ) throws {
        let taken = try rows(
            "DELETE FROM job WHERE id = \(job) AND state = 'running' AND lease = \(lease) RETURNING *"
        ).first
        guard let taken else { return }
        let failed = try QueuedJob(row: taken)
        let (position, edge, key, latest): (Int64, Edge?, String?, Timestamp?) = (
            try taken["position"], try taken["edge"], try taken["coalescing_key"], try taken["latest_at"]
        )
        let kept = try rows(
            """
            INSERT INTO job (position, id, kind, payload, lane, edge, rank, coalescing_key, state, run_at, latest_at,
                attempts, error, created_at, scheduled_at)
            VALUES (\(position), \(failed.id), \(failed.kind), \(failed.payload), \(failed.lane), \(edge),
                \(failed.rank.rawValue), \(key), 'waiting', \(moment), \(latest), \(failed.attempts), \(error), \(failed.createdAt), \(now))
            ON CONFLICT (coalescing_key) WHERE state = 'waiting' DO UPDATE SET
                run_at = CASE WHEN job.run_at < excluded.run_at THEN excluded.run_at ELSE job.run_at END,
                attempts = excluded.attempts, error = excluded.error, scheduled_at = excluded.scheduled_at
            RETURNING id
            """
        ).first
        if let kept {
            let id: String = try kept["id"]
            try moveAttempts(of: job, to: id)
            try noteAttempt(of: id, error: error, at: now)
        }
        announce(.jobs)
    }

    /// Takes a job out of its lane for a person to look at.
    package func setAsideJob(_ job: String, lease: String, error: String, now: Timestamp) throws {
        let moved = try execute(
            """
            UPDATE job SET state = 'set_aside', lease = NULL, leased_until = NULL, error = \(error)
            WHERE id = \(job) AND state = 'running' AND lease = \(lease)
            """)
        if moved == 1 { try noteAttempt(of: job, error: error, at: now) }
        announce(.jobs)
    }

    /// Puts a job that was set aside at the tail of its lane. False when there is none.
    ///
    /// Where the same work waits already, that is the next try.
    package func retrySetAside(_ job: String, newID: String, now: Timestamp) throws -> Bool {
        let taken = try rows("DELETE FROM job WHERE id = \(job) AND state = 'set_aside' RETURNING *").first
        guard let taken else { return false }
        let failed = try QueuedJob(row: taken)
        let (edge, key): (Edge?, String?) = (try taken["edge"], try taken["coalescing_key"])
        let inserted = try execute(
            """
            INSERT INTO job (id, kind, payload, lane, edge, rank, coalescing_key, state, run_at, attempts, error, created_at,
                scheduled_at)
            VALUES (\(newID), \(failed.kind), \(failed.payload), \(failed.lane), \(edge), \(failed.rank.rawValue), \(key),
                'waiting', \(now), 0, \(failed.error), \(failed.createdAt), \(now))
            ON CONFLICT (coalescing_key) WHERE state = 'waiting' DO NOTHING
            """)
        if inserted == 1 { try moveAttempts(of: job, to: newID) } else { try dropAttempts(of: job) }
        announce(.jobs)
        return true
    }

    /// Frees the jobs that a process now gone was running. Only for a database that one process serves.
    package func releaseAllLeases(now: Timestamp) throws {
        try execute("UPDATE job SET leased_until = 0 WHERE state = 'running'")
    }

    /// Mends what was scheduled by a clock that was ahead, and was set right since: its waits begin now.
    ///
    /// Without this, work that was put off by a minute while the clock stood a year ahead would come a year late.
    package func mendSchedule(now: Timestamp) throws {
        try execute(
            """
            UPDATE job SET run_at = run_at - (scheduled_at - \(now)), leased_until = leased_until - (scheduled_at - \(now)),
                scheduled_at = \(now)
            WHERE scheduled_at > \(now + Self.clockSlack) AND state <> 'set_aside'
            """)
        try execute(
            """
            UPDATE outage SET next_try_at = \(now + Outage.relapse)
            WHERE ended_at IS NULL AND next_try_at > \(now + Self.longestTryWait)
            """)
        try mendTurns(now: now)
    }

    /// Clocks of nodes differ by less than this.
    private static let clockSlack = Duration.seconds(10)
    /// A try is never put off for longer: by its wait, or by the lease of the job that makes it.
    private static let longestTryWait = Duration.seconds(180)
}

extension Snapshot {
    /// Whether the job `due` needs an outside system that is away.
    fileprivate static let isHeld: SQL = """
        EXISTS (SELECT 1 FROM outage
            WHERE outage.edge = due.edge AND outage.ended_at IS NULL AND outage.next_try_at IS NOT NULL)
        """

    /// When the next waiting job becomes due, the next lease ends, or the next try of a system that is away is due.
    package func nextJobMoment() throws -> Timestamp? {
        try rows(
            """
            SELECT MIN(moment) AS moment FROM (
                SELECT MIN(run_at) AS moment FROM job AS due
                WHERE state = 'waiting' AND NOT \(Self.isHeld) AND NOT \(Self.isPaced) AND \(Self.isFirstOfLane)
                UNION ALL SELECT MIN(CASE WHEN \(Self.turnIsFree) > due.run_at THEN \(Self.turnIsFree)
                    ELSE due.run_at END) AS moment FROM send_turn JOIN job AS due ON due.edge = send_turn.edge
                WHERE due.state = 'waiting' AND due.kind = \(SendMessage.kind) AND NOT \(Self.isHeld)
                    AND \(Self.isFirstOfLane)
                UNION ALL SELECT MIN(leased_until) AS moment FROM job WHERE state = 'running'
                UNION ALL SELECT MIN(next_try_at) AS moment FROM outage WHERE ended_at IS NULL
            ) AS moments
            """
        ).first.flatMap { try $0["moment"] }
    }

    /// Whether nothing of the same lane is before the job `due`, or runs.
    fileprivate static var isFirstOfLane: SQL {
        """
        (due.lane IS NULL OR (
            NOT EXISTS (SELECT 1 FROM job AS earlier WHERE earlier.lane = due.lane
                AND earlier.state <> 'set_aside' AND earlier.position < due.position)
            AND NOT EXISTS (SELECT 1 FROM job AS current WHERE current.lane = due.lane
                AND current.state = 'running')))
        """
    }

    package func jobs(in state: QueuedJob.State, limit: Int) throws -> [QueuedJob] {
        try rows("SELECT * FROM job WHERE state = \(state) ORDER BY position LIMIT \(limit)")
            .map(QueuedJob.init(row:))
    }

    package func jobCounts() throws -> [QueuedJob.State: Int] {
        var counts: [QueuedJob.State: Int] = [:]
        for row in try rows("SELECT state, COUNT(*) AS count FROM job GROUP BY state") {
            counts[try row["state"]] = try row["count"]
        }
        return counts
    }
}
