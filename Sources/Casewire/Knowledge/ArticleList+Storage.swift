package import CasewireStorage

/// Which articles a list shows: by title, a page at a time.
package struct ArticleQuery: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        case draft, published, archived
    }

    /// Part of a title, text or example.
    package var search: String?
    /// Nil for all that are not archived.
    package var state: State?
    package var kind: Article.Kind?
    package var locale: String?
    /// The title after which the page begins.
    package var after: String
    package var limit: Int

    package init(
        search: String? = nil, state: State? = nil, kind: Article.Kind? = nil, locale: String? = nil,
        after: String = "", limit: Int = 50
    ) {
        self.search = search
        self.state = state
        self.kind = kind
        self.locale = locale
        self.after = after
        self.limit = limit
    }
}

/// How many there are of each, whatever the list is narrowed to.
package struct ArticleCounts: Sendable, Hashable {
    package var drafts = 0
    package var published = 0
    package var archived = 0
    /// Of those not archived.
    package var byKind: [Article.Kind: Int] = [:]
    /// Tags that not archived ones are written in, sorted.
    package var locales: [String] = []
}

extension Snapshot {
    package func articleList(_ query: ArticleQuery) throws -> [ArticleRecord] {
        var sql: SQL = "SELECT * FROM article WHERE title > \(query.after)"
        switch query.state {
        case .archived: sql += " AND archived_at IS NOT NULL"
        case .draft: sql += " AND archived_at IS NULL AND state = 'draft'"
        case .published: sql += " AND archived_at IS NULL AND state = 'published'"
        case nil: sql += " AND archived_at IS NULL"
        }
        if let kind = query.kind { sql += " AND kind = \(kind)" }
        if let locale = query.locale { sql += " AND locale = \(locale)" }
        if let search = query.search, !search.isEmpty {
            let part = search.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                .replacing("_", with: "\\_")
            let like = "%\(part)%"
            sql += """
                 AND (LOWER(title) LIKE \(like) ESCAPE '\\' OR LOWER(body) LIKE \(like) ESCAPE '\\'
                    OR LOWER(examples) LIKE \(like) ESCAPE '\\'
                    OR LOWER(COALESCE(short_answer, '')) LIKE \(like) ESCAPE '\\')
                """
        }
        sql += " ORDER BY title LIMIT \(query.limit)"
        return try rows(sql).map(ArticleRecord.init(row:))
    }

    package func articleCounts() throws -> ArticleCounts {
        var counts = ArticleCounts()
        let found = try rows(
            """
            SELECT kind, state, COALESCE(locale, '') AS tag,
                CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END AS archived, COUNT(*) AS count
            FROM article GROUP BY 1, 2, 3, 4
            """)
        var locales: Set<String> = []
        for row in found {
            let (count, archived): (Int, Int) = (try row["count"], try row["archived"])
            let (kind, state): (Article.Kind, ArticleRecord.State) = (try row["kind"], try row["state"])
            let locale: String = try row["tag"]
            if archived == 1 {
                counts.archived += count
                continue
            }
            if state == .draft { counts.drafts += count } else { counts.published += count }
            counts.byKind[kind, default: 0] += count
            if !locale.isEmpty { locales.insert(locale) }
        }
        counts.locales = locales.sorted()
        return counts
    }
}
