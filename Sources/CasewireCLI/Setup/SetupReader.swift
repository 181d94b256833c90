import Casewire
import Foundation
import Yams

/// Walks a setup file's YAML and gathers every problem with its line, so that all are reported together.
final class SetupReader {
    private let environment: [String: String]
    private(set) var problems: [String] = []

    init(environment: [String: String]) {
        self.environment = environment
    }

    func problem(_ words: String, at node: Node) {
        let line = node.mark.map { "line \($0.line): " } ?? ""
        problems.append(line + words)
    }

    /// A mapping whose keys must all be known.
    func mapping(_ node: Node, named name: String, keys: [String]) -> SetupSection? {
        guard let mapping = node.mapping else {
            problem("\(name) must hold keys and values.", at: node)
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let word = key.string ?? "?"
            if !keys.contains(word) {
                problem("\(name) has no key “\(word)”; it knows \(Self.words(keys)).", at: key)
            } else if values.updateValue(value, forKey: word) != nil {
                problem("\(name) has “\(word)” twice.", at: key)
            }
        }
        return SetupSection(name: name, node: node, values: values, reader: self)
    }

    /// Long lists are of countries, which nobody reads here.
    private static func words(_ keys: [String]) -> String {
        keys.prefix(20).joined(separator: ", ") + (keys.count > 20 ? ", …" : "")
    }

    func list(_ node: Node, named name: String) -> [Node] {
        guard let sequence = node.sequence else {
            problem("\(name) must be a list.", at: node)
            return []
        }
        return Array(sequence)
    }

    /// A value of any shape. Scalars without quotes are flags, numbers or null where they look so.
    func json(_ node: Node, named name: String) -> JSONValue {
        if let mapping = node.mapping {
            let entries = mapping.map { ($0.string ?? "?", json($1, named: name)) }
            return .object(Dictionary(entries) { $1 })
        }
        if let sequence = node.sequence { return .list(sequence.map { json($0, named: name) }) }
        if node.scalar?.style == .plain {
            if node.null != nil { return .null }
            if let flag = node.bool { return .flag(flag) }
            if let number = node.int { return .integer(Int64(number)) }
            if let number = node.float { return .number(number) }
        }
        return .text(text(node, named: name) ?? "")
    }

    /// A value of any shape in which every scalar is a text as it was written; null is left out.
    func entered(_ node: Node, named name: String) -> JSONValue? {
        if node.null != nil, node.scalar?.style == .plain { return nil }
        if let mapping = node.mapping {
            var values: [String: JSONValue] = [:]
            for (key, value) in mapping {
                let word = key.string ?? "?"
                if values[word] != nil { problem("\(name) has “\(word)” twice.", at: key) }
                values[word] = entered(value, named: "\(name).\(word)")
            }
            return .object(values)
        }
        if let sequence = node.sequence {
            return .list(
                sequence.enumerated().compactMap { entered($1, named: "\(name)[\($0 + 1)]") })
        }
        return text(node, named: name).map(JSONValue.text)
    }

