import Foundation

/// Which numbers of a text a field means: "my claim is 48213377" gives no policy number.
struct NumberNaming: Sendable {
    /// Words that name the field's own number, and words that name another.
    private let own: Set<String>
    private let others: Set<String>
    /// Shapes of something else: a date, a phone number.
    private let otherPatterns: [String]

    /// - Parameters:
    ///   - title: what the field is called.
    ///   - own: more words for its number, in lower case.
    ///   - kinds: what numbers are called, the field's own and others.
    init(title: String, description: String, own: Set<String>, kinds: Set<String>, otherPatterns: [String]) {
        let titled = Words(title).all
        let named = Set(titled + Words(description).all).intersection(kinds).union(own).subtracting(
            Self.general)
        self.own = named.isEmpty ? Set(titled).subtracting(Self.general) : named
        others = kinds.union(Self.counted).subtracting(self.own).subtracting(Self.general)
        self.otherPatterns = otherPatterns
    }

    /// The values that are named as the field's; where none is, those that nothing speaks against.
    func meant(of values: [String], in text: String) -> [String] {
        let named = values.filter { name(of: $0, in: text) == .own }
        return named.isEmpty ? values.filter { name(of: $0, in: text) == nil && looksLikeOne($0) } : named
    }

    private enum Name { case own, another }

    /// A name stands before a number, or else after it: "order number is 100234", "100234 is my order".
    private func name(of value: String, in text: String) -> Name? {
        guard let range = text.range(of: value, options: .caseInsensitive) else { return nil }
        let isMoney = text[..<range.lowerBound].last { !$0.isWhitespace }.map { "$€£".contains($0) } ?? false
        if isMoney || text[range.upperBound...].first == "@" { return .another }
        let before =
            Words(String(text[..<range.lowerBound])).clauses.last?.suffix(Self.reach).reversed() ?? []
        if let first = before.first, Self.beforeYears.contains(first), value.count == 4 { return .another }
        let rest = text[range.upperBound...]
        let isEnd = rest.first.map { ".,;:!?\n".contains($0) } ?? true
        let after = isEnd ? [] : Words(String(rest)).clauses.first?.prefix(Self.reach) ?? []
        for word in Array(before) + Array(after) {
            if own.contains(word) { return .own }
            if others.contains(word) { return .another }
        }
        return nil
    }

    /// A number without a name is long, or has letters; "250 chairs" is a count.
    private func looksLikeOne(_ value: String) -> Bool {
        let digits = value.count { $0.isNumber }
        return (digits >= Self.fewestDigits || value.contains(where: \.isLetter))
            && !otherPatterns.contains { PatternField.fits(value, pattern: $0) }
    }

    /// Words between a number and its name.
    private static let reach = 3
    private static let fewestDigits = 5
    private static let general: Set<String> = [
        "number", "numbers", "no", "id", "code", "the", "a", "of", "s", "is", "or", "and", "it",
    ]
    private static let beforeYears: Set<String> = ["in", "from", "since", "until"]
    private static let counted: Set<String> = [
        "card", "ssn", "pin", "extension", "ext", "apartment", "apt", "street", "room", "flight", "year",
        "years", "days",
        "dollars", "euros", "usd", "eur", "gbp", "pounds", "bucks", "cvv",
    ]
}
