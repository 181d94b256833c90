import Casewire

extension JSONValue {
    /// A schema of a text of at most so many characters. A server that lets a small model generate by the schema would else wait for
    /// an end that never comes.
    static func boundedText(_ longest: Int) -> JSONValue {
        .object(["type": .text("string"), "maxLength": .integer(Int64(longest))])
    }

    /// A schema without its words about lengths.
    var withoutLengths: JSONValue {
        switch self {
        case .object(let values):
            .object(
                values.filter { $0.key != "maxLength" && $0.key != "maxItems" }.mapValues(\.withoutLengths))
        case .list(let values): .list(values.map(\.withoutLengths))
        default: self
        }
    }
}
