/// How an article reads as a text message.
package struct ArticlePreview: Sendable, Hashable {
    /// What would be sent; the beginning of the text where the question would choose the passage.
    package let text: String
    package let segments: Segments
    /// What to mind, in words.
    package let notes: [String]

    /// Nil for what is never texted: instructions, topics, and articles without words.
    package init?(_ content: ArticleContent) {
        guard content.kind == .article else { return nil }
        let passage = Passage(body: content.body)
        let draft = content.shortAnswer ?? passage.best(points: passage.sentences.map { _ in 0 })
        text = OutboundBody.prepare(draft)
        guard !text.isEmpty else { return nil }
        segments = Segments(of: text)
        var notes: [String] = []
        let whole = OutboundBody.prepare(content.body)
        if content.shortAnswer == nil, whole.count > text.count {
            notes.append(
                "The text is longer than a message: each question is answered with the part that fits it best."
            )
        }
        if ConsentKeyword.asksForKeyword(in: text) {
            notes.append(
                "It asks for a word that opts customers out or in, such as STOP or YES, so it would not be sent."
            )
        }
        for part in [content.body, content.shortAnswer ?? ""] {
            if let warning = LinkShortener.warning(about: part), !notes.contains(warning) {
                notes.append(warning)
            }
        }
        self.notes = notes
    }
}
