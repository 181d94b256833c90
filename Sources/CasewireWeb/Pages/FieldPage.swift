import Casewire
import CasewirePages

/// The columns of a case that are filled from the conversation.
struct FieldsPage: Page {
    static let template = "pages/fields"

    struct Entry: Sendable {
        let title: String
        let address: String
        let column: String
        let about: String
    }

    let frame: PageFrame
    let fields: [Entry]
    let isEmpty: Bool
    let isConnected: Bool
    /// Those that are no field yet.
    let columns: [SettingField.Option]
    let hasColumns: Bool
    let trouble: String?
    let note: String?

    init(
        _ fields: [CreatioSettings.Field], columns: [CaseColumns.Column], trouble: String?, isConnected: Bool,
        note: String?, frame: PageFrame
    ) {
        self.frame = frame
        self.trouble = trouble
        self.isConnected = isConnected
        self.note = note
        self.fields = fields.map { field in
            let count = field.examples?.count ?? 0
            let examples = count == 0 ? "" : ", " + say(count, one: "1 example", other: "\(count) examples")
            return Entry(
                title: field.title, address: "/settings/fields/\(SignInRoutes.encoded(field.column))",
                column: field.column,
                about: (field.kind == .text ? say("text") : say("dropdown")) + examples)
        }
        isEmpty = fields.isEmpty
        self.columns = columns.filter { column in !fields.contains { $0.column == column.name } }
            .map {
                SettingField.Option(
                    value: $0.name, label: $0.lookup.map { say("dropdown of \($0)") } ?? say("text"),
                    isChosen: false)
            }
        hasColumns = !self.columns.isEmpty
    }
}

/// One field: what it is filled with, and trying it.
struct FieldPage: Page {
    static let template = "pages/field"

    struct TrialPart: Sendable {
        let value: String?
        let reason: String
        let grounds: [String]
        let hasGrounds: Bool

        init(_ trial: FieldTrial) {
            value = trial.answer.value
            reason = trial.answer.reason
            grounds = trial.grounds.map(\.text)
            hasGrounds = !grounds.isEmpty
        }
    }

    let frame: PageFrame
    let formToken: String
    let heading: String
    let column: String
    let address: String
    let isKept: Bool
    let isSaved: Bool
    let note: String?
    let kind: String
    let kindWord: String
    let fields: [SettingField]
    let values: [SettingField]
    let hasValues: Bool
    let examples: SettingField?
    /// Where there are too many to be shown.
    let manyExamples: Int?
    let hasProblems: Bool
    let problems: [String]
    let trouble: String?
    let sessions: [SettingField.Option]
    let hasSessions: Bool
    let trial: TrialPart?

    init(
        _ form: FieldForm, values names: [String], trouble: String?, sessions: [InboxEntry],
        session: Session.ID?, trial: TrialPart?, isSaved: Bool, note: String?, frame: PageFrame,
        formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.note = note
        self.isSaved = isSaved
        self.trouble = trouble
        self.trial = trial
        heading = form.title
        column = form.column
        isKept = form.isKept
        address = "/settings/fields/\(SignInRoutes.encoded(form.column))"
        kind = form.kind.rawValue
        kindWord = form.kind == .text ? say("a text") : say("one of the lookup's values")
        func field(
            _ name: String, _ label: String, _ kind: SettingField.Kind, _ value: String, hint: String? = nil
        ) -> SettingField {
            SettingField(
                name, label: label, hint: hint, kind: kind, value: value,
                problem: form.problems.first { $0.setting == name }.map {
                    SettingForm.sentence(say(told: $0.words))
                })
        }
        var fields = [
            field("title", say("Title"), .text, form.title, hint: say("as reps and models read it")),
            field(
                "description", say("What it is"), .area(rows: 3), form.description,
                hint: say("what the customer says that belongs here")),
        ]
        if form.kind == .text {
            fields.append(
                field(
                    "pattern", say("Pattern"), .text, form.pattern,
                    hint: say("a regular expression for the whole value, such as [A-Z][0-9]+; empty for any"))
            )
        }
        self.fields = fields
        // A value that the site no longer has is kept and shown, so that nothing is lost unseen.
        let gone = form.values.keys.filter { !names.contains($0) }.sorted()
        values =
            form.kind == .text
            ? []
            : (names + gone).enumerated().map { place, name in
                SettingField(
                    "value.\(name)", id: "setting-value-\(place)", label: name, hint: say("when …"),
                    kind: .text,
                    value: form.values[name] ?? "")
            }
        hasValues = !values.isEmpty
        examples = form.examples.map {
            field(
                "examples", say("Examples"), .area(rows: 6), $0,
                hint:
                    say(
                        "one a line: the value, a bar, what a customer wrote; nothing before the bar where it says nothing"
                    )
            )
        }
        manyExamples = form.examples == nil ? form.examplesCount : nil
        hasProblems = !form.problems.isEmpty
        let shown: Set = ["title", "description", "pattern", "examples"]
        problems = form.problems.filter { !shown.contains($0.setting) }.map {
            $0.setting + " " + say(told: $0.words)
        }
        self.sessions = sessions.map { entry in
            SettingField.Option(
                value: entry.session.id.rawValue,
                label: "#\(entry.session.ticket) \(entry.contactName ?? entry.contactPhone.national)",
                isChosen: entry.session.id == session, isName: true)
        }
        hasSessions = !sessions.isEmpty
    }
}
