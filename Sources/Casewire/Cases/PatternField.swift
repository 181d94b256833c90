import Foundation

/// A text field held to a regular expression (ICU's syntax).
enum PatternField {
    /// The last value that fits, spelled as the pattern wants it; none where one text names two.
    ///
    /// The pattern describes the whole value, so `^` and `$` at its ends mean the value's ends and not the text's. Capitals do
    /// not count in looking, and blanks or dashes inside a value are forgiven.
    ///
    /// - Parameter choosing: those of a text's values that are meant.
    static func find(
        _ pattern: String, in texts: [String],
        choosing: (_ values: [String], _ text: String) -> [String] = { values, _ in values }
    ) -> (value: String?, reason: String) {
        guard let expressions = Expressions(pattern) else {
            return (nil, "The pattern \(pattern) is not valid.")
        }
        for (age, text) in texts.reversed().enumerated() {
            let values: [String]
            switch expressions.values(in: text) {
            case .found(let found): values = choosing(found, text)
            case .tooSlow: return (nil, "The pattern \(pattern) takes too long on this text.")
            }
            guard let last = values.last else { continue }
            guard Set(values).count == 1 || corrects(text) else {
                return (nil, "The customer named several: \(values.joined(separator: ", ")).")
            }
            let place = age == 0 ? "the last text" : "an earlier text"
            return (last, "Found in \(place): \"\(ConversationSummary.shortened(text, to: 80))\".")
        }
        return (nil, "Nothing that the customer wrote fits the pattern \(pattern).")
    }

    /// All values of a text in their order; none where the pattern is not valid or too slow.
    static func all(_ pattern: String, in text: String) -> [String] {
        guard let expressions = Expressions(pattern), case .found(let found) = expressions.values(in: text)
        else { return [] }
        return found
    }

    /// Whether it is one that can be searched for.
    static func isPattern(_ pattern: String) -> Bool { Expressions(pattern) != nil }

    /// Whether a value is just what the pattern describes.
    static func fits(_ value: String, pattern: String) -> Bool {
        guard let expressions = Expressions(pattern), case .found(let found) = expressions.values(in: value)
        else {
            return false
        }
        return found == [value]
    }

    /// Whether a text takes back what it says first: "AB1, sorry, I mean AB2".
    private static func corrects(_ text: String) -> Bool {
        let correction: Set<String> = [
            "sorry", "mean", "meant", "actually", "correction", "rather", "wrong", "oops", "perdon", "digo",
            "pardon", "desole",
            "sondern", "meine", "entschuldigung", "desculpa", "desculpe", "alias", "not",
        ]
        return Words(text).all.contains(where: correction.contains)
    }
}

/// A pattern, ready to look for its value inside texts.
private struct Expressions {
    enum Result {
        case found([String])
        case tooSlow
    }

    /// Longer patterns are not compiled.
    private static let longestPattern = 800
    /// ICU reports progress every so often while it searches; a search with more reports than this is given up.
    private static let mostReports = 200

    private let search: NSRegularExpression
    private let whole: NSRegularExpression
    private let wholeAnyCase: NSRegularExpression

    init?(_ pattern: String) {
        guard pattern.utf8.count <= Self.longestPattern else { return nil }
        var core = pattern[...]
        if core.hasPrefix("^") { core = core.dropFirst() }
        if core.hasSuffix("$"), !core.hasSuffix("\\$") { core = core.dropLast() }
        guard
            let search = try? NSRegularExpression(
                pattern: "(?<![\\p{L}\\p{N}])(?:\(core))(?![\\p{L}\\p{N}])", options: [.caseInsensitive]),
            let whole = try? NSRegularExpression(pattern: "\\A(?:\(core))\\z"),
            let wholeAnyCase = try? NSRegularExpression(
                pattern: "\\A(?:\(core))\\z", options: [.caseInsensitive])
        else { return nil }
        self.search = search
        self.whole = whole
        self.wholeAnyCase = wholeAnyCase
    }

    func values(in text: String) -> Result {
        switch ranges(of: search, in: text) {
        case .tooSlow: return .tooSlow
        case .found(let found) where !found.isEmpty:
            return .found(found.map(spelled))
        case .found: break
        }
        // "AB 123 456" or "AB-123456": neighbouring pieces without what parts them.
        let pieces = text.split { !$0.isLetter && !$0.isNumber }
        var found: [String] = []
        var start = 0
        while start < pieces.count {
            var matched = false
            for count in [2, 3, 4] where start + count <= pieces.count {
                let joined = pieces[start..<start + count].joined()
                guard joined.count <= 40, joined.contains(where: \.isNumber) else { continue }
                switch ranges(of: wholeAnyCase, in: joined) {
                case .tooSlow: return .tooSlow
                case .found(let values) where values.first == joined:
                    found.append(spelled(joined))
                    start += count
                    matched = true
                case .found: break
                }
                if matched { break }
            }
            if !matched { start += 1 }
        }
        return .found(found)
    }

    private func ranges(of expression: NSRegularExpression, in text: String) -> Result {
        var found: [String] = []
        var reports = 0
        let range = NSRange(text.startIndex..<text.endIndex, in: text)
        expression.enumerateMatches(in: text, options: [.reportProgress], range: range) {
            match, flags, stop in
            if let match, let range = Range(match.range, in: text), !range.isEmpty {
                found.append(String(text[range]))
            } else if flags.contains(.progress) {
                reports += 1
                if reports > Self.mostReports { stop.pointee = true }
            }
            if found.count >= 20 { stop.pointee = true }
        }
        return reports > Self.mostReports ? .tooSlow : .found(found)
    }

    /// The value in the letter case that the pattern wants.
    private func spelled(_ value: String) -> String {
        for candidate in [value, value.uppercased(), value.lowercased()] {
            if case .found(let found) = ranges(of: whole, in: candidate), found.first == candidate {
                return candidate
            }
        }
        return value
    }
}
