/// Takes passwords and PINs that customers text out of a text, before a model, a log or Creatio sees them.
///
/// What counts is what follows a word for it: `my password is hunter2`, `pw: hunter2`, `mi contraseña para el portal es hunter2`, or
/// stands before it (`hunter2 is my password`), in English, Spanish, French, German or Portuguese. That a password is wrong, expired
/// or forgotten is none. A password that a text holds without a word for it is not known as one.
enum PasswordMask {
    static func mask(_ text: String) -> String {
        let folded = Words.fold(text)
        guard PasswordWords.signs.contains(where: folded.contains) else { return text }
        let tokens = tokens(of: text)
        var found: [Range<String.Index>] = []
        var index = 0
        while index < tokens.count {
            guard let noun = PasswordNoun(tokens, at: index) else {
                index += 1
                continue
            }
            if let range = noun.value(in: text) { found.append(range) }
            index = noun.end
        }
        var masked = ""
        var written = text.startIndex
        for range in found where range.lowerBound >= written {
            masked += text[written..<range.lowerBound] + "[password]"
            written = range.upperBound
        }
        return masked + text[written...]
    }

    /// What stands between two blanks.
    struct Token {
        let text: Substring
        /// Without accents, capitals and punctuation; may be of several words, such as `palavra passe`.
        let plain: String

        var endsClause: Bool { text.last.map { ".,;!?)".contains($0) } ?? true }
        var endsWithColon: Bool { text.last == ":" || text.last == "=" }
    }

    private static func tokens(of text: String) -> [Token] {
        text.split(maxSplits: longest, whereSeparator: \.isWhitespace).prefix(longest).map {
            Token(text: $0, plain: Words.fold(String($0)))
        }
    }

    /// Words of a text that are looked at; texts are short.
    private static let longest = 500
}

/// A word for a password at a place of a text, and what it names.
private struct PasswordNoun {
    typealias Token = PasswordMask.Token

    /// Where what follows begins.
    let end: Int
    private let start: Int
    private let tokens: [Token]
    private let kind: PasswordWords.Kind
    /// `pw:hunter2` is one token.
    private let attached: Substring?

    init?(_ tokens: [Token], at start: Int) {
        self.tokens = tokens
        self.start = start
        for length in [3, 2, 1] where start + length <= tokens.count {
            let phrase = tokens[start..<start + length].map(\.plain).joined(separator: " ")
            guard let kind = PasswordWords.nouns[phrase] else { continue }
            let inner = tokens[start..<start + length - 1]
            guard !inner.contains(where: { $0.endsClause || $0.endsWithColon }) else { continue }
            self.kind = kind
            end = start + length
            attached = nil
            return
        }
        let text = tokens[start].text
        guard let mark = text.firstIndex(where: { $0 == ":" || $0 == "=" }),
            let kind = PasswordWords.nouns[Words.fold(String(text[..<mark]))],
            text.index(after: mark) < text.endIndex
        else { return nil }
        self.kind = kind
        end = start + 1
        attached = text[text.index(after: mark)...]
    }

    /// Where the password stands.
    func value(in text: String) -> Range<String.Index>? {
        if let attached { return accepted(Candidate(attached), next: token(end), isLinked: true) }
        let named = tokens[end - 1]
        if named.endsWithColon { return value(from: end, isLinked: true, in: text) }
        if named.text.last.map({ ".!?".contains($0) }) ?? false { return before() }
        if let place = link { return value(from: place + 1, isLinked: true, in: text) ?? before() }
        let isWeak = token(end).map { PasswordWords.weakLinks.contains($0.plain) } ?? false
        return value(from: isWeak ? end + 1 : end, isLinked: false, in: text) ?? before()
    }

    private func token(_ place: Int) -> Token? { tokens.indices.contains(place) ? tokens[place] : nil }

    /// So many words may say what the password is for.
    private static let longestPurpose = 7

    /// Where "is" stands: right after the noun, or after a phrase such as "for the portal".
    private var link: Int? {
        guard let next = token(end), !tokens[end - 1].endsClause else { return nil }
        if isLink(next) { return end }
        guard PasswordWords.prepositions.contains(next.plain) else { return nil }
        for place in end..<min(tokens.count, end + Self.longestPurpose) {
            if place > end, isLink(tokens[place]) { return place }
            if tokens[place].endsWithColon { return place }
            if tokens[place].endsClause { return nil }
        }
        return nil
    }

