import CasewireStorage

extension Schema {
    /// What was used of each day's limits, and texts that wait for the end of quiet hours.
    static let limits: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE daily_use (
                day BIGINT NOT NULL,
                kind TEXT NOT NULL,
                part BIGINT NOT NULL,
                used BIGINT NOT NULL,
                PRIMARY KEY (day, kind, part)
            )
            """,
            "ALTER TABLE message ADD COLUMN held_until BIGINT",
        ]
    }
}
