/// How a customer feels, as far as the words show it; in English, Spanish, French, German and Portuguese.
package enum Mood {
    /// The feeling of a customer's texts together, the newest counting most.
    package static func sentiment(of texts: [String]) -> Sentiment {
        var total = 0.0
        var weight = 1.0
        for text in texts.reversed() where SmallTalk(text) != .greeting {
            total += weight * score(of: text)
            weight *= 0.8
        }
        if total <= -0.9 { return .negative }
        return total >= 0.9 ? .positive : .neutral
    }

    /// Whether the newest text shows that patience is running out: anger at us, abuse, shouting, or the same complaint again.
    ///
    /// Bad news alone ("my card was stolen") is no frustration.
    package static func isFrustrated(_ text: String, after earlier: [String] = []) -> Bool {
        let words = Words(text)
        let clauses = words.clauses
        if clauses.contains(where: { clause in
            MoodPhrases.anger.contains { pattern in
                pattern.matches(in: clause).contains { !isNegated(clause, before: $0.lowerBound) }
            }
        }) {
            return true
        }
        let isHarsh = harshness(of: words) <= -0.9
        let complaints = complaints(in: words)
        let isLoud = isShouted(text)
        if isLoud, isHarsh || (complaints >= 1 && words.all.count >= 5) { return true }
        if complaints >= 2 || (complaints >= 1 && isHarsh) { return true }
        if clauses.contains(where: blames) { return true }
        if complaints >= 1 || isHarsh,
            earlier.suffix(4).contains(where: { isRepeated(words.all, of: Words($0).all) })
        {
            return true
        }
        return text.unicodeScalars.count { $0 == "!" || $0 == "?" } >= 5 && (complaints >= 1 || isHarsh)
    }

    /// Whether harsh words stand near words for us, and nothing is asked: "you people are a nightmare".
    private static func blames(_ clause: [String]) -> Bool {
        guard let first = clause.first, !MoodPhrases.questions.contains(first) else { return false }
        return clause.indices.contains { place in
            guard let value = MoodPhrases.values[clause[place]] ?? MoodPhrases.value(ofStem: clause[place]),
                value <= -1,
                !isNegated(clause, before: place)
            else { return false }
            return clause[max(0, place - 4)..<min(clause.count, place + 4)].contains(
                where: MoodPhrases.addressed.contains)
        }
    }

    /// Mostly capitals, over at least three words that are not short for something.
    static func isShouted(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace).filter { $0.count { $0.isLetter } >= 2 }
        guard words.count >= 3 else { return false }
        let loud = words.count { $0.allSatisfy { !$0.isLetter || $0.isUppercase } }
        return loud * 10 >= words.count * 8
    }

    /// Whether most words of a text were in an earlier one.
    private static func isRepeated(_ words: [String], of earlier: [String]) -> Bool {
        let telling = Set(words.filter { $0.utf8.count >= 4 })
        guard telling.count >= 3 else { return false }
        return telling.intersection(earlier).count * 10 >= telling.count * 7
    }

    private static func score(of text: String) -> Double {
        let words = Words(text)
        return harshness(of: words) - 0.6 * Double(complaints(in: words))
    }

    /// The values of the words together, negated ones turned round: below 0 where harsh, above where kind.
    private static func harshness(of words: Words) -> Double {
        var sum = 0.0
        for clause in words.clauses {
            for (index, word) in clause.enumerated() {
                guard let value = MoodPhrases.values[word] ?? MoodPhrases.value(ofStem: word) else {
                    continue
                }
                let isTurned = isNegated(clause, before: index) && abs(value) > 0.6
                sum += isTurned ? (value > 0 ? -value : -0.6 * value) : value
            }
        }
        return sum
    }

    /// How many things are said that people say who waited or asked too often.
    private static func complaints(in words: Words) -> Int {
        words.clauses.reduce(0) { sum, clause in
            sum + MoodPhrases.complaint.count { $0.firstMatch(in: clause) != nil }
        }
    }

    /// "No" itself is mostly an answer ("no, perfect"), and negates only the word right after it.
    private static func isNegated(_ clause: [String], before index: Int) -> Bool {
        if index > 1, clause[index - 1] == "no" { return true }
        return clause[max(0, index - 3)..<index].contains { $0 != "no" && MoodPhrases.negations.contains($0) }
    }
}