    private func isLink(_ token: Token) -> Bool {
        PasswordWords.links.contains(token.plain) || PasswordWords.marks.contains(token.text.lowercased())
    }

    private func value(from place: Int, isLinked: Bool, in text: String) -> Range<String.Index>? {
        var place = place
        while let filler = token(place),
            PasswordWords.fillers.contains(filler.plain) || PasswordWords.marks.contains(String(filler.text))
        {
            place += 1
        }
        guard let token = token(place) else { return nil }
        if isLinked, let quoted = Self.quoted(from: token.text.startIndex, in: text) { return quoted }
        return accepted(Candidate(token.text), next: self.token(place + 1), isLinked: isLinked)
    }

    private func accepted(_ candidate: Candidate, next: Token?, isLinked: Bool) -> Range<String.Index>? {
        let isUnit = next.map { PasswordWords.units.contains($0.plain) } ?? false
        if kind == .pin {
            return isLinked && candidate.isPIN && !isUnit ? candidate.range : nil
        }
        if candidate.isStrong(isLinked: isLinked), !isUnit { return candidate.range }
        guard isLinked, kind == .password, candidate.isWord, !candidate.isOrdinary else { return nil }
        let isLast =
            candidate.endsClause || next.map { PasswordWords.conjunctions.contains($0.plain) } ?? true
        return isLast ? candidate.range : nil
    }

    /// `hunter2 is my password`.
    private func before() -> Range<String.Index>? {
        var place = start - 1
        while let word = token(place), PasswordWords.possessives.contains(word.plain) { place -= 1 }
        guard place < start - 1, let link = token(place), isLink(link), let value = token(place - 1),
            !value.endsClause
        else {
            return nil
        }
        let candidate = Candidate(value.text)
        return candidate.isStrong(isLinked: true) ? candidate.range : nil
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "'": "'", "‘": "’", "`": "`",
    ]
    private static let longestQuote = 80

    /// What stands between quotes that begin here.
    private static func quoted(from start: String.Index, in text: String) -> Range<String.Index>? {
        guard let close = quotes[text[start]] else { return nil }
        let inside = text[text.index(after: start)...].prefix(longestQuote)
        guard let end = inside.firstIndex(of: close), end > inside.startIndex else { return nil }
        return inside.startIndex..<end
    }
}

/// What may be a password, without the punctuation after it.
private struct Candidate {
    let range: Range<String.Index>
    let endsClause: Bool
    private let text: Substring

    init(_ token: Substring) {
        let end = token.lastIndex { !".,;?)".contains($0) }.map { token.index(after: $0) } ?? token.startIndex
        text = token[..<end]
        range = token.startIndex..<end
        endsClause = end < token.endIndex || token.last == "!"
    }

    /// A card's verification value has three digits.
    var isPIN: Bool { (3...8).contains(text.count) && text.allSatisfy(\.isNumber) }
    /// Letters alone, perhaps with dashes or apostrophes.
    var isWord: Bool {
        let letters = text.last == "!" ? text.dropLast() : text
        return letters.count >= 3 && letters.allSatisfy { $0.isLetter || "-'’".contains($0) }
    }
    /// A word that says something of a password.
    var isOrdinary: Bool {
        Words(String(text)).all.contains(where: PasswordWords.ordinary.contains)
    }

    /// Whether it looks like nothing but a password: letters with digits, signs or capitals within; or digits, where "is" was said.
    func isStrong(isLinked: Bool) -> Bool {
        guard text.count >= (isLinked ? 4 : 6), text.first != "[" else { return false }
        let letters = text.count(where: \.isLetter)
        let digits = text.count(where: \.isNumber)
        if letters > 0, digits > 0 {
            return isLinked || text.allSatisfy { $0.isLetter || $0.isNumber || "_-!$#*&%^+=~".contains($0) }
        }
        guard isLinked else { return false }
        if letters == 0 { return digits >= 4 }
        if text.dropLast().contains(where: { "!@#$%^&*_+=~<>|\\".contains($0) })
            || text.count(where: { $0 == "-" }) > 1
        {
            return true
        }
        return text.count >= 6 && text.dropFirst().contains(where: \.isUppercase)
            && text.contains(where: \.isLowercase)
    }
}