    /// A scalar with `${NAME}` replaced from the environment.
    func text(_ node: Node, named name: String) -> String? {
        guard let scalar = node.scalar else {
            problem("\(name) must be a text.", at: node)
            return nil
        }
        var result = ""
        var rest = Substring(scalar.string)
        while let start = rest.range(of: "${") {
            result += rest[..<start.lowerBound]
            guard let end = rest.range(of: "}", range: start.upperBound..<rest.endIndex) else {
                problem("\(name) has “${” without “}”.", at: node)
                return nil
            }
            let variable = String(rest[start.upperBound..<end.lowerBound])
            guard let value = environment[variable] else {
                problem("\(name) asks for ${\(variable)}, which is not set in the environment.", at: node)
                return nil
            }
            result += value
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}

/// A mapping of a setup file, read key by key.
struct SetupSection {
    let name: String
    let node: Node
    fileprivate let values: [String: Node]
    fileprivate let reader: SetupReader

    fileprivate init(name: String, node: Node, values: [String: Node], reader: SetupReader) {
        self.name = name
        self.node = node
        self.values = values
        self.reader = reader
    }

    subscript(key: String) -> Node? {
        guard let node = values[key], node.null == nil else { return nil }
        return node
    }

    func text(_ key: String) -> String? {
        self[key].flatMap { reader.text($0, named: "\(name).\(key)") }
    }

    func required(_ key: String) -> String? {
        guard self[key] != nil else {
            reader.problem("\(name) needs \(key).", at: node)
            return nil
        }
        let text = text(key)
        if text?.isEmpty ?? false {
            reader.problem("\(name).\(key) is empty.", at: node)
            return nil
        }
        return text
    }

    func flag(_ key: String) -> Bool? {
        guard let node = self[key] else { return nil }
        if let flag = node.bool { return flag }
        reader.problem("\(name).\(key) must be true or false.", at: node)
        return nil
    }

    func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let node = self[key] else { return nil }
        let value = text(key).flatMap(Double.init)
        if let value, range.contains(value) { return value }
        reader.problem(
            "\(name).\(key) must be a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound)).",
            at: node)
        return nil
    }

    /// A time such as `90s`, `30m`, `4h` or `2d`.
    func seconds(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = self[key], let text = text(key) else { return nil }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let plain = text.filter { !$0.isWhitespace }
        if let unit = plain.last.flatMap({ units[$0] }), let count = Int(plain.dropLast()),
            count <= range.upperBound,
            range.contains(count * unit)
        {
            return count * unit
        }
        reader.problem(
            "\(name).\(key) must be a time such as 30m, 4h or 2d, from \(range.lowerBound) s to \(range.upperBound) s.",
            at: node)
        return nil
    }

    func texts(_ key: String) -> [String]? {
        guard let node = self[key] else { return nil }
        return reader.list(node, named: "\(name).\(key)").compactMap {
            reader.text($0, named: "\(name).\(key)")
        }
    }

    /// Texts by names of one's own, such as `{High: "broken or urgent"}`.
    func texts(by key: String) -> [String: String]? {
        guard let node = self[key] else { return nil }
        guard let mapping = node.mapping else {
            reader.problem("\(name).\(key) must hold keys and values.", at: node)
            return nil
        }
        var texts: [String: String] = [:]
        for (name, value) in mapping {
            texts[name.string ?? "?"] = reader.text(value, named: "\(self.name).\(key)")
        }
        return texts
    }

    /// One of the words of an enum.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let node = self[key], let text = text(key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        reader.problem("\(name).\(key) is “\(text)”; choose one of \(known).", at: node)
        return nil
    }

    /// A value of any shape, as JSON; texts may be `${NAME}`.
    func json(_ key: String) -> JSONValue? {
        self[key].map { reader.json($0, named: "\(name).\(key)") }
    }

    /// What it holds, to be checked as a request or a form is.
    func entered(besides others: [String]) -> JSONValue {
        var entered: [String: JSONValue] = [:]
        for (key, node) in values where !others.contains(key) {
            entered[key] = reader.entered(node, named: "\(name).\(key)")
        }
        return .object(entered)
    }

    /// Tells problems with the line of the setting that each is about.
    func tell(_ problems: [SettingProblem]) {
        for problem in problems { reader.problem(problem.sentence, at: place(of: problem.setting)) }
    }

    /// The node of a setting such as `agent.hours.shifts[2].from`, or the innermost there is around it.
    private func place(of setting: String) -> Node {
        var found = node
        let steps = setting.dropFirst(name.count).split { ".[]".contains($0) }
        for step in steps {
            let next =
                found.mapping.map { $0[String(step)] }
                ?? Int(step).flatMap { number -> Node? in
                    guard let list = found.sequence, list.indices.contains(number - 1) else { return nil }
                    return list[number - 1]
                }
            guard let next else { break }
            found = next
        }
        return found
    }

    func section(_ key: String, keys: [String]) -> SetupSection? {
        self[key].flatMap { reader.mapping($0, named: "\(name).\(key)", keys: keys) }
    }

    func sections(_ key: String, keys: [String]) -> [SetupSection] {
        guard let node = self[key] else { return [] }
        return reader.list(node, named: "\(name).\(key)").enumerated().compactMap { place, node in
            reader.mapping(node, named: "\(name).\(key)[\(place + 1)]", keys: keys)
        }
    }

    func problem(_ words: String) {
        reader.problem(words, at: node)
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
