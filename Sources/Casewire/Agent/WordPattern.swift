/// A phrase to look for in a clause of normalised words, written as its words.
///
/// In the notation, separated by spaces: `talk|speak` either word; `really?` may be missing; `very*` any number up to
/// four; `represent~` any word that begins so; `...` up to three words of any kind; `^` and `$` the clause's beginning and
/// end; `@name` a class of words or short phrases handed over beside the pattern, which may take `?` too, and may have `$`
/// among its phrases.
package struct WordPattern: Sendable {
    /// Words and phrases that stand for the same thing, with room for misspellings.
    package struct Class: Sendable {
        fileprivate let phrases: [[String]]
        fileprivate let toleratesMisspelling: Bool
        fileprivate let holdsEnd: Bool

        /// - Parameters:
        ///   - words: separated by commas; each is one word or a phrase, already without accents.
        ///   - toleratesMisspelling: whether a long word may have a letter wrong, missing, added or swapped.
        package init(_ words: String, toleratesMisspelling: Bool = false) {
            let all = words.split(separator: ",").map {
                $0.split(whereSeparator: \.isWhitespace).map(String.init)
            }
            phrases = all.filter { !$0.isEmpty && $0 != ["$"] }.sorted { $0.count > $1.count }
            holdsEnd = all.contains(["$"])
            self.toleratesMisspelling = toleratesMisspelling
        }
    }

    private enum Element: Sendable {
        case start, end
        case gap(Int)
        case words([String], isOptional: Bool, repeats: Bool)
        case stem(String)
        case phrases(Class, isOptional: Bool)
    }

    private let elements: [Element]

    /// - Precondition: each `@name` of the notation is a key of `classes`.
    package init(_ notation: String, classes: [String: Class] = [:]) {
        elements = notation.split(separator: " ").map { part in
            switch part {
            case "^": return .start
            case "$": return .end
            case "...": return .gap(3)
            default: break
            }
            let isOptional = part.hasSuffix("?")
            let repeats = part.hasSuffix("*")
            let body = isOptional || repeats ? part.dropLast() : part
            if body.hasPrefix("@") {
                let name = String(body.dropFirst())
                guard let phrases = classes[name] else {
                    preconditionFailure("no class of words is named \(name)")
                }
                return .phrases(phrases, isOptional: isOptional)
            }
            if body.hasSuffix("~") { return .stem(String(body.dropLast())) }
            return .words(
                body.split(separator: "|").map(String.init), isOptional: isOptional, repeats: repeats)
        }
    }

    /// Where it first matches, from left to right.
    package func firstMatch(in clause: [String]) -> Range<Int>? {
        for start in 0..<max(clause.count, 1) {
            if let end = match(0, clause, start) { return start..<end }
        }
        return nil
    }

    /// Every place where it begins to match.
    package func matches(in clause: [String]) -> [Range<Int>] {
        (0..<clause.count).compactMap { start in match(0, clause, start).map { start..<$0 } }
    }

    private func match(_ element: Int, _ clause: [String], _ at: Int) -> Int? {
        guard element < elements.count else { return at }
        let next = element + 1
        switch elements[element] {
        case .start:
            return at == 0 ? match(next, clause, at) : nil
        case .end:
            return at == clause.count ? match(next, clause, at) : nil
        case .gap(let most):
            for skipped in 0...most where at + skipped <= clause.count {
                if let end = match(next, clause, at + skipped) { return end }
            }
            return nil
        case .words(let words, let isOptional, let repeats):
            var taken = 0
            let most = repeats ? 4 : 1
            while taken < most, at + taken < clause.count, words.contains(clause[at + taken]) { taken += 1 }
            let least = isOptional || repeats ? 0 : 1
            while taken >= least {
                if let end = match(next, clause, at + taken) { return end }
                taken -= 1
            }
            return nil
        case .stem(let stem):
            guard at < clause.count, clause[at].hasPrefix(stem) else { return nil }
            return match(next, clause, at + 1)
        case .phrases(let phrases, let isOptional):
            for phrase in phrases.phrases where phrases.has(phrase, in: clause, at: at) {
                if let end = match(next, clause, at + phrase.count) { return end }
            }
            if phrases.holdsEnd, at == clause.count, let end = match(next, clause, at) { return end }
            return isOptional ? match(next, clause, at) : nil
        }
    }
}

extension WordPattern.Class {
    fileprivate func has(_ phrase: [String], in clause: [String], at start: Int) -> Bool {
        guard start + phrase.count <= clause.count else { return false }
        for (offset, word) in phrase.enumerated() {
            let other = clause[start + offset]
            guard word == other || (toleratesMisspelling && Spelling.isNear(word, other)) else {
                return false
            }
        }
        return true
    }
}

/// How far two spellings are apart.
package enum Spelling {
    /// Whether the second is the first with a slip: one letter wrong, missing, added or swapped with its neighbour in words
    /// of five letters or more, two in words of eight or more. The first letter must be right.
    package static func isNear(_ word: String, _ other: String) -> Bool {
        let (length, otherLength) = (word.utf8.count, other.utf8.count)
        guard length >= 5, otherLength >= 4, word.utf8.first == other.utf8.first else { return false }
        let most = length >= 8 ? 2 : 1
        guard abs(length - otherLength) <= most, !lookalikes.contains(other) else { return false }
        return distance(Array(word.utf8), Array(other.utf8)) <= most
    }

    /// Words of their own that are a slip away from one that tables look for.
    private static let lookalikes: Set<String> = [
        "advise", "advised", "advice", "manage", "managed", "operate", "operation", "operated", "represent",
        "personal",
        "agency", "urgent", "supervise", "associated", "humanity", "specials", "persona",
    ]

    /// Damerau's distance in its restricted form (optimal string alignment).
    private static func distance(_ one: [UInt8], _ two: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...two.count)
        for row in 1...one.count {
            var current = [row] + Array(repeating: 0, count: two.count)
            for column in 1...two.count {
                let cost = one[row - 1] == two[column - 1] ? 0 : 1
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, one[row - 1] == two[column - 2], one[row - 2] == two[column - 1] {
                    best = min(best, before[column - 2] + 1)
                }
                current[column] = best
            }
            before = last
            last = current
        }
        return last[two.count]
    }
}
