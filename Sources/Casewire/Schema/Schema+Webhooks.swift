import CasewireStorage

extension Schema {
    /// Endpoints that are told what happens, and what each was told. A body goes once it was taken, since it names a customer.
    static let webhooks: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE webhook (
                id TEXT PRIMARY KEY,
                url TEXT NOT NULL,
                secret TEXT NOT NULL,
                events TEXT NOT NULL,
                includes_text BIGINT NOT NULL CHECK (includes_text IN (0, 1)),
                allows_private_host BIGINT NOT NULL CHECK (allows_private_host IN (0, 1)),
                is_enabled BIGINT NOT NULL CHECK (is_enabled IN (0, 1)),
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE webhook_delivery (
                position \(dialect.rowNumberKey),
                id TEXT NOT NULL UNIQUE,
                webhook_id TEXT NOT NULL REFERENCES webhook (id),
                event TEXT NOT NULL,
                session_id TEXT REFERENCES session (id),
                body TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
                tries BIGINT NOT NULL,
                status BIGINT,
                error TEXT,
                at BIGINT NOT NULL,
                tried_at BIGINT
            )
            """,
            "CREATE INDEX webhook_delivery_recent ON webhook_delivery (webhook_id, position)",
            "CREATE INDEX webhook_delivery_session ON webhook_delivery (session_id)",
        ]
    }
}
