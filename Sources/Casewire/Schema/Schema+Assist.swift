import CasewireStorage

extension Schema {
    /// What the agent would answer, for the person who has the session.
    static let assist: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE number ADD COLUMN assist BIGINT NOT NULL DEFAULT 0 CHECK (assist IN (0, 1))",
            // One a session: the newest. `position` is that of the newest message that it knew; with a later text it is out of date.
            """
            CREATE TABLE draft (
                session_id TEXT PRIMARY KEY REFERENCES session (id),
                position BIGINT NOT NULL,
                text TEXT,
                reason TEXT NOT NULL,
                sources TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
        ]
    }
}
