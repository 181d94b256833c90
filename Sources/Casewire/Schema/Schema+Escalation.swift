import CasewireStorage

extension Schema {
    /// Since when a customer waits for a person, and when that was raised. A wait that began before this step is raised with the
    /// customer's next text.
    ///
    /// The index's condition is repeated word for word by the inbox's view (SQLite: "Partial Indexes", 3).
    static let escalation: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE session ADD COLUMN waiting_since BIGINT",
            "ALTER TABLE session ADD COLUMN escalated_at BIGINT",
            "CREATE INDEX session_escalated ON session (updated_at, id) WHERE escalated_at IS NOT NULL",
        ]
    }
}
