import CasewireStorage

extension Schema {
    /// Articles of several kinds and languages, drafts, what was kept of earlier versions, and questions that had no answer.
    static let articles: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            ALTER TABLE article ADD COLUMN kind TEXT NOT NULL DEFAULT 'article'
                CHECK (kind IN ('article', 'instruction', 'topic'))
            """,
            "ALTER TABLE article ADD COLUMN short_answer TEXT",
            "ALTER TABLE article ADD COLUMN locale TEXT",
            """
            ALTER TABLE article ADD COLUMN state TEXT NOT NULL DEFAULT 'published'
                CHECK (state IN ('draft', 'published'))
            """,
            "ALTER TABLE article ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
            "ALTER TABLE article ADD COLUMN source TEXT",
            "ALTER TABLE article ADD COLUMN archived_at BIGINT",
            "CREATE INDEX article_source ON article (source)",
            """
            CREATE TABLE article_version (
                article_id TEXT NOT NULL REFERENCES article (id),
                version BIGINT NOT NULL,
                content TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
                change TEXT NOT NULL,
                changed_by TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (article_id, version)
            )
            """,
            """
            CREATE TABLE unanswered (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES session (id),
                position BIGINT NOT NULL,
                text TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('insufficient_knowledge', 'low_confidence')),
                best_title TEXT,
                best_score TEXT,
                at BIGINT NOT NULL,
                closed_at BIGINT,
                closed_by TEXT,
                article_id TEXT,
                UNIQUE (session_id, position)
            )
            """,
            "CREATE INDEX unanswered_open ON unanswered (at) WHERE closed_at IS NULL",
        ]
    }
}
