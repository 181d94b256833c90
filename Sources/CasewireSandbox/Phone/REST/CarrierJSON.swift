/// A JSON value of a resource, in which absent things are written as `null`, as Twilio does.
package enum CarrierJSON: Sendable, Equatable, Encodable {
    case string(String)
    case int(Int)
    case bool(Bool)
    case null
    case array([CarrierJSON])
    case object([String: CarrierJSON])

    package init(_ text: String?) { self = text.map(Self.string) ?? .null }
    package init(_ number: Int?) { self = number.map(Self.int) ?? .null }

    /// An empty text is written as `null`.
    package init(unlessEmpty text: String) { self = text.isEmpty ? .null : .string(text) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .bool(let value): try container.encode(value)
        case .null: try container.encodeNil()
        case .array(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension CarrierJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(dictionaryLiteral elements: (String, CarrierJSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
