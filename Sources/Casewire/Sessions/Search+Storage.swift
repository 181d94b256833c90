import CasewireStorage

/// The newest texts that have what is searched for, down to a bound, by the sessions they are in.
///
/// However common a word is, one window is all that is looked at for a page; the next page takes the next window.
struct SearchWindow: Sendable {
    /// Texts of one window.
    static let texts = 1000
    /// Windows that one page looks through, where its other filters leave nothing of the first.
    static let mostForPage = 10
    /// A ticket times this plus a position is a text's place in the index.
    static let positions = 1_048_576
    static let largestTicket = Int.max / positions - 1

    /// The places, as a list that a statement can read.
    let list: String
    /// Where the next window begins; nil where nothing is left.
    let rest: Int?
}

extension Snapshot {
    /// A page of what a search finds, in the order of activity within each window.
    func search(for words: SearchWords, _ query: InboxQuery) throws -> InboxFound {
        dialect == .postgres ? try searchPostgres(words, query) : try searchSQLite(words, query)
    }

    // MARK: SQLite

    private func searchSQLite(_ words: SearchWords, _ query: InboxQuery) throws -> InboxFound {
        var (found, places): ([Session.ID], [Session.ID: Int]) = ([], [:])
        var (bound, after) = (query.after?.ticketBound, query.after)
        for _ in 0..<SearchWindow.mostForPage {
            let window = try searchWindow(words, below: bound)
            var sql: SQL = """
                SELECT session.id AS id, hit.position AS position
                FROM (SELECT value / 1048576 AS ticket, MAX(value % 1048576) AS position
                    FROM json_each(\(window.list)) GROUP BY value / 1048576) AS hit
                CROSS JOIN session WHERE session.ticket = hit.ticket
                """
            sql += Self.inboxFilter(query, after: after)
            sql += Self.order(limit: query.limit + 1 - found.count)
            for row in try rows(sql) {
                let id: Session.ID = try row["id"]
                if places[id] == nil { found.append(id) }
                places[id] = try row["position"]
            }
            if found.count > query.limit {
                let entries = try inboxEntries(Array(found.prefix(query.limit)))
                let next = entries.last.map { InboxCursor(after: $0.session, below: bound) }
                return InboxFound(entries: entries, next: next, hits: try texts(at: places))
            }
            guard let rest = window.rest else {
                return InboxFound(entries: try inboxEntries(found), next: nil, hits: try texts(at: places))
            }
            (bound, after) = (rest, nil)
        }
        return InboxFound(
            entries: try inboxEntries(found), next: bound.map { InboxCursor(below: $0) },
            hits: try texts(at: places))
    }

    /// What is found below a ticket: in the index, and among what waits to be put into it.
    private func searchWindow(_ words: SearchWords, below ticketBound: Int?) throws -> SearchWindow {
        var others: [Int] = []
        if let ticket = words.ticket, ticket > 0, ticket < ticketBound ?? SearchWindow.largestTicket {
            others.append(ticket * SearchWindow.positions)
        }
        guard words.hasWords else { return SearchWindow(list: Self.list(others), rest: nil) }
        let bound = ticketBound.map { $0 * SearchWindow.positions } ?? Int.max
        let row = try rows(
            """
            SELECT json_group_array(place) AS list, COUNT(*) AS count, MIN(place) AS lowest
            FROM (SELECT rowid AS place FROM search_index
                WHERE search_index MATCH \(words.forSQLite) AND rowid < \(bound)
                ORDER BY rowid DESC LIMIT \(SearchWindow.texts))
            """
        ).first
        let (list, count): (String, Int) = (try row?["list"] ?? "[]", try row?["count"] ?? 0)
        let lowest: Int? = try row.flatMap { try $0["lowest"] }
        let rest = count == SearchWindow.texts ? lowest.map { $0 / SearchWindow.positions } : nil
        // What waits below the lowest session of a full window belongs to the next one.
        let waiting = try rows(
            """
            SELECT place, text FROM search_waiting
            WHERE place < \(bound) AND place >= \((rest ?? 0) * SearchWindow.positions)
            """)
        for row in waiting {
            let text: String = try row["text"]
            if words.match(text) { others.append(try row["place"]) }
        }
        guard !others.isEmpty else { return SearchWindow(list: list, rest: rest) }
        let joined = count == 0 ? "" : "," + list.dropFirst().dropLast()
        return SearchWindow(list: Self.list(others).dropLast() + joined + "]", rest: rest)
    }

