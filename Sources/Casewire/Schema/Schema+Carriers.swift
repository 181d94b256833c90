import CasewireStorage

extension Schema {
    /// Numbers of any carrier, and parts of long texts.
    ///
    /// The column is made anew instead of the table, since rows elsewhere refer to it: a column's own check goes with it.
    static let carriers: @Sendable (Dialect) -> [String] = { dialect in
        [
            "ALTER TABLE number ADD COLUMN carrier TEXT NOT NULL DEFAULT 'twilio'",
            "UPDATE number SET carrier = provider",
            "ALTER TABLE number DROP COLUMN provider",
            "ALTER TABLE number RENAME COLUMN carrier TO provider",
            "ALTER TABLE number ADD COLUMN further TEXT",
            "ALTER TABLE number ADD COLUMN longest_text BIGINT NOT NULL DEFAULT 1600",
            "ALTER TABLE number ADD COLUMN most_segments BIGINT",
            """
            ALTER TABLE number ADD COLUMN opt_out_replies TEXT NOT NULL DEFAULT 'auto'
                CHECK (opt_out_replies IN ('provider', 'casewire', 'auto'))
            """,
            """
            CREATE TABLE text_part (
                position \(dialect.rowNumberKey),
                number_id TEXT NOT NULL REFERENCES number (id),
                provider_id TEXT NOT NULL,
                sender TEXT NOT NULL,
                reference TEXT NOT NULL,
                total BIGINT NOT NULL,
                part_index BIGINT NOT NULL,
                text TEXT NOT NULL,
                joined_as TEXT,
                received_at BIGINT NOT NULL,
                UNIQUE (number_id, provider_id)
            )
            """,
            "CREATE INDEX text_part_open ON text_part (number_id, sender, reference) WHERE joined_as IS NULL",
        ]
    }

    /// What is known of the way from a carrier to us, and of a number's registration.
    static let numberLinks: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE number ADD COLUMN checked_at BIGINT",
            "ALTER TABLE number ADD COLUMN verified_at BIGINT",
            "ALTER TABLE number ADD COLUMN probe_note TEXT",
            "ALTER TABLE number ADD COLUMN probe_seen TEXT",
            "ALTER TABLE number ADD COLUMN registration TEXT",
        ]
    }
}
