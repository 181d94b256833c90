/// A message for people in English, as it stands in the source: `"\(count) of \(all) answered"`.
///
/// Its key in a catalogue is the literal with `%1`, `%2`… for the values. `say` gives it in the page's language.
package struct Wording: ExpressibleByStringInterpolation, Sendable {
    let key: String
    let values: [String]

    package init(stringLiteral value: String) {
        (key, values) = (value, [])
    }

    package init(stringInterpolation: StringInterpolation) {
        (key, values) = (stringInterpolation.key, stringInterpolation.values)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var key = ""
        var values: [String] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            key += literal
        }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            values.append(value.description)
            key += "%\(values.count)"
        }
    }

    enum Part {
        case text(String)
        case value(Int)
    }

    /// A message apart into text and the numbers of its values (`%1` to `%99`).
    static func parts(of message: String) -> [Part] {
        var parts: [Part] = []
        var text = ""
        var rest = message[...]
        while let character = rest.popFirst() {
            let digits = character == "%" ? rest.prefix(2).prefix { $0.isASCII && $0.isNumber } : ""
            guard let number = Int(digits), number > 0 else {
                text.append(character)
                continue
            }
            rest.removeFirst(digits.count)
            parts.append(.text(text))
            parts.append(.value(number))
            text = ""
        }
        return parts + [.text(text)]
    }

    /// A message with its values in their places.
    static func fill(_ message: String, with values: [String]) -> String {
        parts(of: message).reduce(into: "") { filled, part in
            switch part {
            case .text(let text): filled += text
            case .value(let number):
                filled += values.indices.contains(number - 1) ? values[number - 1] : "%\(number)"
            }
        }
    }
}

/// In which language pages are made just now.
package enum PageLanguage {
    /// Nil for English. It is set around the handling of a browser's request, never around that of a script's.
    @TaskLocal package static var current: Catalogue?
}

/// A message in the page's language, in English where that does not have it.
package func say(_ words: Wording) -> String {
    Wording.fill(PageLanguage.current?.text(words.key) ?? words.key, with: words.values)
}

/// A message with a count in it: `say(count, one: "1 text waits", other: "\(count) texts wait")`.
///
/// Its key is that of `other`; a language's own rule chooses the form.
package func say(_ count: Int, one: Wording, other: Wording) -> String {
    guard let catalogue = PageLanguage.current, let text = catalogue.text(other.key, for: count) else {
        return count == 1
            ? Wording.fill(one.key, with: one.values) : Wording.fill(other.key, with: other.values)
    }
    return Wording.fill(text, with: other.values)
}

/// A sentence that the product made in English (a refusal, a line of a timeline), in the page's language where it is known there.
package func say(told sentence: String) -> String {
    PageLanguage.current?.sentence(sentence) ?? sentence
}

/// The same of a sentence that there may be.
package func say(told sentence: String?) -> String? {
    sentence.map { say(told: $0) }
}
