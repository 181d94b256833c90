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

    /// Whether all stems are here, each at least once without a negation before it.
    func says(_ stems: [String]) -> Bool {
        guard !stems.isEmpty else { return false }
        return stems.allSatisfy { stem in
            clauses.contains { clause in
                clause.indices.contains { index in
                    let word = Topics.stem(clause[index])
                    guard word == stem || WordCoverage.credit(stem, in: [word]) > 0 else { return false }
                    return MoodPhrases.negations.contains(stem) || !Self.isNegated(clause, before: index)
                }
            }
        }
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
