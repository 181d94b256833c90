import CasewireStorage

extension Schema {
    /// HTTP tools that the model may call, and each call that it made.
    static let actions: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE action (
                name TEXT PRIMARY KEY,
                definition TEXT NOT NULL,
                secret TEXT,
                updated_at BIGINT NOT NULL
            )
            """,
            // A turn is known by the position that was answered before it: it stays the same however often the turn is tried.
            """
            CREATE TABLE action_call (
                session_id TEXT NOT NULL REFERENCES session (id),
                turn BIGINT NOT NULL,
                action TEXT NOT NULL,
                arguments TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('calling', 'done', 'failed', 'unknown')),
                status BIGINT,
                result TEXT,
                started_at BIGINT NOT NULL,
                ended_at BIGINT,
                PRIMARY KEY (session_id, turn, action, arguments)
            )
            """,
        ]
    }
}
