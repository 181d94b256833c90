import Foundation

/// A JSON value of a shape not known beforehand.
package enum JSONValue: Sendable, Hashable, Codable {
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Most values are texts, so they are tried first.
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Int64.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let object = try? container.decode([String: JSONValue].self) {
            self = .object(object)
        } else {
            self = .list(try container.decode([JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }

    /// Reads UTF-8 bytes; nil where they are not JSON. A byte order mark is skipped.
    package init?(decoding bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let data = Data(bytes.starts(with: mark) ? bytes[3...] : bytes[...])
        guard !data.isEmpty, let value = try? JSONDecoder().decode(JSONValue.self, from: data) else {
            return nil
        }
        self = value
    }

    /// UTF-8, keys in order, so that the same value is always the same bytes.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers are checked where they enter, and nothing else fails to encode.
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }

    package subscript(key: String) -> JSONValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var integer: Int? {
        switch self {
        case .integer(let value): Int(value)
        case .number(let value): Int(exactly: value)
        case .text(let text): Int(text)
        default: nil
        }
    }

    package var list: [JSONValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    package var keys: Set<String> {
        if case .object(let values) = self { Set(values.keys) } else { [] }
    }

    /// The first text under a key, here or a few objects further in.
    package func firstText(under key: String, depth: Int = 3) -> String? {
        guard case .object(let values) = self else { return nil }
        if let text = values[key]?.text { return text }
        guard depth > 0 else { return nil }
        return values.values.lazy.compactMap { $0.firstText(under: key, depth: depth - 1) }.first
    }
}