    private static func list(_ places: [Int]) -> String {
        "[" + places.map(String.init).joined(separator: ",") + "]"
    }

    private func texts(at places: [Session.ID: Int]) throws -> [Session.ID: String] {
        let places = places.filter { $0.value > 0 }
        guard !places.isEmpty else { return [:] }
        // Each pair is looked up; for a list of pairs, and with a constant among them, SQLite reads the whole table.
        var sql: SQL = "SELECT session_id, text FROM message WHERE "
        for (count, place) in places.enumerated() {
            if count > 0 { sql += " OR " }
            sql += "(session_id = \(place.key) AND position = \(place.value))"
        }
        return try textsOfSessions(sql)
    }

    // MARK: PostgreSQL

    private func searchPostgres(_ words: SearchWords, _ query: InboxQuery) throws -> InboxFound {
        var found: SQL = "SELECT id FROM session WHERE ticket = \(words.ticket ?? 0)"
        let asked: SQL = "@@ to_tsquery('simple'::regconfig, \(words.forPostgres))"
        if words.hasWords {
            found += " UNION SELECT session_id FROM message WHERE \(raw: SearchIndex.messageWords) "
            found += asked
            found += " UNION SELECT session.id FROM session JOIN contact ON contact.id = session.contact_id"
            found += " WHERE \(raw: SearchIndex.contactWords) "
            found += asked
        }
        var sql: SQL = "SELECT session.id AS id FROM session WHERE session.id IN ("
        sql += found
        sql += ")"
        sql += Self.inboxFilter(query, after: query.after)
        sql += Self.order(limit: query.limit + 1)
        let ids: [Session.ID] = try rows(sql).map { try $0["id"] }
        let entries = try inboxEntries(Array(ids.prefix(query.limit)))
        var hits: [Session.ID: String] = [:]
        if words.hasWords, !entries.isEmpty {
            var sql: SQL = "SELECT DISTINCT ON (session_id) session_id, text FROM message"
            sql += " WHERE session_id IN (\(list: entries.map(\.session.id)))"
            sql += " AND \(raw: SearchIndex.messageWords) "
            sql += asked
            hits = try textsOfSessions(sql + " ORDER BY session_id, position DESC")
        }
        let next = ids.count > query.limit ? entries.last.map { InboxCursor(after: $0.session) } : nil
        return InboxFound(entries: entries, next: next, hits: hits)
    }

    private func textsOfSessions(_ sql: SQL) throws -> [Session.ID: String] {
        var texts: [Session.ID: String] = [:]
        for row in try rows(sql) { texts[try row["session_id"]] = try row["text"] }
        return texts
    }
}

extension Database {
    /// Drops what the index still holds of rows that were taken out of it, a little in each transaction.
    ///
    /// FTS5 notes what is gone and drops it when it merges (SQLite: "FTS5 Extension", 6.8); PostgreSQL's index holds a word as
    /// long as its row, which the engine's own vacuum takes away.
    func tidySearch() async throws {
        guard dialect == .sqlite else { return }
        try await write {
            try $0.execute(
                "INSERT INTO search_index (rowid, text) SELECT place, text FROM search_waiting ORDER BY place"
            )
            try $0.execute("DELETE FROM search_waiting")
        }
        let pages = try await read { snapshot in
            try snapshot.rows("SELECT COUNT(*) AS pages FROM search_index_data").first.map { row -> Int in
                try row["pages"]
            }
        }
        try await write { try $0.mergeSearch(pages: -SearchWindow.pagesOfMerge) }
        for _ in 0...(pages ?? 0) / SearchWindow.pagesOfMerge * 2 {
            try await write { try $0.mergeSearch(pages: SearchWindow.pagesOfMerge) }
        }
    }
}

extension SearchWindow {
    /// Pages that are merged in one transaction: some hundredths of a second, so that nothing waits long for it.
    fileprivate static let pagesOfMerge = 250
}

extension Transaction {
    fileprivate func mergeSearch(pages: Int) throws {
        try execute("INSERT INTO search_index (search_index, rank) VALUES ('merge', \(pages))")
    }
}
