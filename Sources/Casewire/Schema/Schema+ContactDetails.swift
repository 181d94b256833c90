import CasewireStorage

extension Schema {
    /// What people note of a contact, which contacts are one person, and an index that finds contacts.
    ///
    /// On PostgreSQL contacts are found by `contact_search` of `search`. On SQLite each word of a name and each end of a phone
    /// number is a row of `contact_word`, kept by triggers: the rows of a new number cost some hundredths of a millisecond, where
    /// a row of FTS5 costs most of one.
    static let contactDetails: @Sendable (Dialect) -> [String] = { dialect in
        let tables = [
            """
            CREATE TABLE contact_detail (
                contact_id TEXT NOT NULL REFERENCES contact (id),
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                changed_by TEXT NOT NULL,
                changed_at BIGINT NOT NULL,
                PRIMARY KEY (contact_id, name)
            )
            """,
            "ALTER TABLE contact ADD COLUMN person_id TEXT",
            "CREATE INDEX contact_person ON contact (person_id) WHERE person_id IS NOT NULL",
        ]
        return dialect == .postgres ? tables : tables + contactWordsOnSQLite
    }

    private static var contactWordsOnSQLite: [String] {
        let (old, new) = (ContactWords.words(of: "old"), ContactWords.words(of: "new"))
        let removal = "DELETE FROM contact_word WHERE contact_id = old.id AND word IN (\(old))"
        let addition =
            "INSERT OR IGNORE INTO contact_word (word, contact_id) SELECT word, new.id FROM (\(new))"
        return [
            """
            CREATE TABLE contact_word (
                word TEXT NOT NULL,
                contact_id TEXT NOT NULL,
                PRIMARY KEY (word, contact_id)
            ) WITHOUT ROWID
            """,
            """
            INSERT OR IGNORE INTO contact_word (word, contact_id)
            SELECT found.value, contact.id
            FROM contact, json_each(\(ContactWords.list(of: "contact"))) AS found WHERE found.value <> ''
            """,
            """
            CREATE TRIGGER contact_word_added AFTER INSERT ON contact BEGIN
                \(addition);
            END
            """,
            """
            CREATE TRIGGER contact_word_changed AFTER UPDATE OF name, phone ON contact
            WHEN old.name IS NOT new.name OR old.phone <> new.phone BEGIN
                \(removal);
                \(addition);
            END
            """,
            """
            CREATE TRIGGER contact_word_removed AFTER DELETE ON contact BEGIN
                \(removal);
            END
            """,
        ]
    }
}

/// What `contact_word` is made of. The migration uses it, so that it never changes.
private enum ContactWords {
    /// A contact's words, one a row: those of its name in lower case (ASCII's), and each end of its phone number from three digits
    /// on, so that digits from anywhere in the number begin one of them.
    static func words(of contact: String) -> String {
        "SELECT DISTINCT value AS word FROM json_each(\(list(of: contact))) WHERE value <> ''"
    }

    /// The words as a JSON list: marks become blanks, and blanks the list's commas.
    static func list(of contact: String) -> String {
        let ends = (2...13).map { start in
            "CASE WHEN LENGTH(\(contact).phone) >= \(start + 2) THEN ' ' || SUBSTR(\(contact).phone, \(start)) ELSE '' END"
        }
        var name = "LOWER(COALESCE(\(contact).name, ''))"
        // SQLite's parser takes no deep nesting, so that only the marks that names have are looked at.
        for mark in [",", ".", "-", "(", ")", "/", "_", "&", "\"", "''"] {
            name = "REPLACE(\(name), '\(mark)', ' ')"
        }
        let text = "\(name) || \(ends.joined(separator: " || "))"
        return "'[' || REPLACE(json_quote(\(text)), ' ', '\",\"') || ']'"
    }
}
