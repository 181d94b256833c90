import CasewireStorage

extension Schema {
    /// Rows that somebody deleted in Creatio, and the cases that follow one that was closed for good.
    static let creatio: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE case_row ADD COLUMN gone_at BIGINT",
            "ALTER TABLE case_link ADD COLUMN parent_case_id TEXT",
            "ALTER TABLE case_link ADD COLUMN generation BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE case_link ADD COLUMN compared_at BIGINT",
        ]
    }
}
