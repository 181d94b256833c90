import Casewire
import CasewirePages

/// How the agent answers and when it hands off.
struct AgentPage: Page {
    static let template = "pages/agent"

    struct LevelRow: Sendable {
        let trigger: String
        let cells: [String]
    }

    struct TrialPart: Sendable {
        let words: String
        let fix: String?
        let isGood: Bool

        init(_ trial: ModelTrial) {
            words = SettingForm.sentence(trial.words) + (trial.words.hasSuffix(".") ? "" : ".")
            fix = trial.fix
            isGood = trial.outcome == .answers || trial.outcome == .idle
        }
    }

    let frame: PageFrame
    let formToken: String
    let model: [SettingField]
    let hasKey: Bool
    let handoff: [SettingField]
    let levels: [String]
    let rows: [LevelRow]
    let wording: [SettingField]
    let times: [SettingField]
    let survey: [SettingField]
    let saved: String?
    let hasProblems: Bool
    let problems: [String]
    let trial: TrialPart?

    init(_ form: SettingForm, saved: String?, trial: ModelTrial?, frame: PageFrame, formToken: String) {
        self.frame = frame
        self.formToken = formToken
        self.saved = SettingOutcome.words(saved, labels: Self.labels)
        self.trial = trial.map(TrialPart.init)
        hasKey = form.values["model.has_api_key"] == "true"
        model = Self.model(form, hasKey: hasKey)
        handoff = Self.handoff(form)
        levels = HandoffLevel.allCases.map(\.name)
        rows = LeveledTrigger.allCases.map { trigger in
            LevelRow(trigger: trigger.words, cells: HandoffLevel.allCases.map { $0.words(for: trigger) })
        }
        wording = Self.wording(form)
        times = Self.times(form)
        survey = Self.survey(form)
        hasProblems = !form.problems.isEmpty
        problems = form.problems(besides: model + handoff + wording + times + survey)
    }

    static let labels = [
        "agent.model.kind": "which model answers", "agent.model": "the model's address, name or key",
        "agent.profile": "profile", "agent.handoff.level": "level", "agent.handoff.triggers": "single levels",
        "agent.handoff.topics": "topics",
        "agent.handoff.escalate_after_minutes": "time until it is escalated", "agent.handoff.notice": "notice",
        "agent.handoff.notice_closed": "notice while closed", "agent.burst_seconds": "wait after a text",
        "agent.resolve_after_minutes": "time until idle sessions are resolved",
        "agent.threshold": "threshold", "agent.csat": "the question at the end",
    ]

    private static func model(_ form: SettingForm, hasKey: Bool) -> [SettingField] {
        let declared = form.declared?.warning(about: "agent.model")
        return [
            form.field(
                "model.kind", "Model",
                .choice([
                    ("builtin", "Built in: works offline, answers from the articles alone"),
                    ("openai", "An endpoint that speaks OpenAI's chat completions"),
                    ("anthropic", "Anthropic's Messages API"),
                ]), note: declared),
            form.field(
                "model.url", "Address", .address, hint: "empty for the service's own, such as https://api.openai.com/v1"),
            form.field("model.name", "Name of the model"),
            form.field(
                "model.api_key", "API key", .secret,
                hint: hasKey ? "one is kept; it stays where this is left empty" : "empty where none is asked for"),
            form.field(
                "model.timeout_seconds", "Seconds for a try", .number(from: 1, to: 20, whole: false),
                hint: "20 unless given"),
            form.field(
                "model.context_tokens", "Tokens it is shown at most",
                .number(from: 500, to: 1_000_000, whole: true), hint: "6000 unless given"),
            form.field(
                "model.input_price", "Price of a million tokens read",
                .number(from: 0, to: 10_000, whole: false)),
            form.field(
                "model.output_price", "Price of a million tokens written",
                .number(from: 0, to: 10_000, whole: false)),
        ]
    }

