import Foundation

/// Any JSON value, for reading answers as a script would.
enum JSON: Codable, Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value):
            if let whole = Int(exactly: value) {
                try container.encode(whole)
            } else {
                try container.encode(value)
            }
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { $1 })
    }

    subscript(key: String) -> JSON {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    /// The text, or an empty one for any other value.
    var text: String {
        if case .string(let value) = self { value } else { "" }
    }

    var count: Int {
        if case .number(let value) = self { Int(value) } else { 0 }
    }

    /// The digits of a text or whole number: `4521` of `#4521`.
    var digits: String {
        if case .number(let value) = self { String(Int(value)) } else { text.filter(\.isNumber) }
    }

    var items: [JSON] {
        if case .array(let values) = self { values } else { [] }
    }

    /// Every text within, at any depth.
    var allTexts: [String] {
        switch self {
        case .string(let value): [value]
        case .array(let values): values.flatMap(\.allTexts)
        case .object(let members): members.values.flatMap(\.allTexts)
        case .null, .bool, .number: []
        }
    }

    /// The value as a document; JSON is YAML, so this also writes setup files.
    func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return try encoder.encode(self)
    }
}
