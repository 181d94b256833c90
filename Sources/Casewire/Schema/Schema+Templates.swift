import CasewireStorage

extension Schema {
    /// Replies that were written beforehand; and which of a session's read-only links hold.
    static let templates: @Sendable (Dialect) -> [String] = { _ in
        [
            // `name_key` is the name in small letters: no two differ by those alone.
            """
            CREATE TABLE reply_template (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL UNIQUE,
                shortcut TEXT UNIQUE,
                text TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                changed_by TEXT NOT NULL,
                changed_at BIGINT NOT NULL
            )
            """,
            // It is signed with each link; one more ends all links that were made before.
            "ALTER TABLE session ADD COLUMN link_generation BIGINT NOT NULL DEFAULT 0",
        ]
    }
}
