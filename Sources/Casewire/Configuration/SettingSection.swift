import Synchronization

/// A part of the settings as somebody entered them, read key by key: from a setup file, a request or a form.
///
/// Texts stand for numbers and flags, since files and forms have nothing else. All problems are gathered, each with the
/// setting it is about.
package struct SettingSection: Sendable {
    package let name: String
    private let values: [String: JSONValue]
    private let notes: SettingNotes

    /// - Parameter keys: all that may stand in it; another is a problem.
    init(_ value: JSONValue, named name: String, keys: [String], notes: SettingNotes) {
        self.name = name
        self.notes = notes
        guard case .object(let values) = value else {
            self.values = [:]
            notes.add(SettingProblem(name, "must hold keys and values."))
            return
        }
        self.values = values
        for key in values.keys.sorted() where !keys.contains(key) {
            problem(key, "is not known; \(name) knows \(Self.words(keys)).")
        }
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// Whether a key is there to take away what was set: `null`, or nothing but blanks.
    func isEmpty(_ key: String) -> Bool {
        switch values[key] {
        case .null: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        default: false
        }
    }

    /// Without the blanks around it; empty where it is to be taken away, nil where it is not named.
    func text(_ key: String, longest: Int) -> String? {
        guard let value = values[key] else { return nil }
        switch value {
        case .null: return ""
        case .object, .list:
            problem(key, "must be a text.")
            return nil
        default:
            let text = value.plain.trimming(while: \.isWhitespace)
            guard text.count <= longest else {
                problem(key, "has \(text.count) characters; \(longest) are the most.")
                return nil
            }
            return text
        }
    }

    /// A text that cannot be empty.
    func filledText(_ key: String, longest: Int) -> String? {
        guard let text = text(key, longest: longest) else { return nil }
        guard !text.isEmpty else {
            problem(key, "cannot be empty.")
            return nil
        }
        return text
    }

    func flag(_ key: String) -> Bool? {
        guard has(key) else { return nil }
        if case .flag(let flag)? = values[key] { return flag }
        switch values[key]?.text?.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            problem(key, "must be true or false.")
            return nil
        }
    }

    func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard has(key), !isEmpty(key) else { return nil }
        let value: Double? =
            switch values[key] {
            case .integer(let value): Double(value)
            case .number(let value): value
            case .text(let text): Double(text.trimming(while: \.isWhitespace))
            default: nil
            }
        if let value, range.contains(value) { return value }
        problem(
            key,
            "must be a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound)).")
        return nil
    }

    func wholeNumber(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard has(key), !isEmpty(key) else { return nil }
        let value: Int? =
            if case .text(let text)? = values[key] {
                Int(text.trimming(while: \.isWhitespace))
            } else {
                values[key]?.integer
            }
        if let value, range.contains(value) { return value }
        problem(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    /// One of the words of an enum.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard has(key), !isEmpty(key) else { return nil }
        let text = text(key, longest: 200)
        if let word = text.flatMap(Word.init(rawValue:)) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        problem(key, "is “\(text ?? "")”; choose one of \(known).")
        return nil
    }

    /// Texts of a list, without those that are empty; an empty list where there is `null`.
    func texts(_ key: String, most: Int, longest: Int) -> [String]? {
        guard has(key) else { return nil }
        if isEmpty(key) { return [] }
        guard let list = values[key]?.list else {
            problem(key, "must be a list.")
            return nil
        }
        guard list.count <= most else {
            problem(key, "has \(list.count) entries; \(most) are the most.")
            return nil
        }
        let texts = list.map { $0.plain.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }
        guard texts.allSatisfy({ $0.count <= longest }) else {
            problem(key, "has an entry of more than \(longest) characters.")
            return nil
        }
        return texts
    }

    func section(_ key: String, keys: [String]) -> SettingSection? {
        guard let value = values[key], value != .null else { return nil }
        return SettingSection(value, named: "\(name).\(key)", keys: keys, notes: notes)
    }

    func sections(_ key: String, keys: [String]) -> [SettingSection] {
        guard let value = values[key], value != .null else { return [] }
        guard let list = value.list else {
            problem(key, "must be a list.")
            return []
        }
        return list.enumerated().map { place, value in
            SettingSection(value, named: "\(name).\(key)[\(place + 1)]", keys: keys, notes: notes)
        }
    }

    func problem(_ key: String, _ words: String) {
        notes.add(SettingProblem("\(name).\(key)", words))
    }

    /// A problem of the section as a whole.
    func problem(_ words: String) {
        notes.add(SettingProblem(name, words))
    }

    /// Long lists are of countries, which nobody reads here.
    private static func words(_ keys: [String]) -> String {
        keys.prefix(20).joined(separator: ", ") + (keys.count > 20 ? ", …" : "")
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}

/// The problems found so far, in the order in which they were.
final class SettingNotes: Sendable {
    private let kept = Mutex<[SettingProblem]>([])

    var problems: [SettingProblem] { kept.withLock { $0 } }

    func add(_ problem: SettingProblem) {
        kept.withLock { if !$0.contains(problem) { $0.append(problem) } }
    }
}

extension StringProtocol {
    /// Without the characters at both ends that are of a kind.
    fileprivate func trimming(while isCut: (Character) -> Bool) -> String {
        let rest = drop(while: isCut)
        guard let last = rest.lastIndex(where: { !isCut($0) }) else { return "" }
        return String(rest[...last])
    }
}
