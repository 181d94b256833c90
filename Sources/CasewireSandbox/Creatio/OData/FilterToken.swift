/// A word, literal or sign of a `$filter`, with where it stands.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        case word(String)
        case literal(CreatioValue)
        case slash, comma, open, close
        case end
    }

    let kind: Kind
    /// Counted in characters from the start of the filter.
    let position: Int

    /// Splits a filter into tokens; the last is `.end`.
    static func all(in filter: String) throws(CreatioFault) -> [FilterToken] {
        var scanner = Scanner(filter)
        return try scanner.tokens()
    }

    static func syntaxError(at position: Int, in filter: String) -> CreatioFault {
        .query("Syntax error at position \(position) in '\(filter)'.")
    }

    private struct Scanner {
        private let filter: String
        private let bytes: [UInt8]
        private var place = 0

        init(_ filter: String) {
            self.filter = filter
            bytes = Array(filter.utf8)
        }

        mutating func tokens() throws(CreatioFault) -> [FilterToken] {
            var tokens: [FilterToken] = []
            while true {
                while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
                let start = place
                guard place < bytes.count else {
                    tokens.append(FilterToken(kind: .end, position: start))
                    return tokens
                }
                tokens.append(FilterToken(kind: try next(), position: start))
            }
        }

        private mutating func next() throws(CreatioFault) -> Kind {
            switch bytes[place] {
            case UInt8(ascii: "("): return sign(.open)
            case UInt8(ascii: ")"): return sign(.close)
            case UInt8(ascii: ","): return sign(.comma)
            case UInt8(ascii: "/"): return sign(.slash)
            case UInt8(ascii: "'"): return .literal(.text(try string()))
            default: break
            }
            let start = place
            while place < bytes.count, Self.isWordByte(bytes[place]) { place += 1 }
            guard place > start else { throw FilterToken.syntaxError(at: start, in: filter) }
            let word = String(decoding: bytes[start..<place], as: UTF8.self)
            if let literal = try literal(word, at: start) { return .literal(literal) }
            return .word(word)
        }

        private mutating func sign(_ kind: Kind) -> Kind {
            place += 1
            return kind
        }

        /// A text in single quotes; a doubled quote stands for one.
        private mutating func string() throws(CreatioFault) -> String {
            let start = place
            var text: [UInt8] = []
            place += 1
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "'") {
                    place += 1
                    guard place < bytes.count, bytes[place] == UInt8(ascii: "'") else {
                        return String(decoding: text, as: UTF8.self)
                    }
                }
                text.append(bytes[place])
                place += 1
            }
            throw .query("There is an unterminated string literal at position \(start) in '\(filter)'.")
        }

        private func literal(_ word: String, at start: Int) throws(CreatioFault) -> CreatioValue? {
            switch word {
            case "true": return .flag(true)
            case "false": return .flag(false)
            case "null": return .null
            default: break
            }
            if let guid = GUID(word) { return .guid(guid) }
            guard let first = word.utf8.first, first == UInt8(ascii: "-") || (48...57).contains(first) else {
                return nil
            }
            if let number = Int(word) { return .integer(number) }
            if let time = CreatioTime.read(word) {
                if case .zoned(let time) = time { return .time(time) }
                if case .dateOnly(let time) = time { return .time(time) }
                throw FilterToken.syntaxError(at: start, in: filter)
            }
            if let number = Double(word) { return .decimal(number) }
            throw FilterToken.syntaxError(at: start, in: filter)
        }

        private static func isWordByte(_ byte: UInt8) -> Bool {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"),
                UInt8(ascii: "."), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "+"):
                true
            default: byte >= 0x80
            }
        }
    }
}