    private static func handoff(_ form: SettingForm) -> [SettingField] {
        let levels = HandoffLevel.allCases.map { ($0.rawValue, $0.name) }
        return [form.field("handoff.level", "Level", .choice(levels))]
            + LeveledTrigger.allCases.map { trigger in
                form.field(
                    "handoff.triggers.\(trigger.rawValue)", trigger.words,
                    .choice([("", "As the level says")] + levels),
                    note: form.declared?.warning(about: "agent.handoff.triggers"))
            }
            + [
                form.field(
                    "handoff.topics", "Topics that go to a person", .area(rows: 3),
                    hint: "one a line, such as legal threats"),
                form.field(
                    "handoff.escalate_after_minutes", "Minutes after which it is raised that nobody answered",
                    .number(from: 0, to: Double(Escalation.mostMinutes), whole: true),
                    hint: "of business hours; 0 for never"),
            ]
    }

    private static func wording(_ form: SettingForm) -> [SettingField] {
        func area(_ name: String, _ label: String, rows: Int, hint: String) -> SettingField {
            form.field(
                name, label, .area(rows: rows), hint: hint,
                note: form.values[name].flatMap { LinkShortener.warning(about: $0) })
        }
        return [
            area("profile", "Profile", rows: 5, hint: "who the agent is and how it speaks; hosted models read it"),
            area(
                "handoff.notice", "Notice at a handoff", rows: 2,
                hint: "empty for the built-in one in the customer's language"),
            area(
                "handoff.notice_closed", "The same while closed", rows: 2,
                hint: "{opening} stands for when you open"),
        ]
    }

    private static func times(_ form: SettingForm) -> [SettingField] {
        [
            form.field(
                "burst_seconds", "Seconds that the agent waits for a further text",
                .number(from: 0, to: 15, whole: false)),
            form.field(
                "resolve_after_minutes", "Minutes after which an idle session is resolved",
                .number(from: 1, to: 525_600, whole: true), hint: "never while people have it"),
            form.field(
                "threshold", "How sure an answer must be", .number(from: 0, to: 1, whole: false),
                hint: "0 to 1; empty for what was measured"),
        ]
    }

    private static func survey(_ form: SettingForm) -> [SettingField] {
        [
            form.field("csat.enabled", "Ask how they were served when a session is resolved", .check),
            form.field(
                "csat.question", "Question", .area(rows: 2),
                hint: "empty for the built-in one; it asks for a number from 1 to 5"),
            form.field("csat.thanks", "Thanks", hint: "empty for none"),
        ]
    }
}

extension SettingForm {
    /// The agent's form, filled with what is kept.
    static func agent(_ kept: JSONValue, declared: DeclaredSettings?) -> SettingForm {
        var form = SettingForm("agent", kept: kept, declared: declared)
        if let survey = kept["csat"], survey != .null { form.values["csat.enabled"] = "yes" }
        return form
    }

    /// What the agent's form declares; the built-in model leaves a kept endpoint alone.
    var agent: JSONValue {
        func texts(_ names: [String], below section: String) -> [String: JSONValue] {
            Dictionary(
                names.compactMap { name in text("\(section).\(name)").map { (name, $0) } }) { $1 }
        }
        var model = texts(AgentDeclaration.modelKeys.filter { $0 != "has_api_key" }, below: "model")
        if values["model.api_key"]?.isEmpty ?? true {
            model["api_key"] = values["model.no_key"] == "yes" ? JSONValue.null : nil
        }
        if values["model.kind"] == "builtin" { model = ["kind": .text("builtin")] }
        var handoff = texts(["level", "notice", "notice_closed", "escalate_after_minutes"], below: "handoff")
        handoff["topics"] = .list(lines("handoff.topics").map(JSONValue.text))
        handoff["triggers"] = .object(texts(AgentDeclaration.triggerKeys, below: "handoff.triggers"))
        var survey = texts(["question", "thanks"], below: "csat")
        survey["enabled"] = .flag(values["csat.enabled"] == "yes")
        var entries: [String: JSONValue] = [
            "model": .object(model), "handoff": .object(handoff), "csat": .object(survey),
        ]
        for name in ["profile", "burst_seconds", "resolve_after_minutes", "threshold"] {
            entries[name] = text(name)
        }
        return .object(entries)
    }
}
