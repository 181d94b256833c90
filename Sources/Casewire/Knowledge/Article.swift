import CasewireStorage

/// Something the agent may answer from.
package struct Article: Sendable, Hashable {
    package typealias ID = Identifier<Article>

    package let id: ID
    package let title: String
    /// Markdown or plain text; the agent answers with its best passage.
    package let body: String
    /// Questions that this article answers, in customers' words.
    package let examples: [String]

    package init(id: ID, title: String, body: String, examples: [String]) {
        self.id = id
        self.title = title
        self.body = body
        self.examples = examples
    }
}

/// An article found for a question.
package struct KnowledgeMatch: Sendable, Hashable {
    package let article: Article.ID
    package let title: String
    /// The part of the article that answers best, as plain text.
    package let passage: String
    /// How well it fits, from 0 to 1.
    package let score: Double

    package init(article: Article.ID, title: String, passage: String, score: Double) {
        self.article = article
        self.title = title
        self.passage = passage
        self.score = score
    }
}
