import CasewireStorage

extension Schema {
    /// The rate of each number, whose turn is next on it, and which waiting work goes first.
    static let rates: @Sendable (Dialect) -> [String] = { _ in
        [
            // Thousandths of a segment a second; 0 for no limit of ours, null for what is usual for such a number.
            "ALTER TABLE number ADD COLUMN segment_rate BIGINT",
            "ALTER TABLE job ADD COLUMN rank BIGINT NOT NULL DEFAULT 2",
            "CREATE INDEX job_turn ON job (edge, rank, run_at, position) WHERE state = 'waiting'",
            """
            CREATE TABLE send_turn (
                edge TEXT PRIMARY KEY,
                number_id TEXT NOT NULL UNIQUE REFERENCES number (id),
                free_at BIGINT NOT NULL,
                taker TEXT,
                taken_until BIGINT
            )
            """,
        ]
    }
}
