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

        init(_ trial: ModelProbe) {
            words = SettingForm.sentence(say(told: trial.words)) + (trial.words.hasSuffix(".") ? "" : ".")
            fix = say(told: trial.fix)
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

    init(_ form: SettingForm, saved: String?, trial: ModelProbe?, frame: PageFrame, formToken: String) {
        self.frame = frame
        self.formToken = formToken
        self.saved = SettingOutcome.words(saved, labels: Self.labels)
        self.trial = trial.map(TrialPart.init)
        hasKey = form.values["model.has_api_key"] == "true"
        model = Self.model(form, hasKey: hasKey)
        handoff = Self.handoff(form)
        levels = HandoffLevel.allCases.map { say(told: $0.name) }
        rows = LeveledTrigger.allCases.map { trigger in
            LevelRow(
                trigger: say(told: trigger.words),
                cells: HandoffLevel.allCases.map { say(told: $0.words(for: trigger)) })
        }
        wording = Self.wording(form)
        times = Self.times(form)
        survey = Self.survey(form)
        hasProblems = !form.problems.isEmpty
        problems = form.problems(besides: model + handoff + wording + times + survey)
    }

    static var labels: [String: String] {
        [
            "agent.model.kind": say("which model answers"),
            "agent.model": say("the model's address, name or key"),
            "agent.profile": say("profile"), "agent.handoff.level": say("level"),
            "agent.handoff.triggers": say("single levels"),
            "agent.handoff.topics": say("topics"),
            "agent.handoff.escalate_after_minutes": say("time until it is escalated"),
            "agent.handoff.notice": say("notice"),
            "agent.handoff.notice_closed": say("notice while closed"),
            "agent.burst_seconds": say("wait after a text"),
            "agent.resolve_after_minutes": say("time until idle sessions are resolved"),
            "agent.threshold": say("threshold"), "agent.memory": say("memory of sessions"),
            "agent.csat": say("the question at the end"),
        ]
    }

    private static func model(_ form: SettingForm, hasKey: Bool) -> [SettingField] {
        let declared = say(told: form.declared?.warning(about: "agent.model"))
        return [
            form.field(
                "model.kind", say("Model"),
                .choice([
                    ("builtin", say("Built in: works offline, answers from the articles alone")),
                    ("openai", say("An endpoint that speaks OpenAI's chat completions")),
                    ("anthropic", say("Anthropic's Messages API")),
                ]), note: declared),
            form.field(
                "model.url", say("Address"), .address,
                hint: say("empty for the service's own, such as https://api.openai.com/v1")),
            form.field("model.name", say("Name of the model")),
            form.field(
                "model.api_key", say("API key"), .secret,
                hint: hasKey
                    ? say("one is kept; it stays where this is left empty")
                    : say("empty where none is asked for")),
            form.field(
                "model.timeout_seconds", say("Seconds for a try"), .number(from: 1, to: 20, whole: false),
                hint: say("20 unless given")),
            form.field(
                "model.context_tokens", say("Tokens it is shown at most"),
                .number(from: 500, to: 1_000_000, whole: true), hint: say("6000 unless given")),
            form.field(
                "model.input_price", say("Price of a million tokens read"),
                .number(from: 0, to: 10_000, whole: false)),
            form.field(
                "model.output_price", say("Price of a million tokens written"),
                .number(from: 0, to: 10_000, whole: false)),
        ]
    }

    private static func handoff(_ form: SettingForm) -> [SettingField] {
        let levels = HandoffLevel.allCases.map { ($0.rawValue, say(told: $0.name)) }
        return [form.field("handoff.level", say("Level"), .choice(levels))]
            + LeveledTrigger.allCases.map { trigger in
                form.field(
                    "handoff.triggers.\(trigger.rawValue)", say(told: trigger.words),
                    .choice([("", say("As the level says"))] + levels),
                    note: say(told: form.declared?.warning(about: "agent.handoff.triggers")))
            }
            + [
                form.field(
                    "handoff.topics", say("Topics that go to a person"), .area(rows: 3),
                    hint: say("one a line, such as legal threats")),
                form.field(
                    "handoff.escalate_after_minutes",
                    say("Minutes after which it is raised that nobody answered"),
                    .number(from: 0, to: Double(Escalation.mostMinutes), whole: true),
                    hint: say("of business hours; 0 for never")),
            ]
    }

    private static func wording(_ form: SettingForm) -> [SettingField] {
        func area(_ name: String, _ label: String, rows: Int, hint: String) -> SettingField {
            form.field(
                name, label, .area(rows: rows), hint: hint,
                note: form.values[name].flatMap { say(told: LinkShortener.warning(about: $0)) })
        }
        return [
            area(
                "profile", say("Profile"), rows: 5,
                hint: say("who the agent is and how it speaks; hosted models read it")),
            area(
                "handoff.notice", say("Notice at a handoff"), rows: 2,
                hint: say("empty for the built-in one in the customer's language")),
            area(
                "handoff.notice_closed", say("The same while closed"), rows: 2,
                hint: say("{opening} stands for when you open")),
        ]
    }

    private static func times(_ form: SettingForm) -> [SettingField] {
        [
            form.field(
                "burst_seconds", say("Seconds that the agent waits for a further text"),
                .number(from: 0, to: 15, whole: false)),
            form.field(
                "resolve_after_minutes", say("Minutes after which an idle session is resolved"),
                .number(from: 1, to: 525_600, whole: true), hint: say("never while people have it")),
            form.field(
                "threshold", say("How sure an answer must be"), .number(from: 0, to: 1, whole: false),
                hint: say("0 to 1; empty for what was measured")),
            form.field(
                "memory", say("Tell a hosted model what the customer wrote about in the last sessions"),
                .check),
        ]
    }

    private static func survey(_ form: SettingForm) -> [SettingField] {
        [
            form.field("csat.enabled", say("Ask how they were served when a session is resolved"), .check),
            form.field(
                "csat.question", say("Question"), .area(rows: 2),
                hint: say("empty for the built-in one; it asks for a number from 1 to 5")),
            form.field("csat.thanks", say("Thanks"), hint: say("empty for none")),
        ]
    }
}

extension SettingForm {
    /// The agent's form, filled with what is kept.
    static func agent(_ kept: JSONValue, declared: DeclaredSettings?) -> SettingForm {
        var form = SettingForm("agent", kept: kept, declared: declared)
        if kept["memory"] == .flag(true) { form.values["memory"] = "yes" }
        if let survey = kept["csat"], survey != .null { form.values["csat.enabled"] = "yes" }
        return form
    }

    /// What the agent's form declares; the built-in model leaves a kept endpoint alone.
    var agent: JSONValue {
        func texts(_ names: [String], below section: String) -> [String: JSONValue] {
            Dictionary(
                names.compactMap { name in text("\(section).\(name)").map { (name, $0) } }
            ) { $1 }
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
            "memory": .flag(values["memory"] == "yes"),
        ]
        for name in ["profile", "burst_seconds", "resolve_after_minutes", "threshold"] {
            entries[name] = text(name)
        }
        return .object(entries)
    }
}
