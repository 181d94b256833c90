import CasewireStorage

extension Schema {
    /// Who changed what, and operators who are gone: their row stays, since timelines and saved work name it.
    static let audit: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE audit_entry (
                position \(dialect.rowNumberKey),
                at BIGINT NOT NULL,
                who TEXT NOT NULL,
                role TEXT,
                action TEXT NOT NULL,
                is_refused BIGINT NOT NULL CHECK (is_refused IN (0, 1))
            )
            """,
            "ALTER TABLE operator ADD COLUMN removed_at BIGINT",
        ]
    }
}
