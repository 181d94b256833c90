extension Segments {
    /// Cuts a text that is over a carrier's limit into parts to be sent in order.
    ///
    /// A cut is made after a paragraph or sentence where one ends in the part's second half, else between words, else
    /// between letters as people see them; white space at a cut is dropped. `limit` is in UTF-16 units, which are at least
    /// as many as a carrier's "characters", however it counts; it is at least 2. A text within it is one part as it is.
    package static func parts(of text: String, limit: Int) -> [String] {
        precondition(limit >= 2, "A part must hold a surrogate pair.")
        guard text.utf16.count > limit else { return [text] }
        var parts: [String] = []
        var rest = text[...].trimmingSpaces()
        while rest.utf16.count > limit {
            let end = cut(rest, limit: limit)
            parts.append(String(rest[..<end].trimmingSpaces()))
            rest = rest[end...].trimmingSpaces()
        }
        parts.append(String(rest))
        return parts.filter { !$0.isEmpty }
    }

    /// Where the first part of a text ends; the text is over the limit and begins with no white space.
    private static func cut(_ text: Substring, limit: Int) -> Substring.Index {
        var used = 0
        var index = text.startIndex
        var afterSentence: Substring.Index?
        var afterWord: Substring.Index?
        var endsSentence = false

        while index < text.endIndex {
            let character = text[index]
            if character.isWhitespace {
                afterWord = index
                if (endsSentence || character.isNewline), used * 2 >= limit { afterSentence = index }
                endsSentence = false
            } else if !")]\"'”’»".contains(character) {
                // A sentence may end with its full stop inside brackets or quotes.
                endsSentence = ".!?…。！？".contains(character)
            }
            used += character.utf16.count
            guard used <= limit else { break }
            index = text.index(after: index)
        }
        if let cut = afterSentence ?? afterWord { return cut }
        return index > text.startIndex ? index : cutInsideCluster(text, limit: limit)
    }

    /// The first letter alone is over the limit (an accent upon accent, on and on): cut between its scalars.
    private static func cutInsideCluster(_ text: Substring, limit: Int) -> Substring.Index {
        var used = 0
        var index = text.startIndex
        while index < text.endIndex {
            used += UTF16.width(text.unicodeScalars[index])
            guard used <= limit else { break }
            index = text.unicodeScalars.index(after: index)
        }
        return index
    }
}
