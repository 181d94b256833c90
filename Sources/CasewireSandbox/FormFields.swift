/// The fields of an `application/x-www-form-urlencoded` body or a query, in order, names repeated as sent.
///
/// Decoded and encoded as the URL standard says: `+` is a space, bytes are UTF-8, empty values are kept.
package struct FormFields: Sendable, Equatable {
    package var pairs: [Pair]

    package struct Pair: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
    }

    /// Decodes a body or a query (without its question mark).
    package init(decoding bytes: some Sequence<UInt8>) {
        pairs = []
        var name: [UInt8]?
        var current: [UInt8] = []
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        func finish(_ pairs: inout [Pair]) {
            if let name {
                pairs.append(Pair(name: text(Self.decoded(name)), value: text(Self.decoded(current))))
            } else if !current.isEmpty {
                pairs.append(Pair(name: text(Self.decoded(current)), value: ""))
            }
        }
        for byte in bytes {
            if byte == UInt8(ascii: "&") {
                finish(&pairs)
                name = nil
                current = []
            } else if byte == UInt8(ascii: "="), name == nil {
                name = current
                current = []
            } else {
                current.append(byte)
            }
        }
        finish(&pairs)
    }

    package init(decoding text: some StringProtocol) {
        self.init(decoding: text.utf8)
    }

    /// The first value of a name.
    package subscript(name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// All values of a name, in order.
    package func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    package mutating func append(_ name: String, _ value: String) {
        pairs.append(Pair(name: name, value: value))
    }

    package var encoded: String {
        var bytes: [UInt8] = []
        for (index, pair) in pairs.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            Self.encode(pair.name, onto: &bytes)
            bytes.append(UInt8(ascii: "="))
            Self.encode(pair.value, onto: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func encode(_ text: String, onto bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "*"):
                bytes.append(byte)
            case UInt8(ascii: " "):
                bytes.append(UInt8(ascii: "+"))
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexDigits[Int(byte >> 4)])
                bytes.append(hexDigits[Int(byte & 15)])
            }
        }
    }

    /// The text with LF in place of CR LF, which is how a browser sends the line breaks of a field.
    package static func withUnixLineEnds(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" { result.append(scalar) }
        return String(result)
    }

    /// The text with its percent escapes resolved; a plus stays one, as everywhere in a URL but in its query.
    package static func percentDecoded(_ text: some StringProtocol) -> String {
        String(decoding: decoded(Array(text.utf8), plusIsSpace: false), as: UTF8.self)
    }

    private static func decoded(_ bytes: [UInt8], plusIsSpace: Bool = true) -> [UInt8] {
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return bytes
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "+"), plusIsSpace {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 2
            } else {
                result.append(byte)
            }
            index += 1
        }
        return result
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
