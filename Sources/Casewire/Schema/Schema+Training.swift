import CasewireStorage

extension Schema {
    /// What was learned from the articles, so that one node trains and all have it.
    static let training: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE trained_knowledge (
                version BIGINT PRIMARY KEY,
                layout TEXT NOT NULL,
                content \(dialect.bytes) NOT NULL,
                trained_at BIGINT NOT NULL
            )
            """
        ]
    }
}
