import Casewire
import CasewirePages

/// What stands in the fields of a settings form, by the settings' names without the section they are in.
struct SettingForm: Sendable {
    /// `organization` or `agent`.
    let section: String
    var values: [String: String]
    var problems: [SettingProblem] = []
    var declared: DeclaredSettings?

    /// Characters of a field; the limits of the settings are lower.
    private static let longestField = 20_000

    /// What is kept.
    init(_ section: String, kept: JSONValue, declared: DeclaredSettings?) {
        self.section = section
        self.declared = declared
        values = [:]
        add(kept, at: "")
    }

    /// What was typed.
    init(_ section: String, typed form: FormBody) {
        self.section = section
        values = [:]
        for field in form.fields where field.name != "form_token" {
            values[field.name] = String(field.value.prefix(Self.longestField))
        }
    }

    private mutating func add(_ value: JSONValue, at path: String) {
        switch value {
        case .null: break
        case .object(let entries):
            for (key, entry) in entries { add(entry, at: path.isEmpty ? key : "\(path).\(key)") }
        case .list(let entries): values[path] = entries.map(\.plain).joined(separator: "\n")
        default: values[path] = value.plain
        }
    }

    /// The lines of a field that are not empty.
    func lines(_ name: String) -> [String] {
        (values[name] ?? "").split(whereSeparator: \.isNewline).map(String.init)
            .filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// What was typed into a field, to be checked; nil where the form has no such field.
    func text(_ name: String) -> JSONValue? { values[name].map(JSONValue.text) }

    func field(
        _ name: String, _ label: String, _ kind: SettingField.Kind = .text, hint: String? = nil,
        note: String? = nil
    ) -> SettingField {
        let setting = "\(section).\(name)"
        let problem = problems.first { $0.setting == setting }
        return SettingField(
            name, label: label, hint: hint, kind: kind, value: values[name] ?? "",
            problem: problem.map { Self.sentence(say(told: $0.words)) },
            note: note ?? say(told: declared?.warning(about: setting)))
    }

    /// Problems that stand beside none of the fields.
    func problems(besides fields: [SettingField]) -> [String] {
        let shown = Set(fields.map { "\(section).\($0.name)" })
        return problems.filter { !shown.contains($0.setting) }.map { $0.setting + " " + say(told: $0.words) }
    }

    /// What follows a setting's name, as a sentence of its own.
    static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

/// What a settings page says after a form was sent.
struct SettingOutcome: Sendable {
    /// After `?saved=`: what was changed, in the words of the labels.
    static func words(_ saved: String?, labels: [String: String]) -> String? {
        guard let saved else { return nil }
        let names = saved.split(separator: ",").compactMap { labels[String($0)] }
        return names.isEmpty ? say("Nothing was changed.") : say("Saved: \(names.joined(separator: ", ")).")
    }

    /// The address that says it.
    static func address(_ page: String, _ outcome: ApplySetup.Outcome) -> String {
        "\(page)?saved=\(outcome.settings.isEmpty ? "none" : outcome.settings.joined(separator: ","))"
    }
}
