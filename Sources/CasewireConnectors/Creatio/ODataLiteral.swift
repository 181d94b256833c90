import Casewire

/// How values are written in an OData filter: GUIDs and moments bare, texts in single quotes with inner ones
/// doubled (OASIS OData 4.0 ABNF; Creatio Academy, "OData 4 examples").
enum ODataLiteral {
    static func text(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    static func of(_ value: RowValue) throws(CaseSystemFailure) -> String {
        switch value {
        case .null: return "null"
        case .text(let text): return Self.text(text)
        case .id(let id): return try Self.id(id)
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let number):
            guard number.isFinite else { throw .rejected(reason: "A filter cannot hold an endless number") }
            return Int64(exactly: number).map(String.init) ?? String(number)
        case .moment(let moment): return CreatioMoment.text(moment)
        }
    }

    /// A bare GUID in lower case.
    static func id(_ id: String) throws(CaseSystemFailure) -> String {
        guard id.isGUID else { throw .rejected(reason: "“\(id.quotable)” is not an id of Creatio") }
        return id.lowercased()
    }

    /// A path of names, such as `Case/Id`. Anything else would change the meaning of the address.
    static func path(_ path: String) throws(CaseSystemFailure) -> String {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard names.allSatisfy(\.isColumnName) else {
            throw .rejected(reason: "“\(path.quotable)” is not a column's name")
        }
        return path
    }
}

extension StringProtocol {
    /// 8-4-4-4-12 hexadecimal digits.
    var isGUID: Bool {
        let bytes = utf8
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
            default:
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    continue
                default: return false
                }
            }
        }
        return true
    }

    /// An object's or a column's name: a Latin letter or underscore, then digits too.
    var isColumnName: Bool {
        guard let first = utf8.first, !isEmpty, utf8.count <= 128 else { return false }
        func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
        return isLetter(first)
            && utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Every byte but RFC 3986's unreserved ones as `%XX`, so that `+` and `&` arrive as they are.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + utf8.count / 2)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
