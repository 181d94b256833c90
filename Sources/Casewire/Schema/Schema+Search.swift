import CasewireStorage

extension Schema {
    /// The words of every text, and of every session its contact's name and the ends of its phone number.
    ///
    /// On SQLite the index is an FTS5 table without content (SQLite: "FTS5 Extension", 4.4.3), kept by triggers in the
    /// transaction of each write. A row's number is its place: the session's ticket and the text's position, 0 for the session
    /// itself. A write of one row to FTS5 costs near a millisecond, one of many costs little more; so rows wait in
    /// `search_waiting`, which is searched too, and move 256 at a time. On PostgreSQL the index is one of an expression.
    static let search: @Sendable (Dialect) -> [String] = { dialect in
        dialect == .postgres ? searchOnPostgres : searchOnSQLite
    }

    private static var searchOnPostgres: [String] {
        [
            "CREATE INDEX message_search ON message USING GIN ((\(SearchIndex.messageWords)))",
            "CREATE INDEX contact_search ON contact USING GIN ((\(SearchIndex.contactWords)))",
        ]
    }

    private static var searchOnSQLite: [String] {
        let words = SearchIndex.contactText
        let oldMessage = "((SELECT ticket FROM session WHERE id = old.session_id) * 1048576 + old.position)"
        let newMessage = "(SELECT ticket FROM session WHERE id = new.session_id) * 1048576 + new.position"
        return [
            """
            CREATE VIRTUAL TABLE search_index
            USING fts5(text, content = '', tokenize = 'unicode61 remove_diacritics 2')
            """,
            """
            CREATE TABLE search_waiting (
                number INTEGER PRIMARY KEY,
                place BIGINT NOT NULL UNIQUE,
                text TEXT NOT NULL
            )
            """,
            """
            INSERT INTO search_index (rowid, text)
            SELECT session.ticket * 1048576, \(words)
            FROM session JOIN contact ON contact.id = session.contact_id ORDER BY session.ticket
            """,
            """
            INSERT INTO search_index (rowid, text)
            SELECT session.ticket * 1048576 + message.position, message.text
            FROM session CROSS JOIN message ON message.session_id = session.id
            WHERE message.text <> '' ORDER BY session.ticket, message.position
            """,
            """
            CREATE TRIGGER search_fold AFTER INSERT ON search_waiting WHEN new.number >= 256 BEGIN
                INSERT INTO search_index (rowid, text) SELECT place, text FROM search_waiting ORDER BY place;
                DELETE FROM search_waiting;
            END
            """,
            """
            CREATE TRIGGER search_message_added AFTER INSERT ON message WHEN new.text <> '' BEGIN
                INSERT INTO search_waiting (place, text) SELECT \(newMessage), new.text;
            END
            """,
            """
            CREATE TRIGGER search_message_removed AFTER DELETE ON message WHEN old.text <> '' BEGIN
                \(removal(of: "SELECT \(oldMessage) AS place, old.text AS text"))
            END
            """,
            """
            CREATE TRIGGER search_message_changed AFTER UPDATE OF text ON message WHEN old.text <> new.text BEGIN
                \(removal(of: "SELECT \(oldMessage) AS place, old.text AS text WHERE old.text <> ''"))
                INSERT INTO search_waiting (place, text) SELECT \(newMessage), new.text WHERE new.text <> '';
            END
            """,
            """
            CREATE TRIGGER search_session_added AFTER INSERT ON session BEGIN
                INSERT INTO search_waiting (place, text)
                SELECT new.ticket * 1048576, \(words) FROM contact WHERE id = new.contact_id;
            END
            """,
            """
            CREATE TRIGGER search_session_removed AFTER DELETE ON session BEGIN
                \(removal(of: "SELECT old.ticket * 1048576 AS place, \(words) AS text FROM contact WHERE id = old.contact_id"))
            END
            """,
            """
            CREATE TRIGGER search_session_changed AFTER UPDATE OF contact_id ON session
            WHEN old.contact_id <> new.contact_id BEGIN
                \(removal(of: "SELECT old.ticket * 1048576 AS place, \(words) AS text FROM contact WHERE id = old.contact_id"))
                INSERT INTO search_waiting (place, text)
                SELECT new.ticket * 1048576, \(words) FROM contact WHERE id = new.contact_id;
            END
            """,
            """
            CREATE TRIGGER search_contact_changed AFTER UPDATE OF name, phone ON contact
            WHEN old.name IS NOT new.name OR old.phone <> new.phone BEGIN
                \(removal(of: "SELECT ticket * 1048576 AS place, \(SearchIndex.contactText(of: "old")) AS text FROM session WHERE contact_id = old.id"))
                INSERT INTO search_waiting (place, text)
                SELECT ticket * 1048576, \(SearchIndex.contactText(of: "new")) FROM session WHERE contact_id = new.id;
            END
            """,
        ]
    }

    /// Takes rows out again; FTS5 has to be told their text as it was put in.
    private static func removal(of rows: String) -> String {
        """
        INSERT INTO search_index (search_index, rowid, text)
        SELECT 'delete', gone.place, gone.text FROM (\(rows)) AS gone
        WHERE NOT EXISTS (SELECT 1 FROM search_waiting WHERE search_waiting.place = gone.place);
        DELETE FROM search_waiting WHERE place IN (SELECT gone.place FROM (\(rows)) AS gone);
        """
    }
}

/// What the search index is made of. The migrations use it, so that it never changes.
enum SearchIndex {
    /// The contact's name and each end of its phone number from three digits on, so that digits from anywhere in the number
    /// begin one of them.
    static var contactText: String { contactText(of: "contact") }

    static func contactText(of contact: String) -> String {
        let ends = (2...13).map { start in
            "CASE WHEN LENGTH(\(contact).phone) >= \(start + 2) THEN ' ' || SUBSTR(\(contact).phone, \(start)) ELSE '' END"
        }
        return "COALESCE(\(contact).name, '') || " + ends.joined(separator: " || ")
    }

    /// PostgreSQL's words of a text. Its own reader of texts takes addresses and numbers with points for one word, so that
    /// punctuation goes before.
    static var messageWords: String { vector(of: "message.text") }
    static var contactWords: String { vector(of: contactText) }

    private static func vector(of text: String) -> String {
        let marks = ##"!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~"##
        return "to_tsvector('simple'::regconfig, translate(\(text), '\(marks)', repeat(' ', 32)))"
    }

    /// Tables that hold nothing of their own, so that they are left out of copies and made by them.
    static let derived: Set<String> = ["search_waiting", "contact_word"]
}
