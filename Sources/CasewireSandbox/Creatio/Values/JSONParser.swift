/// Reads JSON (RFC 8259), keeping the order of members and the spelling of numbers.
package struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// Values nested deeper than this are refused.
    private static let depthLimit = 64

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Throws `JSONFault`, in words, where the bytes are not one JSON value.
    package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.place = 3 }
        let value = try parser.value()
        parser.skipSpace()
        guard parser.place == bytes.count else { throw parser.fault("Unexpected text after the value") }
        return value
    }

    package static func parse(_ text: String) throws(JSONFault) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipSpace()
        guard place < bytes.count else { throw fault("Unexpected end of the text") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONFault) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.list() }
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONFault) -> JSONValue
    ) throws(JSONFault) -> JSONValue {
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("Too many nested values") }
        place += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        var members: [JSONMember] = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                throw fault("A property name in quotes was expected")
            }
            let name = try string()
            skipSpace()
            guard take(":") else { throw fault("A colon was expected after the property name '\(name)'") }
            members.append(JSONMember(name: name, value: try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault("A comma character ',' was expected in scope 'Object'") }
        }
    }

    private mutating func list() throws(JSONFault) -> JSONValue {
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return .list(values) }
        while true {
            values.append(try value())
            skipSpace()
            if take("]") { return .list(values) }
            guard take(",") else { throw fault("A comma character ',' was expected in scope 'Array'") }
        }
    }

    private mutating func string() throws(JSONFault) -> String {
        place += 1
        var start = place
        var text = ""
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                text += String(decoding: bytes[start..<place], as: UTF8.self)
                place += 1
                return text
            }
            if byte < 0x20 { throw fault("An unescaped control character in a string") }
            if byte == UInt8(ascii: "\\") {
                text += String(decoding: bytes[start..<place], as: UTF8.self)
                text.unicodeScalars.append(try escape())
                start = place
            } else {
                place += 1
            }
        }
        throw fault("An unterminated string")
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        place += 1
        guard place < bytes.count else { throw fault("An unterminated string") }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"):
            let unit = try hexadecimalUnit()
            guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
            guard take("\\"), take("u") else { return "\u{FFFD}" }
            let low = try hexadecimalUnit()
            guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
            return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? "\u{FFFD}"
        default: throw fault("An unknown escape in a string")
        }
    }

    private mutating func hexadecimalUnit() throws(JSONFault) -> UInt32 {
        guard place + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw fault("An unknown escape in a string") }
        place += 4
        return unit
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                place += 1
                continue
            default: break
            }
            break
        }
        let digits = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), let number = Double(digits),
            number.isFinite
        else { throw fault("A value was expected") }
        return .number(digits)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let end = place + word.utf8.count
        guard end <= bytes.count, bytes[place..<end].elementsEqual(word.utf8) else {
            throw fault("A value was expected")
        }
        place = end
        return value
    }

    private mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x0A, 0x0D, 0x09: place += 1
            default: return
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private func fault(_ words: String) -> JSONFault {
        JSONFault(words: "Invalid JSON. \(words) at position \(place).")
    }
}

/// Why a text is not JSON.
package struct JSONFault: Error, Equatable {
    package let words: String
}
