extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Fit to be shown and logged as a site's own words: one line, not too long, without phone numbers.
    var quotable: String {
        var line = ""
        var digits = ""
        var previous: Character = " "

        func endDigits(before next: Character?) {
            // Parts of ids are beside hyphens or letters.
            let isPartOfWord = previous.isLetter || previous == "-" || next?.isLetter == true || next == "-"
            line += digits.count >= 7 && !isPartOfWord ? "…\(digits.suffix(2))" : digits
            if let last = digits.last { previous = last }
            digits = ""
        }

        for character in self {
            if character.isASCII && character.isNumber {
                digits.append(character)
                continue
            }
            if !digits.isEmpty { endDigits(before: character) }
            let isSpace = character.isWhitespace || character.unicodeScalars.allSatisfy { $0.value < 32 }
            if isSpace && line.last == " " { continue }
            line.append(isSpace ? " " : character)
            previous = character
            if line.utf16.count > CreatioLimits.quotedCharacters {
                return line.trimmed + "…"
            }
        }
        if !digits.isEmpty { endDigits(before: nil) }
        return line.trimmed
    }
}

extension String {
    /// What stands between the first occurrence of one text and the next of another.
    func text(between start: String, and end: String) -> String? {
        guard let from = firstRange(of: start) else { return nil }
        let rest = self[from.upperBound...]
        guard let to = rest.firstRange(of: end) else { return nil }
        return String(rest[..<to.lowerBound])
    }
}
