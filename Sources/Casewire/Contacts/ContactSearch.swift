import CasewireStorage

extension Snapshot {
    /// Fewer contacts than this are looked up one by one. Where more have what is searched for, a page of them is found sooner
    /// by reading on in the order of the phone numbers.
    static var mostFoundContacts: Int { 2000 }

    /// The contacts that have what is searched for; nil where there are many, or so little was typed that no index knows it.
    func contacts(having words: SearchWords) throws -> [Contact.ID]? {
        guard words.hasWords else { return [] }
        // Digits that are too few to be looked for begin no end of a phone number.
        if words.digits == nil, words.words.allSatisfy({ $0.allSatisfy(\.isNumber) }) { return nil }
        var sql: SQL
        if dialect == .postgres {
            sql = "SELECT id AS contact_id FROM contact WHERE \(raw: SearchIndex.contactWords)"
            sql += " @@ to_tsquery('simple'::regconfig, \(words.forPostgres))"
        } else {
            sql = Self.contactsOnSQLite(words)
        }
        sql += " LIMIT \(Self.mostFoundContacts + 1)"
        let found: [Contact.ID] = try rows(sql).map { try $0["contact_id"] }
        return found.count > Self.mostFoundContacts ? nil : found
    }

    private static func contactsOnSQLite(_ words: SearchWords) -> SQL {
        var sql: SQL = "SELECT DISTINCT contact_id FROM contact_word WHERE "
        guard words.digits == nil, let last = words.words.last else {
            return sql + beginning(words.digits ?? "")
        }
        let spellings = SearchWords.spellings(of: last)
        for (place, spelling) in spellings.enumerated() {
            sql += place == 0 ? "(" : " OR "
            sql += words.isOpen ? beginning(spelling) : "word = \(spelling)"
        }
        sql += ")"
        for word in words.words.dropLast() {
            sql += " AND contact_id IN (SELECT contact_id FROM contact_word WHERE word IN "
            sql += "(\(list: SearchWords.spellings(of: word))))"
        }
        return sql
    }

    /// No character comes after the last one of Unicode.
    private static func beginning(_ word: String) -> SQL {
        "(word >= \(word) AND word < \(word + "\u{10FFFF}"))"
    }

    /// The same for a row of `contact`, where many have it: digits anywhere in the number, or words of the name.
    func condition(having words: SearchWords) -> SQL {
        if let digits = words.digits { return "contact.phone LIKE \("%" + digits + "%")" }
        if words.words.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
            return "contact.phone LIKE \("%" + words.words.joined() + "%")"
        }
        var sql: SQL = "1 = 1"
        for (place, word) in words.words.enumerated() {
            let isOpen = words.isOpen && place == words.words.count - 1
            sql += " AND ' ' || LOWER(contact.name) || ' ' LIKE \("% " + word + (isOpen ? "%" : " %"))"
        }
        return sql
    }
}

extension SearchWords {
    /// A word as SQLite may have kept it: its `LOWER` knows the letters of ASCII alone.
    static func spellings(of word: String) -> [String] {
        let other = String(word.flatMap { $0.isASCII ? String($0) : $0.uppercased() })
        return other == word ? [word] : [word, other]
    }
}
