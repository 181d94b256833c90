import CasewireStorage
import Foundation

/// An article as it is kept: what it says, whether the agent uses it, and its place in its own history.
package struct ArticleRecord: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable, SQLValueConvertible {
        case draft, published

        /// For people.
        package var words: String { self == .draft ? "Draft" : "Published" }
    }

    package let id: Article.ID
    package var content: ArticleContent
    package var state: State
    /// Rises with each change.
    package let version: Int
    /// Where it was imported from: a file's name or an address.
    package var source: String?
    /// Set where it is out of use and out of the list.
    package var archivedAt: Timestamp?
    package let updatedAt: Timestamp

    /// Whether the agent uses it.
    package var isInUse: Bool { state == .published && archivedAt == nil }
}

extension ArticleRecord {
    init(row: Row) throws {
        let article = try Article(row: row)
        id = article.id
        content = ArticleContent(article)
        state = try row["state"]
        version = try row["version"]
        source = try row["source"]
        archivedAt = try row["archived_at"]
        updatedAt = try row["updated_at"]
    }
}

/// One state of an article that was kept: who made it, when, by what, and what it said.
package struct ArticleVersion: Sendable, Hashable {
    package let version: Int
    package let content: ArticleContent
    package let state: ArticleRecord.State
    /// What was done, such as “edited”.
    package let change: String
    /// Who did it.
    package let by: String
    package let at: Timestamp

    init(row: Row) throws {
        let json: String = try row["content"]
        version = try row["version"]
        content = try JSONDecoder().decode(ArticleContent.self, from: Data(json.utf8))
        state = try row["state"]
        change = try row["change"]
        by = try row["changed_by"]
        at = try row["at"]
    }
}
