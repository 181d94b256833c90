import Casewire

/// What stands in a field's form, and what was wrong with it.
struct FieldForm: Sendable {
    let column: String
    let isKept: Bool
    var title: String
    var kind: CreatioSettings.Field.Kind
    var description: String
    var pattern: String
    /// What speaks for each value of a dropdown.
    var values: [String: String]
    /// One a line; nil where there are too many to be shown.
    var examples: String?
    /// Those that the lines stand for, where they were not changed.
    private let keptExamples: [FieldExample]?
    var problems: [SettingProblem] = []

    /// More are changed in a file or over the API.
    static let mostShownExamples = 300

    init(_ field: CreatioSettings.Field?, column: String) {
        self.column = column
        isKept = field != nil
        title = field?.title ?? column
        kind = field?.kind ?? .text
        description = field?.description ?? ""
        pattern = field?.pattern ?? ""
        values = field?.values ?? [:]
        keptExamples = field?.examples
        let kept = field?.examples ?? []
        examples = kept.count > Self.mostShownExamples ? nil : Self.lines(kept)
    }

    init(typed body: FormBody, over field: CreatioSettings.Field?, column: String) {
        self.init(field, column: column)
        title = body["title"].map(Self.trimmed) ?? title
        if title.isEmpty { title = column }
        kind = body["kind"].flatMap(CreatioSettings.Field.Kind.init) ?? kind
        description = body["description"].map(Self.trimmed) ?? description
        pattern = body["pattern"].map(Self.trimmed) ?? pattern
        for entry in body.fields where entry.name.hasPrefix("value.") {
            values[String(entry.name.dropFirst("value.".count))] = Self.trimmed(entry.value)
        }
        if examples != nil { examples = body["examples"] ?? examples }
    }

    var examplesCount: Int { keptExamples?.count ?? 0 }

    var field: CreatioSettings.Field {
        let said = values.filter { !$0.value.isEmpty }
        return CreatioSettings.Field(
            column: column, title: title, kind: kind, description: description,
            pattern: kind == .text && !pattern.isEmpty ? pattern : nil,
            examples: readExamples, values: kind == .dropdown && !said.isEmpty ? said : nil)
    }

    private var readExamples: [FieldExample]? {
        guard let examples, Self.normal(examples) != Self.lines(keptExamples ?? []) else {
            return keptExamples
        }
        let read = Self.normal(examples).split(separator: "\n").compactMap { line -> FieldExample? in
            guard let bar = line.firstIndex(of: "|") else {
                return Self.trimmed(String(line)).isEmpty
                    ? nil : FieldExample(text: Self.trimmed(String(line)), value: nil)
            }
            let value = Self.trimmed(String(line[..<bar]))
            return FieldExample(
                text: Self.trimmed(String(line[line.index(after: bar)...])),
                value: value.isEmpty ? nil : value)
        }
        return read.isEmpty ? nil : read
    }

    /// `value | text`, with nothing before the bar where the text says nothing of the field.
    private static func lines(_ examples: [FieldExample]) -> String {
        examples.map { example in
            let text = example.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "\(example.value ?? "") | \(text)"
        }.joined(separator: "\n")
    }

    /// Browsers send lines with CR and LF.
    private static func normal(_ text: String) -> String {
        text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).joined(separator: "\n")
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop(while: \.isWhitespace)
        return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
    }
}
