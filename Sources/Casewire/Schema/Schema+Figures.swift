import CasewireStorage

extension Schema {
    /// What is drawn of each day, counted in the background, so that a page about a year reads few rows.
    static let figures: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE figure (
                day TEXT NOT NULL,
                topic TEXT NOT NULL,
                name TEXT NOT NULL,
                count BIGINT NOT NULL,
                PRIMARY KEY (day, topic, name)
            )
            """,
            "CREATE TABLE figure_day (day TEXT PRIMARY KEY, counted_at BIGINT NOT NULL)",
            "CREATE INDEX message_written ON message (created_at)",
            "CREATE INDEX session_begun ON session (created_at)",
            "CREATE INDEX session_handed_off ON session (handoff_at) WHERE handoff_at IS NOT NULL",
            "CREATE INDEX satisfaction_answered ON satisfaction (answered_at) WHERE answered_at IS NOT NULL",
        ]
    }
}
