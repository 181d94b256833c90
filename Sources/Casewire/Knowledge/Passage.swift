/// An article's body as sentences, and the part of it that answers a question, fit for one text message.
struct Passage: Sendable {
    /// A passage is at most so many characters long: two segments of GSM-7.
    static let longest = 300

    /// Plain text. A line that ends without a full stop is a sentence of its own.
    let sentences: [String]
    /// For each sentence, whether it began a line of the body.
    private let beginsLine: [Bool]

    init(body: String) {
        var sentences: [String] = []
        var beginsLine: [Bool] = []
        for line in PlainText.from(body).split(whereSeparator: \.isNewline) {
            for (place, sentence) in Self.sentences(of: line).enumerated() {
                sentences.append(sentence)
                beginsLine.append(place == 0)
            }
        }
        self.sentences = sentences
        self.beginsLine = beginsLine
    }

    /// Neighbouring sentences with the most points, as many as fit; the first ones where no sentence has any.
    ///
    /// - Parameter points: what each sentence is worth for the question, in the order of `sentences`.
    func best(points: [Double]) -> String {
        guard !sentences.isEmpty else { return "" }
        var best = (start: 0, end: 1, points: -1.0)
        for start in sentences.indices {
            var end = start
            var length = 0
            var sum = 0.0
            while end < sentences.count {
                let added = sentences[end].count + (end > start ? 1 : 0)
                guard end == start || length + added <= Self.longest else { break }
                length += added
                sum += points[end]
                end += 1
            }
            if sum > best.points + 1e-9 { best = (start, end, sum) }
        }
        // Sentences at the end that add nothing are kept only when the whole body fits.
        if best.points > 0, !(best.start == 0 && best.end == sentences.count) {
            let last = points[best.start..<best.end].lastIndex { $0 > 0 } ?? best.end - 1
            best.end = max(last + 1, min(best.end, best.start + 2))
        }
        return text(best.start..<best.end)
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            if index > range.lowerBound { text += beginsLine[index] ? "\n" : " " }
            text += sentences[index]
        }
        guard text.count > Self.longest else { return text }
        let cut = text.prefix(Self.longest - 3)
        let whole = cut.lastIndex(where: \.isWhitespace).map { cut[..<$0] } ?? cut
        return whole + "..."
    }

    private static func sentences(of line: Substring) -> [String] {
        var sentences: [String] = []
        var start = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            let next = line.index(after: index)
            if ".!?…".contains(line[index]), next < line.endIndex, line[next].isWhitespace,
                !(line[index] == "." && endsInAbbreviation(line[start..<index]))
            {
                sentences.append(trimmed(line[start..<next]))
                start = next
            }
            index = next
        }
        sentences.append(trimmed(line[start...]))
        return sentences.filter { !$0.isEmpty }
    }

    private static func trimmed(_ part: Substring) -> String {
        let rest = part.drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }

    private static func endsInAbbreviation(_ part: Substring) -> Bool {
        let word = part.ending { !$0.isWhitespace && $0 != "(" }.lowercased()
        return abbreviations.contains(word) || (word.count == 1 && word.allSatisfy(\.isLetter))
    }

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "approx", "no", "nr", "st", "ave", "mr", "mrs", "ms", "dr", "inc", "ltd", "a.m", "p.m",
        "vs", "tel", "ext",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "z.b", "ca", "bzw", "usw", "p.ej", "sr", "sra", "av",
        "art", "min", "max",
    ]
}

extension Substring {
    /// The longest end whose characters all satisfy the condition.
    fileprivate func ending(while holds: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex {
            let before = index(before: start)
            guard holds(self[before]) else { break }
            start = before
        }
        return self[start...]
    }
}
