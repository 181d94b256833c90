import CasewireStorage

/// Something the agent may answer from, or goes by.
package struct Article: Sendable, Hashable {
    package typealias ID = Identifier<Article>

    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable, SQLValueConvertible {
        /// Answers questions.
        case article
        /// A rule for a hosted model's behaviour, always on.
        case instruction
        /// A subject that must be handed to people.
        case topic

        /// For people.
        package var words: String {
            switch self {
            case .article: "Article"
            case .instruction: "Instruction"
            case .topic: "Topic for people"
            }
        }
    }

    package let id: ID
    package let title: String
    /// Markdown or plain text; the agent answers with its best passage.
    package let body: String
    /// Questions that this article answers, in customers' words.
    package let examples: [String]
    package let kind: Kind
    /// What is texted in place of a passage of the body.
    package let shortAnswer: String?
    /// The language it is written in, BCP 47; nil for any.
    package let locale: String?

    package init(
        id: ID, title: String, body: String, examples: [String], kind: Kind = .article,
        shortAnswer: String? = nil, locale: String? = nil
    ) {
        self.id = id
        self.title = title
        self.body = body
        self.examples = examples
        self.kind = kind
        self.shortAnswer = shortAnswer
        self.locale = locale
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
    /// What the article gives to be texted, where it does.
    package let shortAnswer: String?
    /// The language of the article, BCP 47; nil for any.
    package let locale: String?

    package init(
        article: Article.ID, title: String, passage: String, score: Double, shortAnswer: String? = nil,
        locale: String? = nil
    ) {
        self.article = article
        self.title = title
        self.passage = passage
        self.score = score
        self.shortAnswer = shortAnswer
        self.locale = locale
    }

    /// What is said to a customer.
    package var answer: String { shortAnswer ?? passage }
}
