import CasewireStorage

extension Schema {
    /// Who had a session when its case was brought up to date, and whether an opt-out stands on the contact in Creatio,
    /// as it was seen or written there last.
    ///
    /// `satisfaction` keeps what customers were asked and answered when a session was resolved.
    ///
    /// What was read of the site is read anew, since more of it is kept.
    static let casePhases: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE case_link ADD COLUMN phase TEXT",
            "ALTER TABLE case_link ADD COLUMN do_not_sms BIGINT",
            "CREATE INDEX case_link_contact ON case_link (creatio_contact)",
            "ALTER TABLE case_link ADD COLUMN candidates TEXT",
            "ALTER TABLE suppression ADD COLUMN creatio_at BIGINT",
            """
            CREATE TABLE satisfaction (
                session_id TEXT PRIMARY KEY REFERENCES session (id),
                asked_at BIGINT NOT NULL,
                score BIGINT CHECK (score BETWEEN 1 AND 5),
                comment TEXT,
                answered_at BIGINT
            )
            """,
            "DELETE FROM setting WHERE name = 'creatio.catalog'",
        ]
    }
}
