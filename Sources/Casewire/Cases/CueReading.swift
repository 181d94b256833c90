/// A customer's text, prepared for cues.
struct CueReading {
    let isUpset: Bool
    let isUrgent: Bool
    let isQuestion: Bool
    private let clauses: [[String]]

    init(_ text: String) {
        let words = Words(text)
        clauses = words.clauses
        isUpset = Mood.isFrustrated(text) || Mood.sentiment(of: [text]) == .negative
        isUrgent = words.clauses.contains { clause in
            Self.urgency.contains { pattern in
                pattern.matches(in: clause).contains { !Self.isNegated(clause, before: $0.lowerBound) }
            }
        }
        isQuestion =
            text.contains("?")
            || words.clauses.contains {
                Self.questions.contains($0.first ?? "") || $0.contains("wondering")
            }
    }

    /// The customer's own words for all of the stems, each once without a negation before it; nil where one is missing.
    func words(for stems: [String]) -> [String]? {
        let found = stems.compactMap(word)
        return stems.isEmpty || found.count < stems.count ? nil : found
    }

    /// A word of this stem, or else one of the same meaning.
    private func word(for stem: String) -> String? {
        word(for: stem) { $0 == stem } ?? word(for: stem) { WordCoverage.credit(stem, in: [$0]) > 0 }
    }

    private func word(for stem: String, where isMeant: (String) -> Bool) -> String? {
        for clause in clauses {
            for index in clause.indices where isMeant(Topics.stem(clause[index])) {
                if MoodPhrases.negations.contains(stem) || !Self.isNegated(clause, before: index) {
                    return clause[index]
                }
            }
        }
        return nil
    }

    private static func isNegated(_ clause: [String], before index: Int) -> Bool {
        clause[max(0, index - 3)..<index].contains(where: MoodPhrases.negations.contains)
    }

    private static let questions: Set<String> = [
        "how", "what", "when", "where", "which", "who", "is", "are", "do", "does", "can", "could", "why",
        "como", "cuando",
        "donde", "que", "cual", "comment", "quand", "ou", "quel", "wie", "wann", "wo", "was", "qual",
        "quando", "onde",
    ]

    private static let urgency: [WordPattern] = [
        "urgent|urgently|asap|emergency|immediately|urgente|urgentemente|dringend|urgence|sofort|eilig",
        "as soon as possible",
        "right now|away", "need|want it|this|them|you? today|tonight|now", "cant|cannot wait",
        "before|by tomorrow|tonight|noon",
        "lo antes posible", "des|le plus vite|tot possible?", "so schnell wie",
        "o mais rapido|quanto antes",
    ].map { WordPattern($0) }
}
