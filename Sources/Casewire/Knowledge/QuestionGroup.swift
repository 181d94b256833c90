/// Unanswered questions that are about the same, as far as their words show it.
package struct QuestionGroup: Sendable, Hashable {
    /// Newest first; never empty.
    package let questions: [UnansweredQuestion]

    /// A question joins the group to whose questions it is likest on average, if that is at least this.
    private static let bar = 0.42

    /// Groups questions by the likeness of what they ask about, the group with the newest question first.
    ///
    /// - Parameter questions: newest first.
    package static func groups(of questions: [UnansweredQuestion]) -> [QuestionGroup] {
        let stems = questions.map { Set(matter(of: $0.text)) }
        let coverage = WordCoverage(stems)
        var members: [[Int]] = []
        for place in questions.indices {
            let means = members.map { group in
                group.reduce(0) { $0 + likeness(stems[place], stems[$1], by: coverage) } / Double(group.count)
            }
            if let best = means.indices.max(by: { means[$0] < means[$1] }), means[best] >= bar {
                members[best].append(place)
            } else {
                members.append([place])
            }
        }
        return members.map { QuestionGroup(questions: $0.map { questions[$0] }) }
    }

    /// The stems that say what it is about, without what was masked; all words where none says it.
    private static func matter(of text: String) -> [String] {
        let said = text.replacing(/\[[^\]]*\]/, with: " ")
        let stems = WordCoverage.stems(of: said)
        return stems.isEmpty ? Words(said).all : stems
    }

    /// How much of what either asks about is in the other, from 0 to 1.
    private static func likeness(_ one: Set<String>, _ other: Set<String>, by coverage: WordCoverage)
        -> Double
    {
        var (all, shared) = (0.0, 0.0)
        for (stems, others) in [(one, other), (other, one)] {
            for stem in stems {
                let weight = coverage.weight(of: stem)
                all += weight
                shared += weight * WordCoverage.credit(stem, in: others)
            }
        }
        return all > 0 ? shared / all : 0
    }
}
