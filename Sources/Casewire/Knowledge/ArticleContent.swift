import Foundation

/// What a person writes of an article.
package struct ArticleContent: Sendable, Hashable, Codable {
    package var kind: Article.Kind
    package var title: String
    package var body: String
    package var shortAnswer: String?
    package var examples: [String]
    /// BCP 47; nil for any language.
    package var locale: String?

    package init(
        kind: Article.Kind = .article, title: String, body: String = "", shortAnswer: String? = nil,
        examples: [String] = [], locale: String? = nil
    ) {
        self.kind = kind
        self.title = title
        self.body = body
        self.shortAnswer = shortAnswer
        self.examples = examples
        self.locale = locale
    }

    package init(_ article: Article) {
        self.init(
            kind: article.kind, title: article.title, body: article.body, shortAnswer: article.shortAnswer,
            examples: article.examples, locale: article.locale)
    }

    package static let longestTitle = 200
    package static let longestBody = 50_000
    /// Ten segments.
    package static let longestShortAnswer = 1600
    package static let mostExamples = 1000
    package static let longestExample = 500

    /// Without blanks around it, empty parts and doubled examples.
    package var tidied: ArticleContent {
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
        var seen: Set<String> = []
        let short = trimmed(shortAnswer ?? "")
        let tag = trimmed(locale ?? "")
        return ArticleContent(
            kind: kind, title: trimmed(title), body: trimmed(body.replacing("\r\n", with: "\n")),
            shortAnswer: short.isEmpty ? nil : short.replacing("\r\n", with: "\n"),
            examples: examples.map(trimmed).filter { !$0.isEmpty && seen.insert($0).inserted },
            locale: tag.isEmpty ? nil : tag)
    }

    /// What is wrong with it, in words; empty where nothing is.
    package var problems: [String] {
        var problems: [String] = []
        if title.isEmpty { problems.append("An article needs a title.") }
        if title.count > Self.longestTitle || title.contains(where: \.isNewline) {
            problems.append("A title is one line of at most \(Self.longestTitle) characters.")
        }
        if body.count > Self.longestBody {
            problems.append(
                "The text is longer than \(Self.longestBody) characters; make two articles of it.")
        }
        if kind != .topic, body.isEmpty, shortAnswer == nil {
            problems.append("There is nothing to say yet: write a text or a short answer.")
        }
        if (shortAnswer?.count ?? 0) > Self.longestShortAnswer {
            problems.append("A short answer has at most \(Self.longestShortAnswer) characters.")
        }
        if examples.count > Self.mostExamples {
            problems.append(
                "There are \(examples.count) examples; an article has at most \(Self.mostExamples).")
        }
        if examples.contains(where: { $0.count > Self.longestExample }) {
            problems.append("An example has at most \(Self.longestExample) characters.")
        }
        if let locale, locale.wholeMatch(of: Self.tag) == nil {
            problems.append("“\(locale)” is no language tag; write one such as en, es or pt-BR.")
        }
        return problems
    }

    /// A language, perhaps a script, region or variant (RFC 5646, section 2.1, without extensions).
    private static var tag: Regex<Substring> { /[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}/ }
}
