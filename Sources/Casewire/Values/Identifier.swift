import CasewireStorage

/// The id of one kind of thing: a lower-case UUID, so that ids of different kinds cannot be mixed up.
package struct Identifier<Owner>: RawRepresentable, Hashable, Sendable, Codable, SQLValueConvertible,
    CustomStringConvertible
{
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { rawValue }
}
