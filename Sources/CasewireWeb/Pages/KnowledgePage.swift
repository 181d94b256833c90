import Casewire
import CasewirePages

/// What the agent answers from.
struct KnowledgePage: Page {
    static let template = "pages/knowledge"

    struct ArticlePart: Sendable {
        let title: String
        let body: String
        let examples: [String]
        let hasExamples: Bool
    }

    let frame: PageFrame
    let articles: [ArticlePart]
    let count: String
    let isEmpty: Bool

    init(frame: PageFrame, articles: [Article]) {
        self.frame = frame
        self.articles = articles.map { article in
            ArticlePart(
                title: article.title, body: article.body, examples: article.examples,
                hasExamples: !article.examples.isEmpty)
        }
        count = articles.count == 1 ? "1 article" : "\(articles.count) articles"
        isEmpty = articles.isEmpty
    }
}
