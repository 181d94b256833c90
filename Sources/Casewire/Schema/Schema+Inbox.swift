import CasewireStorage

extension Schema {
    /// What the inbox's views, and each operator's place in them, are read from.
    ///
    /// `failed_position` is that of a session's newest text that did not arrive, until a later one did or a person resolved it.
    /// Conditions of the indexes are repeated word for word by the queries (SQLite: "Partial Indexes", 3). Rows of an operator
    /// name no operator by a key, so that one can go without them.
    static let inbox: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE session ADD COLUMN failed_position BIGINT",
            """
            UPDATE session SET failed_position = (SELECT MAX(message.position) FROM message
                WHERE message.session_id = session.id AND message.state IN ('failed', 'undelivered'))
            WHERE state <> 'resolved'
            """,
            """
            CREATE INDEX session_failed ON session (updated_at, id) WHERE failed_position IS NOT NULL
            """,
            """
            CREATE INDEX session_assignee ON session (assignee_id, updated_at, id) WHERE state <> 'resolved'
            """,
            "CREATE INDEX case_link_behind ON case_link (session_id) WHERE sync = 'behind'",
            "CREATE INDEX case_link_failed ON case_link (session_id) WHERE sync = 'failed'",
            """
            CREATE TABLE session_seen (
                operator_id TEXT NOT NULL,
                session_id TEXT NOT NULL REFERENCES session (id),
                position BIGINT NOT NULL,
                PRIMARY KEY (operator_id, session_id)
            )
            """,
            "CREATE INDEX session_seen_session ON session_seen (session_id)",
            """
            CREATE TABLE saved_view (
                id TEXT PRIMARY KEY,
                operator_id TEXT NOT NULL,
                name TEXT NOT NULL,
                view TEXT NOT NULL,
                assignee TEXT,
                search TEXT,
                created_at BIGINT NOT NULL,
                UNIQUE (operator_id, name)
            )
            """,
        ]
    }
}
