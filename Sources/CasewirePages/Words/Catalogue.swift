import Foundation

/// The words of one language, by their English.
///
/// A file `words/LANGUAGE.json` of the assets: an object whose keys are the program's messages in English, with `%1`, `%2`… where
/// values stand and `<1>…</1>` where links and emphasis do. A value is the same message in the language, or for a message with
/// a count an object of its plural forms `one` and `other`. The key `@language` holds the language's name for itself.
package struct Catalogue: Sendable {
    package enum Entry: Sendable, Hashable {
        case text(String)
        case plural(one: String, other: String)
    }

    /// As BCP 47 writes it, such as `es`.
    package let language: String
    /// What the language calls itself.
    package let name: String
    package let entries: [String: Entry]
    /// Whether every message is known and shown in brackets, which lets a test see what is not looked up.
    private let isPseudo: Bool
    private let sentences: [SentencePattern]

    /// Throws `Unreadable` where the file is not such an object.
    package init(language: String, file: [UInt8]) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(file)) as? [String: Any],
            let name = object[Self.nameKey] as? String
        else { throw Unreadable(language: language) }
        var entries: [String: Entry] = [:]
        for (key, value) in object where key != Self.nameKey {
            if let text = value as? String {
                entries[key] = .text(text)
            } else if let forms = value as? [String: String], let one = forms["one"],
                let other = forms["other"]
            {
                entries[key] = .plural(one: one, other: other)
            } else {
                throw Unreadable(language: language)
            }
        }
        self.init(language: language, name: name, entries: entries, isPseudo: false)
    }

    private init(language: String, name: String, entries: [String: Entry], isPseudo: Bool) {
        self.language = language
        self.name = name
        self.entries = entries
        self.isPseudo = isPseudo
        sentences = entries.keys.compactMap { SentencePattern($0) }.sorted { $0.weight > $1.weight }
    }

    /// A language for tests, `qps`: each message in brackets.
    package static let pseudo = Catalogue(language: "qps", name: "⟦Pseudo⟧", entries: [:], isPseudo: true)

    /// The message; nil where the language does not have it.
    package func text(_ key: String) -> String? {
        if isPseudo { return "⟦\(key)⟧" }
        return switch entries[key] {
        case .text(let text): text
        case .plural(_, let other): other
        case nil: nil
        }
    }

    /// The form of a message that goes with a count.
    func text(_ key: String, for count: Int) -> String? {
        guard case .plural(let one, let other) = entries[key] else { return text(key) }
        return count == 1 ? one : other
    }

    /// A sentence that was made elsewhere, in English: looked up whole, then as a message with values in it.
    func sentence(_ english: String) -> String? {
        if let text = text(english) { return text }
        for pattern in sentences {
            guard let values = pattern.values(in: english), let text = text(pattern.key) else { continue }
            return Wording.fill(text, with: values.map { list($0) ?? $0 })
        }
        return nil
    }

    /// A value of such a sentence, where it is a message, or several with commas.
    private func list(_ value: String) -> String? {
        let parts = value.components(separatedBy: ", ").map { text($0) }
        return parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: ", ")
    }

    private static let nameKey = "@language"

    package struct Unreadable: Error, CustomStringConvertible {
        let language: String
        package var description: String {
            "words/\(language).json is not an object of messages with “@language”."
        }
    }
}

/// A message with values in it, found again in a sentence that was made of it.
struct SentencePattern: Sendable {
    let key: String
    private let pieces: [String]
    /// Values by the order in which they stand.
    private let numbers: [Int]

    /// Nil for a message without values, or with too little around them to be recognised.
    init?(_ key: String) {
        let parts = Wording.parts(of: key)
        var pieces = [""]
        var numbers: [Int] = []
        for part in parts {
            switch part {
            case .text(let text): pieces[pieces.count - 1] += text
            case .value(let number):
                numbers.append(number)
                pieces.append("")
            }
        }
        let letters = pieces.map { $0.count(where: \.isLetter) }
        guard !numbers.isEmpty, letters[0] >= 4 || letters.reduce(0, +) >= 8 else { return nil }
        (self.key, self.pieces, self.numbers) = (key, pieces, numbers)
    }

    /// How much of it is fixed: what says more is tried first.
    var weight: Int { pieces.reduce(0) { $0 + $1.count } }

    func values(in sentence: String) -> [String]? {
        guard sentence.count >= weight, sentence.hasPrefix(pieces[0]), let last = pieces.last,
            sentence.hasSuffix(last)
        else { return nil }
        var rest = sentence.dropFirst(pieces[0].count)
        var values = [String](repeating: "", count: numbers.max() ?? 0)
        for (index, number) in numbers.enumerated() {
            let piece = pieces[index + 1]
            let end: Range<Substring.Index>?
            if index == numbers.count - 1 {
                guard rest.hasSuffix(piece) else { return nil }
                end = rest.index(rest.endIndex, offsetBy: -piece.count)..<rest.endIndex
            } else {
                end = rest.firstRange(of: piece)
            }
            guard let end, end.lowerBound > rest.startIndex else { return nil }
            values[number - 1] = String(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return rest.isEmpty ? values : nil
    }
}
