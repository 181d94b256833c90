/// An article that was read somewhere, and where.
package struct ImportedArticle: Sendable, Hashable {
    package var content: ArticleContent
    /// A file's name or a page's address.
    package let source: String
    /// For people, such as `faq.csv, row 3`.
    package let place: String
    /// Whether the source holds this one article, so that it is known again under another title.
    package let isWholeSource: Bool
    /// Whether an article of the same title from elsewhere is left alone.
    package let keepsToSource: Bool

    package init(
        content: ArticleContent, source: String, place: String, isWholeSource: Bool,
        keepsToSource: Bool = false
    ) {
        self.content = content
        self.source = source
        self.place = place
        self.isWholeSource = isWholeSource
        self.keepsToSource = keepsToSource
    }
}
