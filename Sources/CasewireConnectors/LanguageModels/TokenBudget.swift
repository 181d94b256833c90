/// How much of a prompt is spent, in tokens as they are guessed beforehand.
struct TokenBudget: Sendable {
    private(set) var left: Int

    init(_ tokens: Int) {
        left = max(0, tokens)
    }

    /// Guesses high: English has about four bytes a token, other scripts about three.
    static func tokens(of text: String) -> Int {
        text.utf8.count / 3 + 8
    }

    /// Takes what a text needs; false, and nothing is taken, where that is not left.
    mutating func take(_ text: String) -> Bool {
        let needed = Self.tokens(of: text)
        guard needed <= left else { return false }
        left -= needed
        return true
    }

    /// Of texts in their order, as many of the last ones as fit.
    mutating func newest<Text>(_ texts: [Text], _ words: (Text) -> String) -> [Text] {
        var kept: [Text] = []
        for text in texts.reversed() {
            guard take(words(text)) else { break }
            kept.append(text)
        }
        return kept.reversed()
    }
}
