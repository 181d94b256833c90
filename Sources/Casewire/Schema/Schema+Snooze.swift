import CasewireStorage

extension Schema {
    /// Until when a session is hidden from the views of what is open.
    ///
    /// The index's condition is repeated word for word by the inbox's view (SQLite: "Partial Indexes", 3).
    static let snooze: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE session ADD COLUMN snoozed_until BIGINT",
            "CREATE INDEX session_snoozed ON session (updated_at, id) WHERE snoozed_until IS NOT NULL",
        ]
    }
}
