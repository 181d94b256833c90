extension JSONValue {
    /// The value as JSON without spaces; slashes are left as they are.
    package var json: String {
        var json = ""
        write(to: &json)
        return json
    }

    package func write(to json: inout String) {
        switch self {
        case .null: json += "null"
        case .flag(let flag): json += flag ? "true" : "false"
        case .number(let digits): json += digits
        case .text(let text): Self.write(text, to: &json)
        case .list(let list):
            json += "["
            var isFirst = true
            for value in list {
                if !isFirst { json += "," }
                isFirst = false
                value.write(to: &json)
            }
            json += "]"
        case .object(let members):
            json += "{"
            var isFirst = true
            for member in members {
                if !isFirst { json += "," }
                isFirst = false
                Self.write(member.name, to: &json)
                json += ":"
                member.value.write(to: &json)
            }
            json += "}"
        }
    }

    /// A text between quotes, escaped where RFC 8259 asks for it.
    package static func write(_ text: String, to json: inout String) {
        json += "\""
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": json += "\\\""
                case "\\": json += "\\\\"
                case "\n": json += "\\n"
                case "\r": json += "\\r"
                case "\t": json += "\\t"
                case _ where scalar.value < 0x20:
                    let digits = String(scalar.value, radix: 16)
                    json += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                default: json.unicodeScalars.append(scalar)
                }
            }
        } else {
            json += text
        }
        json += "\""
    }
}
