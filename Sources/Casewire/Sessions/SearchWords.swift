import Foundation

/// What a person typed to find sessions, taken apart so that nothing in it is an instruction to an index.
///
/// Each word must be in one text, the last one as the beginning of a word. Digits are also looked for anywhere in phone
/// numbers; `#4521`, and a number alone, is a ticket.
package struct SearchWords: Sendable, Hashable {
    /// Runs of letters and digits, in lower case; at most ten.
    let words: [String]
    /// The digits, where what was typed looks like a part of a phone number.
    let digits: String?
    let ticket: Int?
    /// Whether it can be nothing but a ticket.
    let isTicketAlone: Bool

    package static let longest = 200
    private static let mostWords = 10
    private static let fewestDigits = 3
    private static let phoneMarks = Set("0123456789+-() ./")

    /// Nil where there is nothing to look for.
    package init?(_ typed: String) {
        let typed = typed.prefix(Self.longest).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !typed.isEmpty else { return nil }
        if typed.hasPrefix("#"), let number = Int(typed.dropFirst().drop(while: \.isWhitespace)) {
            (words, digits, ticket, isTicketAlone) = ([], nil, number, true)
            return
        }
        words = Array(Self.split(typed).prefix(Self.mostWords)).map { $0.lowercased() }
        let found = String(typed.filter { ("0"..."9").contains($0) })
        let isPhoneLike = found.count >= Self.fewestDigits && typed.allSatisfy(Self.phoneMarks.contains)
        digits = isPhoneLike ? found : nil
        ticket = Int(typed)
        isTicketAlone = false
    }

    /// Whether there is a word to look for in texts.
    var hasWords: Bool { !words.isEmpty }

    private static func split(_ text: String) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber) }
    }

    /// Whether the last word may be the beginning of one: one letter alone begins too many.
    var isOpen: Bool { (words.last?.count ?? 0) > 1 }

    // MARK: For the engines

    /// As FTS5 reads it (SQLite: "FTS5 Extension", 3): strings, which hold letters and digits alone.
    var forSQLite: String {
        let strings = words.map { "\"\($0)\"" }
        let all = strings.joined(separator: " AND ") + (isOpen ? " *" : "")
        return digits.map { "(\(all)) OR \"\($0)\" *" } ?? all
    }

    /// As `to_tsquery` reads it (PostgreSQL: "Controlling Text Search", 12.3.2): quoted words, which hold letters and digits
    /// alone.
    var forPostgres: String {
        let all = words.map { "'\($0)'" }.joined(separator: " & ") + (isOpen ? ":*" : "")
        return digits.map { "(\(all)) | '\($0)':*" } ?? all
    }

    // MARK: In texts at hand

    /// Whether a text has them, as the index would find it.
    func match(_ text: String) -> Bool {
        let found = Self.split(text).map { Self.folded($0) }
        if let digits, found.contains(where: { $0.hasPrefix(digits) }) { return true }
        guard let last = words.last else { return false }
        let exact = Set(found)
        let closed = isOpen ? words.dropLast() : words[...]
        return closed.allSatisfy { exact.contains(Self.folded($0)) }
            && (!isOpen || found.contains { $0.hasPrefix(Self.folded(last)) })
    }

    private func isWanted(_ word: Substring) -> Bool {
        let word = Self.folded(word)
        if let digits, word.hasPrefix(digits) { return true }
        if isOpen, let last = words.last, word.hasPrefix(Self.folded(last)) { return true }
        return words.contains { Self.folded($0) == word }
    }

    private static func folded(_ word: some StringProtocol) -> String {
        guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return word.lowercased() }
        return word.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    /// A piece of a text; those that were looked for are marked.
    package struct Piece: Sendable, Hashable {
        package let text: String
        package let isMarked: Bool
    }

    /// `snippet(of:)` of a text, or nothing of none.
    package func snippet(in text: String?) -> [Piece] { text.map { snippet(of: $0) } ?? [] }

    /// The part of a text around the first word that was looked for, in about so many characters, on one line.
    package func snippet(of text: String, length: Int = 140) -> [Piece] {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let marks = Self.split(line).filter(isWanted)
        var start = line.startIndex
        if let first = marks.first, line.distance(from: line.startIndex, to: first.endIndex) > length {
            start = line.index(first.startIndex, offsetBy: -length / 3, limitedBy: line.startIndex) ?? start
            start = line[start..<first.startIndex].firstIndex(of: " ").map(line.index(after:)) ?? start
        }
        let end = line.index(start, offsetBy: length, limitedBy: line.endIndex) ?? line.endIndex
        var pieces: [Piece] = []
        func add(_ text: some StringProtocol, marked: Bool) {
            if !text.isEmpty { pieces.append(Piece(text: String(text), isMarked: marked)) }
        }
        var place = start
        if start > line.startIndex { add("…", marked: false) }
        for mark in marks where mark.startIndex >= start && mark.endIndex <= end {
            add(line[place..<mark.startIndex], marked: false)
            add(mark, marked: true)
            place = mark.endIndex
        }
        add(line[place..<end] + (end < line.endIndex ? "…" : ""), marked: false)
        return pieces
    }
}
