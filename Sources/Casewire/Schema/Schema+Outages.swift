import CasewireStorage

extension Schema {
    /// Outages of outside systems, and which jobs depend on which.
    static let outages: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE job ADD COLUMN edge TEXT",
            // When `run_at` was last set: a clock that jumped ahead and came back leaves it in the future.
            "ALTER TABLE job ADD COLUMN scheduled_at BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX job_edge ON job (edge, run_at) WHERE state = 'waiting'",
            """
            CREATE TABLE outage (
                edge TEXT PRIMARY KEY,
                since BIGINT NOT NULL,
                reason TEXT NOT NULL,
                failures BIGINT NOT NULL,
                next_try_at BIGINT,
                ended_at BIGINT
            )
            """,
        ]
    }
}
