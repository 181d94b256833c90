/// The fields of an `application/x-www-form-urlencoded` body or query, in their order (WHATWG URL, section 5).
package struct FormBody: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package let fields: [Field]

    /// Decodes the bytes: `+` is a space, `%XX` a byte, UTF-8 throughout; a field without `=` has an empty value.
    ///
    /// Never fails: malformed escapes stay as they are, invalid UTF-8 becomes U+FFFD.
    package init(decoding bytes: some Sequence<UInt8>) {
        var fields: [Field] = []
        var name: [UInt8]?
        var current: [UInt8] = []
        var pending: [UInt8] = []  // A percent sign and what followed it so far.

        func finishField() {
            current += pending
            pending = []
            let text = String(decoding: current, as: UTF8.self)
            if let name {
                fields.append(Field(name: String(decoding: name, as: UTF8.self), value: text))
            } else if !text.isEmpty {
                fields.append(Field(name: text, value: ""))
            }
            name = nil
            current = []
        }

        for byte in bytes {
            if !pending.isEmpty {
                guard let digit = Self.hexDigit(byte) else {
                    current += pending
                    pending = []
                    handle(byte)
                    continue
                }
                if pending.count == 1 {
                    pending.append(byte)
                } else {
                    let high = Self.hexDigit(pending[1]) ?? 0
                    current.append(high << 4 | digit)
                    pending = []
                }
                continue
            }
            handle(byte)
        }
        finishField()
        self.fields = fields

        func handle(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "&"): finishField()
            case UInt8(ascii: "=") where name == nil:
                name = current
                current = []
            case UInt8(ascii: "+"): current.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"): pending = [byte]
            default: current.append(byte)
            }
        }
    }

    /// The first value of a name.
    /// All values of a field that comes several times, in order.
    package func values(of name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
