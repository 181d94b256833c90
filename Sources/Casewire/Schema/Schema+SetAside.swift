import CasewireStorage

extension Schema {
    /// What was tried before work was set aside, and what people decided about it.
    static let setAside: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE job_attempt (
                position \(dialect.rowNumberKey),
                job_id TEXT NOT NULL,
                error TEXT NOT NULL,
                times BIGINT NOT NULL,
                first_at BIGINT NOT NULL,
                last_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX job_attempt_job ON job_attempt (job_id, position)",
            """
            CREATE TABLE job_decision (
                position \(dialect.rowNumberKey),
                job_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                decision TEXT NOT NULL CHECK (decision IN ('retried', 'skipped')),
                who TEXT NOT NULL,
                error TEXT,
                at BIGINT NOT NULL
            )
            """,
        ]
    }
}
