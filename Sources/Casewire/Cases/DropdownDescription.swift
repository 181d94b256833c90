/// Reads what a dropdown's description says of each value.
enum DropdownDescription {
    /// The cues of each value, in the values' order.
    static func cues(of description: String, for values: [String]) -> [[DropdownField.Cue]] {
        clauses(of: description, values: values).map { $0.flatMap(cues) }
    }

    /// What follows each value's name up to the next value or the end of its sentence.
    private static func clauses(of description: String, values: [String]) -> [[String]] {
        var clauses = [[String]](repeating: [], count: values.count)
        for sentence in description.split(whereSeparator: { ";\n|".contains($0) || $0.isNewline }) {
            for part in splitSentences(sentence) {
                let names = occurrences(of: values, in: part)
                for (place, name) in names.enumerated() {
                    let end = place + 1 < names.count ? names[place + 1].range.lowerBound : part.endIndex
                    clauses[name.value].append(String(part[name.range.upperBound..<end]))
                }
            }
        }
        return clauses
    }

    private static func splitSentences(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        for index in text.indices where text[index] == "." {
            let next = text.index(after: index)
            guard next == text.endIndex || text[next].isWhitespace else { continue }
            parts.append(text[start..<index])
            start = next
        }
        parts.append(text[start...])
        return parts
    }

    /// Where the values are named as subjects: at the beginning or after a pause, and with "when", "if", "for", ":" after.
    private static func occurrences(of values: [String], in text: Substring) -> [(
        value: Int, range: Range<Substring.Index>
    )] {
        var found: [(value: Int, range: Range<Substring.Index>)] = []
        let byLength = values.indices.sorted { values[$0].count > values[$1].count }
        for value in byLength where !values[value].isEmpty {
            var from = text.startIndex
            while let range = firstRange(of: values[value], in: text[from...]) {
                from = range.upperBound
                let isWhole =
                    (range.lowerBound == text.startIndex
                        || !text[text.index(before: range.lowerBound)].isLetter)
                    && (range.upperBound == text.endIndex || !text[range.upperBound].isLetter)
                let isInside = found.contains { $0.range.overlaps(range) }
                if isWhole, !isInside, isSubject(text[range.upperBound...]) { found.append((value, range)) }
            }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func firstRange(of name: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        let wanted = name.lowercased()
        while start < text.endIndex {
            if let end = text.index(start, offsetBy: name.count, limitedBy: text.endIndex),
                text[start..<end].lowercased() == wanted
            {
                return start..<end
            }
            start = text.index(after: start)
        }
        return nil
    }

    private static func isSubject(_ rest: Substring) -> Bool {
        let next = rest.drop { $0.isWhitespace || $0 == "\"" || $0 == "'" || $0 == ")" }
        if let mark = next.first, ":=-–—→(".contains(mark) { return true }
        let word = next.prefix(while: \.isLetter).lowercased()
        return connectors.contains(word)
    }

    private static let connectors: Set<String> = [
        "when", "if", "for", "means", "is", "where", "whenever", "in", "on", "as", "applies", "unless",
        "otherwise", "by",
        "cuando", "si", "para", "quand", "pour", "lorsque", "wenn", "bei", "falls", "fur", "für", "quando",
        "se",
    ]

    private static func cues(of clause: String) -> [DropdownField.Cue] {
        var cues: [DropdownField.Cue] = []
        for part in parts(of: clause) {
            let words = part.filter { !filler.contains($0) }
            if !Set(part).isDisjoint(with: [
                "otherwise", "else", "default", "everything", "anything", "sonst", "sinon", "rest",
            ]) {
                cues.append(.isDefault)
            } else if !Set(part).isDisjoint(with: [
                "asking", "asks", "inquiry", "enquiry", "question", "questions", "curious", "information",
            ]),
                words.count <= 2
            {
                cues.append(.isOnlyAsking)
            } else if words.count == 1, upset.contains(words[0]) {
                cues.append(.isUpset)
            } else if words.count == 1, urgent.contains(words[0]) {
                cues.append(.isUrgent)
            } else {
                let stems = words.map(Topics.stem)
                if !stems.isEmpty { cues.append(.words(stems)) }
            }
        }
        return cues
    }

    /// The parts between commas, "or" and "and", as words.
    private static func parts(of clause: String) -> [[String]] {
        var parts: [[String]] = []
        for words in Words(clause.replacing("/", with: ", ")).clauses {
            var part: [String] = []
            for word in words {
                if ["or", "and", "o", "y", "ou", "et", "oder", "und", "e"].contains(word) {
                    parts.append(part)
                    part = []
                } else {
                    part.append(word)
                }
            }
            parts.append(part)
        }
        return parts.filter { !$0.isEmpty }
    }

    private static let filler: Set<String> = [
        "when", "if", "for", "means", "is", "are", "was", "the", "a", "an", "customer", "customers", "client",
        "something", "it",
        "they", "he", "she", "has", "have", "had", "been", "be", "in", "on", "of", "to", "about", "with",
        "their", "his", "her", "any",
        "only", "just", "very", "who", "that", "this", "says", "say", "mentions", "mention", "wants", "want",
        "reports", "report",
        "item", "product", "where", "whenever", "sounds", "seems", "there", "case", "cases", "as", "does",
        "do", "asks", "asking",
        "cuando", "el", "la", "cliente", "si", "esta", "para", "quand", "le", "pour", "wenn", "der", "die",
        "das", "kunde", "ist",
        "quando", "o", "se", "by", "applies", "person", "user", "s", "or", "and", "matter", "issues", "issue",
        "e", "g", "like", "such",
        "related", "questions", "question", "choose", "use", "pick", "set",
    ]
    private static let upset: Set<String> = [
        "angry", "upset", "frustrated", "furious", "annoyed", "mad", "unhappy", "complaining", "dissatisfied",
        "negative", "enojado",
        "molesto", "fache", "mecontent", "wutend", "verargert", "irritado", "bravo", "rude", "complains",
    ]
    private static let urgent: Set<String> = [
        "urgent", "urgency", "emergency", "asap", "immediately", "urgente", "dringend", "immediate",
        "critical", "pressing",
    ]
}
