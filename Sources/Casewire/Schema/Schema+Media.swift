import CasewireStorage

extension Schema {
    /// Pictures and other files of texts, with their bytes, so that every node and every copy has them.
    ///
    /// The bytes are in parts, so that no statement and no batch of a copy holds many whole files.
    static let media: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE medium (
                id TEXT PRIMARY KEY,
                message_id TEXT NOT NULL REFERENCES message (id),
                session_id TEXT NOT NULL REFERENCES session (id),
                ordinal BIGINT NOT NULL,
                url TEXT NOT NULL,
                declared_type TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'refused', 'failed')),
                type TEXT,
                size BIGINT,
                reason TEXT,
                tries BIGINT NOT NULL DEFAULT 0,
                created_at BIGINT NOT NULL,
                settled_at BIGINT,
                UNIQUE (message_id, ordinal)
            )
            """,
            "CREATE INDEX medium_session ON medium (session_id)",
            """
            CREATE TABLE medium_part (
                medium_id TEXT NOT NULL REFERENCES medium (id),
                ordinal BIGINT NOT NULL,
                content \(dialect.bytes) NOT NULL,
                PRIMARY KEY (medium_id, ordinal)
            )
            """,
            """
            CREATE TABLE case_file (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES session (id),
                medium_id TEXT NOT NULL UNIQUE REFERENCES medium (id),
                case_id TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('attempted', 'written', 'refused')),
                reason TEXT
            )
            """,
            "CREATE INDEX case_file_session ON case_file (session_id)",
        ]
    }
}
