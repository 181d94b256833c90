import Foundation

/// The literals of Swift source as keys of a catalogue: `%1`, `%2`… where values are put in.
struct SourceLiterals {
    struct Literal: Hashable {
        let key: String
        let line: Int
        /// Whether `say` looks it up.
        let isSaid: Bool
        /// `one` or `other`, where it is a form of a message with a count.
        let label: String?
    }

    private struct Call {
        let isSay: Bool
        var label: String?
    }

    private var rest: Substring
    private var line: Int
    private var literals: [Literal] = []
    private var calls: [Call] = []

    static func all(in source: String, from line: Int = 1) -> [Literal] {
        var reader = SourceLiterals(rest: source[...], line: line)
        reader.read()
        return reader.literals
    }

    private init(rest: Substring, line: Int) {
        (self.rest, self.line) = (rest, line)
    }

    private mutating func read() {
        var word = ""
        while let character = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("/*") {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else if character == "\"" {
                literal()
                word = ""
                continue
            } else {
                step(character, after: word)
                word =
                    character.isLetter || character.isNumber || character == "."
                    ? word + String(character) : ""
                rest.removeFirst()
            }
        }
    }

    private mutating func step(_ character: Character, after word: String) {
        switch character {
        case "\n": line += 1
        case "(": calls.append(Call(isSay: word == "say"))
        case ")": _ = calls.popLast()
        case ":" where ["one", "other"].contains(word) && !calls.isEmpty: calls[calls.count - 1].label = word
        default: break
        }
    }

    private mutating func literal() {
        let start = line
        let isLong = rest.hasPrefix("\"\"\"")
        let end = isLong ? "\"\"\"" : "\""
        rest.removeFirst(end.count)
        var (key, values) = ("", 0)
        while !rest.isEmpty, !rest.hasPrefix(end) {
            if rest.hasPrefix("\\(") {
                values += 1
                key += "%\(values)"
                literals += Self.all(in: interpolation(), from: line)
            } else if rest.hasPrefix("\\\n") {
                line += 1
                rest = rest.dropFirst(2).drop { $0 == " " }
            } else if rest.hasPrefix("\\") {
                key += rest.dropFirst().prefix(1) == "n" ? "\n" : String(rest.dropFirst().prefix(1))
                rest.removeFirst(2)
            } else {
                let character = rest.removeFirst()
                if character == "\n" {
                    line += 1
                    rest = rest.drop { $0 == " " }
                }
                key.append(character)
            }
        }
        rest = rest.dropFirst(end.count)
        let call = calls.last
        literals.append(
            Literal(
                key: isLong ? key.trimmingCharacters(in: .newlines) : key, line: start,
                isSaid: call?.isSay ?? false,
                label: call?.label))
    }

    /// What is put into a literal, up to its closing parenthesis.
    private mutating func interpolation() -> String {
        rest.removeFirst(2)
        var (inner, depth, isText) = ("", 1, false)
        while let character = rest.popFirst() {
            if character == "\n" { line += 1 }
            if character == "\"" { isText.toggle() }
            if !isText, character == "(" { depth += 1 }
            if !isText, character == ")" { depth -= 1 }
            if depth == 0 { break }
            inner.append(character)
        }
        return inner
    }
}
