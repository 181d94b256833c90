/// A pattern of words within a clause: a few words stand for the many ways of saying one thing.
///
/// Written as elements parted by spaces. `a|b` is either word; `@name` is a set of words; `?` after an element makes it
/// optional, `*` lets it occur any number of times; `_` is any word. `^` at the beginning and `$` at the end hold the
/// phrase to the clause's own. Matching is greedy with going back.
struct Phrase {
    private struct Element {
        /// Nil is any word.
        let words: Set<String>?
        let isOptional: Bool
        let repeats: Bool

        func takes(_ word: String) -> Bool { words?.contains(word) ?? true }
    }

    /// The words one of which every match has in its first place.
    let heads: Set<String>
    private let tail: [Element]
    /// What may stand between the clause's beginning and the head; nil where anything may.
    private let leads: [Element]?
    private let endsClause: Bool
    /// Words that turn the meaning when they come anywhere before, such as "don't".
    private let unlessAfter: Set<String>
    /// Words that turn it when they follow, such as "until".
    private let unlessBefore: Set<String>

    init(
        _ pattern: String, sets: [String: Set<String>], unlessAfter: Set<String> = [],
        unlessBefore: Set<String> = []
    ) {
        var parts = pattern.split(separator: " ")
        let startsClause = parts.first == "^"
        if startsClause { parts.removeFirst() }
        endsClause = parts.last == "$"
        if endsClause { parts.removeLast() }

        let elements = parts.map { Self.element($0, sets: sets) }
        let head = elements.firstIndex { !$0.isOptional && !$0.repeats } ?? elements.endIndex
        precondition(
            head < elements.endIndex && (startsClause || head == 0) && elements[head].words != nil,
            "A phrase begins with a word.")
        heads = elements[head].words ?? []
        leads = startsClause ? Array(elements[..<head]) : nil
        tail = Array(elements[(head + 1)...])
        self.unlessAfter = unlessAfter
        self.unlessBefore = unlessBefore
    }

    private static func element(_ part: Substring, sets: [String: Set<String>]) -> Element {
        let isOptional = part.hasSuffix("?")
        let repeats = part.hasSuffix("*")
        let bare = isOptional || repeats ? part.dropLast() : part
        guard bare != "_" else { return Element(words: nil, isOptional: isOptional, repeats: repeats) }
        var words: Set<String> = []
        for word in bare.split(separator: "|") {
            guard word.hasPrefix("@") else {
                words.insert(String(word))
                continue
            }
            let set = sets[String(word.dropFirst())]
            precondition(set != nil, "A phrase names a set that is there: \(word).")
            words.formUnion(set ?? [])
        }
        return Element(words: words, isOptional: isOptional, repeats: repeats)
    }

    /// Whether the phrase is in the clause, its head at this place.
    func matches(_ clause: [String], headAt head: Int) -> Bool {
        let before = clause[..<head]
        if let leads, Self.match(leads[...], before, toEnd: true) == nil { return false }
        guard unlessAfter.isDisjoint(with: before),
            let end = Self.match(tail[...], clause[(head + 1)...], toEnd: endsClause)
        else { return false }
        return unlessBefore.isDisjoint(with: clause[end...])
    }

    /// Where a match of the elements from the words' beginning ends.
    private static func match(
        _ elements: ArraySlice<Element>, _ words: ArraySlice<String>, toEnd: Bool
    ) -> Int? {
        guard let element = elements.first else { return toEnd && !words.isEmpty ? nil : words.startIndex }
        if let word = words.first, element.takes(word) {
            let next = element.repeats ? elements : elements.dropFirst()
            if let end = match(next, words.dropFirst(), toEnd: toEnd) { return end }
        }
        return element.isOptional || element.repeats ? match(elements.dropFirst(), words, toEnd: toEnd) : nil
    }
}
