/// The marks within one line of Markdown: emphasis, code, links, escapes.
struct MarkdownLine {
    /// The line's words without the marks.
    static func plain(_ line: Substring) -> String {
        guard line.utf8.contains(where: { "*_`[~<\\".utf8.contains($0) }) else { return String(line) }
        var reader = MarkdownLine(Array(line), depth: 0)
        return reader.read()
    }

    private let source: [Character]
    private var position = 0
    private var output = ""
    /// Marks within marks; bounds the work for a line that is nothing but marks.
    private let depth: Int
    private static let deepest = 4
    /// Runs of marks found to have no partner further on, for the same reason.
    private var single: Set<[Character]> = []
    /// Runs of marks that may end no emphasis further on.
    private var unclosed: Set<[Character]> = []
    /// Where each bracket closes, found once for the line.
    private lazy var partners = Self.partners(in: source)

    private init(_ source: [Character], depth: Int) {
        self.source = source
        self.depth = depth
    }

    private mutating func read() -> String {
        while position < source.count {
            switch source[position] {
            case "h" where readAddress(), "H" where readAddress(), "w" where readAddress(): break
            case "`" where readCode(): break
            case "!" where readLink(), "[" where readLink(): break
            case "<" where readAutolink(): break
            case "*" where readEmphasis(), "_" where readEmphasis(), "~" where readEmphasis(): break
            case "\\" where readEscape(): break
            case "*", "_", "~", "`": copy(run(at: position))
            default: copy(1)
            }
        }
        return output
    }

    private mutating func copy(_ count: Int) {
        output += String(source[position..<(position + count)])
        position += count
    }

    private func run(at start: Int) -> Int {
        source[start...].prefix { $0 == source[start] }.count
    }

    private func inner(_ characters: ArraySlice<Character>) -> String {
        guard depth < Self.deepest else { return String(characters) }
        var reader = MarkdownLine(Array(characters), depth: depth + 1)
        return reader.read()
    }

    // MARK: Addresses

    /// An address is copied as it is, with any marks that are part of it.
    private mutating func readAddress() -> Bool {
        guard position == 0 || !(source[position - 1].isLetter || source[position - 1].isNumber),
            ["https://", "http://", "www."].contains(where: { has($0, at: position) })
        else { return false }
        var end = position
        var open = 0
        while end < source.count, !source[end].isWhitespace, !"<>\"`[]{}|\\".contains(source[end]) {
            if source[end] == "(" { open += 1 }
            if source[end] == ")" {
                guard open > 0 else { break }
                open -= 1
            }
            end += 1
        }
        while end > position, "*_~".contains(source[end - 1]) { end -= 1 }
        copy(end - position)
        return true
    }

    /// `<https://…>` or `<name@example.com>`.
    private mutating func readAutolink() -> Bool {
        guard let end = source[position...].prefix(2000).firstIndex(of: ">") else { return false }
        let inside = source[(position + 1)..<end]
        let isAddress = has("http://", at: position + 1) || has("https://", at: position + 1)
        guard isAddress || inside.contains("@"), !inside.contains(where: \.isWhitespace) else { return false }
        output += String(inside)
        position = end + 1
        return true
    }

    /// `[words](address "title")`, or the same as a picture with `!` first.
    private mutating func readLink() -> Bool {
        let isPicture = source[position] == "!"
        let start = position + (isPicture ? 1 : 0)
        guard start < source.count, source[start] == "[",
            let wordsEnd = partners[start],
            wordsEnd + 1 < source.count, source[wordsEnd + 1] == "(",
            let end = partners[wordsEnd + 1]
        else { return false }
        let inside = source[(wordsEnd + 2)..<end].drop(while: \.isWhitespace)
        let address = String(inside.prefix { !$0.isWhitespace }.filter { $0 != "<" && $0 != ">" })
        guard address.contains(where: { ":/.#?".contains($0) }) else { return false }
        let words = inner(source[(start + 1)..<wordsEnd])
        output += words + LinkText.ending(words: words, address: address)
        position = end + 1
        return true
    }

    /// The closing bracket of each opening one, round and square ones each by themselves.
    private static func partners(in source: [Character]) -> [Int: Int] {
        var partners: [Int: Int] = [:]
        var open: (square: [Int], round: [Int]) = ([], [])
        for (index, character) in source.enumerated() {
            switch character {
            case "[": open.square.append(index)
            case "(": open.round.append(index)
            case "]": if let start = open.square.popLast() { partners[start] = index }
            case ")": if let start = open.round.popLast() { partners[start] = index }
            default: break
            }
        }
        return partners
    }

    // MARK: Code, emphasis, escapes

    private mutating func readCode() -> Bool {
        let marks = run(at: position)
        guard let end = matchingRun(of: marks, from: position + marks) else { return false }
        var code = source[(position + marks)..<end]
        if code.first == " ", code.last == " ", code.count > 2 { code = code.dropFirst().dropLast() }
        output += String(code)
        position = end + marks
        return true
    }

    private mutating func readEmphasis() -> Bool {
        let marks = run(at: position)
        let mark = source[position]
        let start = position + marks
        let opening = Array(repeating: mark, count: marks)
        guard !unclosed.contains(opening), marks <= 3, mark != "~" || marks == 2, start < source.count,
            !source[start].isWhitespace,
            allowsMark(mark, marks, outside: position == 0 ? nil : source[position - 1])
        else { return false }
        var from = start
        while let end = matchingRun(of: marks, from: from) {
            let outside = end + marks < source.count ? source[end + marks] : nil
            if end > start, !source[end - 1].isWhitespace, allowsMark(mark, marks, outside: outside) {
                output += inner(source[start..<end])
                position = end + marks
                return true
            }
            from = end + marks
        }
        // Whether a run may end emphasis depends on what is around it alone, so a later opening finds none either.
        unclosed.insert(opening)
        return false
    }

    /// Whether emphasis may begin or end beside this character: marks inside words and sums are a person's own.
    private func allowsMark(_ mark: Character, _ count: Int, outside: Character?) -> Bool {
        guard let outside else { return true }
        if "/\\=@&".contains(outside) || outside.isNumber { return false }
        return (mark == "*" && count > 1) || !outside.isLetter
    }

    /// Where the next run of exactly so many of the mark at the position begins.
    private mutating func matchingRun(of count: Int, from start: Int) -> Int? {
        let mark = source[position]
        let marks = Array(repeating: mark, count: count)
        guard !single.contains(marks) else { return nil }
        var index = start
        while index < source.count {
            guard source[index] == mark else {
                index += 1
                continue
            }
            let found = run(at: index)
            if found == count { return index }
            index += found
        }
        if start == position + count { single.insert(marks) }
        return nil
    }

    private mutating func readEscape() -> Bool {
        guard position + 1 < source.count, "*_`#[]~>|".contains(source[position + 1]) else { return false }
        output.append(source[position + 1])
        position += 2
        return true
    }

    private func has(_ text: String, at start: Int) -> Bool {
        source[start...].prefix(text.count).elementsEqual(text) { $0.lowercased() == String($1) }
    }
}
