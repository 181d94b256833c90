package import CasewireStorage

extension Snapshot {
    /// The outages that last, and those that ended since a moment; the newest first.
    package func outages(endedSince moment: Timestamp) throws -> [Outage] {
        try rows(
            """
            SELECT outage.*, number.phone, webhook.url,
                (SELECT COUNT(*) FROM job WHERE job.edge = outage.edge AND job.state = 'waiting') AS waiting
            FROM outage LEFT JOIN number ON outage.edge = 'carrier/' || number.id
                LEFT JOIN webhook ON outage.edge = 'webhook/' || webhook.id
            WHERE failures >= \(Outage.failures) AND (ended_at IS NULL OR ended_at >= \(moment))
            ORDER BY outage.since DESC, outage.edge
            """
        ).map { row in
            let phone: String? = try row["phone"]
            let url: String? = try row["url"]
            return Outage(
                edge: try row["edge"], number: phone.flatMap(PhoneNumber.init(e164:)),
                webhook: url.map(Webhook.host),
                since: try row["since"],
                reason: try row["reason"], nextTryAt: try row["next_try_at"], endedAt: try row["ended_at"],
                waiting: try row["waiting"])
        }
    }

    /// Whether the last that is known of an outside system is that it did not answer.
    func isFailing(_ edge: Edge) throws -> Bool {
        try !rows("SELECT 1 AS yes FROM outage WHERE edge = \(edge) AND ended_at IS NULL").isEmpty
    }
}

extension Transaction {
    /// Notes that an outside system did not answer. From the third time in a row on, its jobs wait for single tries.
    package func noteAway(_ edge: Edge, because reason: String, at now: Timestamp, chance: Double) throws {
        let noted = try rows(
            """
            INSERT INTO outage (edge, since, reason, failures) VALUES (\(edge), \(now), \(reason), 1)
            ON CONFLICT (edge) DO UPDATE SET
                reason = excluded.reason,
                since = CASE WHEN outage.ended_at < \(now - Outage.relapse) THEN excluded.since ELSE outage.since END,
                failures = CASE WHEN outage.ended_at < \(now - Outage.relapse) THEN 1 ELSE outage.failures + 1 END,
                ended_at = NULL
            RETURNING since, failures
            """
        ).first
        guard let noted else { return }
        let failures: Int = try noted["failures"]
        guard failures >= Outage.failures else { return }
        let wait = Outage.wait(afterLasting: now - (try noted["since"]), chance: chance)
        try execute("UPDATE outage SET next_try_at = \(now + wait) WHERE edge = \(edge)")
        announce(.outages)
        announce(.jobs)
    }

    /// Notes that an outside system answered: what waited for it goes on at once, in its order.
    package func noteReached(_ edge: Edge, at now: Timestamp) throws {
        let ended = try rows(
            """
            UPDATE outage SET ended_at = \(now), next_try_at = NULL WHERE edge = \(edge) AND ended_at IS NULL
            RETURNING failures
            """
        ).first
        guard let ended else { return }
        let failures: Int = try ended["failures"]
        guard failures >= Outage.failures else {
            try execute("DELETE FROM outage WHERE edge = \(edge)")
            return
        }
        try execute(
            """
            UPDATE job SET run_at = \(now), scheduled_at = \(now)
            WHERE edge = \(edge) AND state = 'waiting' AND attempts > 0 AND run_at > \(now)
            """)
        try demoteBacklog(of: edge, at: now)
        announce(.outages)
        announce(.jobs)
    }

    /// Takes the right to try the outside systems whose next try has come: one node, one job each. No job waits for a model.
    func claimTries(until leaseEnd: Timestamp, now: Timestamp) throws -> [Edge] {
        try rows(
            """
            UPDATE outage SET next_try_at = \(leaseEnd)
            WHERE ended_at IS NULL AND next_try_at <= \(now) AND edge <> \(Edge.model)
            RETURNING edge
            """
        ).map { try $0["edge"] }
    }
}

extension Change {
    /// An outside system went away or came back.
    package static let outages = Change(topic: "outages", id: "")
}
