package import CasewireStorage
import Foundation

extension Article {
    init(row: Row) throws {
        let examples: String = try row["examples"]
        self.init(
            id: try row["id"], title: try row["title"], body: try row["body"],
            examples: try JSONDecoder().decode([String].self, from: Data(examples.utf8)))
    }
}

extension Change {
    package static let knowledge = Change(topic: "knowledge", id: "")
}

extension Snapshot {
    package func articles() throws -> [Article] {
        try rows("SELECT * FROM article ORDER BY title").map(Article.init(row:))
    }

    /// Changes whenever an article is added, changed or removed.
    package func knowledgeVersion() throws -> Int64 {
        let row = try rows("SELECT value FROM counter WHERE name = 'knowledge'").first
        return try row.map { try $0["value"] } ?? 0
    }
}

extension Transaction {
    /// Keeps an article under its title. False when it was there already, unchanged.
    @discardableResult
    package func save(_ article: Article, at now: Timestamp) throws -> Bool {
        let examples = String(decoding: try JSONEncoder().encode(article.examples), as: UTF8.self)
        let changed = try execute(
            """
            INSERT INTO article (id, title, body, examples, updated_at)
            VALUES (\(article.id), \(article.title), \(article.body), \(examples), \(now))
            ON CONFLICT (title) DO UPDATE SET
                body = excluded.body, examples = excluded.examples, updated_at = excluded.updated_at
            WHERE article.body <> excluded.body OR article.examples <> excluded.examples
            """)
        guard changed > 0 else { return false }
        try execute(
            """
            INSERT INTO counter (name, value) VALUES ('knowledge', 1)
            ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
            """)
        announce(.knowledge)
        return true
    }
}
