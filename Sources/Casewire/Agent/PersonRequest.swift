/// Recognises that a customer asks for a person, without any model.
///
/// Only an explicit request counts, in English, Spanish, French, German or Portuguese: wanting to talk to somebody, to be
/// put through or called back, or not to talk to a machine. That a person is mentioned, was talked to before, or isn't
/// wanted, does not count, nor does asking whether one is needed for something.
package enum PersonRequest {
    package static func isExplicit(_ text: String) -> Bool {
        let words = Words(text)
        return words.clauses.contains { clause in tables.contains { $0.asksForPerson(clause) } }
    }

    /// Whether a text asks for a person and says nothing of its matter: "rep pls", "no quiero hablar con una máquina".
    package static func isAll(of text: String) -> Bool {
        let clauses = Words(text).clauses
        return !clauses.isEmpty && clauses.allSatisfy { clause in tables.contains { $0.isAll(of: clause) } }
    }

    private static let tables = [
        PersonPhrases.english, PersonPhrases.spanish, PersonPhrases.french, PersonPhrases.german,
        PersonPhrases.portuguese,
    ]
}

/// One language's ways to ask for a person.
struct PersonPhrases: Sendable {
    /// Count unless something before them takes them back.
    let requests: [WordPattern]
    /// Count unless anything in the clause speaks against them, such as "are you".
    let hints: [WordPattern]
    /// Count always: "I don't want to talk to a bot".
    let refusalsOfMachines: [WordPattern]
    /// Take back a request that they are inside of, or that follows within a few words: "I don't want to".
    let negations: [WordPattern]
    /// Make a hint mean something else.
    let doubts: [WordPattern]
    /// Words after which an earlier negation no longer holds: "but".
    let turns: Set<String>
    /// How words are written in texts, and what they stand for.
    let spellings: [String: [String]]
    let vocabulary: RequestVocabulary

    /// - Parameter spellings: such as `qqn=quelqu un, jveux=je veux`.
    init(
        requests: [String], hints: [String], refusalsOfMachines: [String], negations: [String],
        doubts: [String],
        turns: Set<String>, spellings: String,
        vocabulary: RequestVocabulary, classes: [String: WordPattern.Class]
    ) {
        func patterns(_ notations: [String]) -> [WordPattern] {
            notations.map { WordPattern($0, classes: classes) }
        }
        self.requests = patterns(requests)
        self.hints = patterns(hints)
        self.refusalsOfMachines = patterns(refusalsOfMachines)
        self.negations = patterns(negations)
        self.doubts = patterns(doubts)
        self.turns = turns
        var written: [String: [String]] = [:]
        for pair in spellings.split(separator: ",") {
            let sides = pair.split(separator: "=").map { $0.split(separator: " ").map(String.init) }
            if sides.count == 2, let short = sides[0].first { written[short] = sides[1] }
        }
        self.spellings = written
        self.vocabulary = vocabulary
    }

    func asksForPerson(_ written: [String]) -> Bool {
        let clause = written.flatMap { spellings[$0] ?? [$0] }
        if refusalsOfMachines.contains(where: { $0.firstMatch(in: clause) != nil }) { return true }
        let negated = negations.flatMap { $0.matches(in: clause) }
        for pattern in requests {
            for match in pattern.matches(in: clause) where !isTakenBack(match, by: negated, in: clause) {
                return true
            }
        }
        guard negated.isEmpty else { return false }
        if vocabulary.isRequest(clause) { return true }
        let isHinted = hints.contains { $0.firstMatch(in: clause) != nil }
        return isHinted && !doubts.contains { $0.firstMatch(in: clause) != nil }
    }

    /// So few words that refuse a machine name no matter.
    private static let shortRefusal = 8

    /// Whether a clause is a wish for a person and nothing else.
    func isAll(of written: [String]) -> Bool {
        let clause = written.flatMap { spellings[$0] ?? [$0] }
        if vocabulary.isRequest(clause) { return asksForPerson(written) }
        return clause.count <= Self.shortRefusal
            && refusalsOfMachines.contains { $0.firstMatch(in: clause) != nil }
    }

    /// How many words may stand between a negation and what it negates.
    private static let reach = 3

    private func isTakenBack(_ match: Range<Int>, by negated: [Range<Int>], in clause: [String]) -> Bool {
        negated.contains { negation in
            if negation.lowerBound > match.lowerBound { return negation.lowerBound < match.upperBound - 1 }
            guard match.lowerBound - negation.upperBound <= Self.reach else { return false }
            guard negation.upperBound < match.lowerBound else { return true }
            return !clause[negation.upperBound..<match.lowerBound].contains(where: turns.contains)
        }
    }
}
