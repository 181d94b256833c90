package import CasewireStorage
import Foundation

extension Article {
    init(row: Row) throws {
        let examples: String = try row["examples"]
        self.init(
            id: try row["id"], title: try row["title"], body: try row["body"],
            examples: try JSONDecoder().decode([String].self, from: Data(examples.utf8)),
            kind: try row["kind"], shortAnswer: try row["short_answer"], locale: try row["locale"])
    }
}

extension Change {
    package static let knowledge = Change(topic: "knowledge", id: "")
}

extension Snapshot {
    /// What the agent answers from: the published articles.
    package func articles() throws -> [Article] {
        try rows(
            """
            SELECT * FROM article WHERE kind = 'article' AND state = 'published' AND archived_at IS NULL
            ORDER BY title
            """
        ).map(Article.init(row:))
    }

    /// What the agent goes by beside its settings: published instructions and topics.
    package func knowledgeRules() throws -> KnowledgeRules {
        KnowledgeRules(
            try rows(
                """
                SELECT * FROM article WHERE kind <> 'article' AND state = 'published' AND archived_at IS NULL
                ORDER BY title
                """
            ).map(Article.init(row:)))
    }

    /// Changes whenever something that the agent uses is added, changed or removed.
    package func knowledgeVersion() throws -> Int64 {
        let row = try rows("SELECT value FROM counter WHERE name = 'knowledge'").first
        return try row.map { try $0["value"] } ?? 0
    }
}

extension Transaction {
    /// Keeps an article under its title; a new one is published. False when it was there already, unchanged.
    @discardableResult
    package func save(_ article: Article, at now: Timestamp) throws -> Bool {
        try save(
            ArticleContent(article), state: nil, id: article.id, source: nil, by: "setup file", at: now)
            != nil
    }

    /// Keeps content under its title, whose state stays where none is given. Nil where nothing differs.
    func save(
        _ content: ArticleContent, state: ArticleRecord.State?, id: @autoclosure () -> Article.ID,
        source: String?, by who: String, at now: Timestamp
    ) throws -> ArticleRecord? {
        guard let old = try article(titled: content.title) else {
            return try insertArticle(
                content, id: id(), state: state ?? .published, source: source, by: who, at: now)
        }
        var new = old
        new.content = content
        new.state = state ?? old.state
        guard new != old else { return nil }
        return try changeArticle(old, to: new, change: "edited", by: who, at: now)
    }
}
