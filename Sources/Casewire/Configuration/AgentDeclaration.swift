/// What somebody entered for the agent: in a setup file, a request or a form. All three are checked here.
package struct AgentDeclaration: Sendable {
    package private(set) var entry: Setup.Agent
    package private(set) var problems: [SettingProblem]
    /// Whether a hosted model was entered without a word of its key.
    let leavesKey: Bool

    /// Actions are declared apart (`ActionDeclaration`).
    package static let keys = [
        "model", "profile", "handoff", "hours", "burst_seconds", "resolve_after_minutes", "threshold", "csat",
        "memory",
    ]
    /// `has_api_key` is what a reader is told, and may be given back.
    package static let modelKeys = [
        "kind", "url", "name", "api_key", "has_api_key", "timeout_seconds", "context_tokens", "input_price",
        "output_price",
    ]
    package static let handoffKeys = [
        "level", "triggers", "topics", "notice", "notice_closed", "escalate_after_minutes",
    ]
    package static let triggerKeys = ["explicit_request", "no_answer", "frustration", "model_failed"]

    private static let longestProfile = 8000
    /// Characters of a text that customers get: some ten segments.
    private static let longestWording = 1600
    private static let mostTopics = 200
    private static let longestTopic = 200

    /// - Parameter value: an object with some of the keys; what is not named stays as it is, and an empty text or `null` takes
    ///   away what was set.
    package init(_ value: JSONValue) {
        let notes = SettingNotes()
        let section = SettingSection(value, named: "agent", keys: Self.keys, notes: notes)
        var entry = Setup.Agent()
        let model = section.section("model", keys: Self.modelKeys)
        if let model {
            entry.model = model.word("kind", as: AgentSettings.Model.self)
            if !model.has("kind") { model.problem("kind", "is missing.") }
            entry.endpoint = Self.endpoint(model, of: entry.model)
        }
        leavesKey = model.map { !$0.has("api_key") } ?? false
        entry.profile = section.text("profile", longest: Self.longestProfile)
        if let handoff = section.section("handoff", keys: Self.handoffKeys) {
            entry.level = handoff.word("level", as: HandoffLevel.self)
            entry.triggers = Self.triggers(handoff)
            entry.topics = handoff.texts("topics", most: Self.mostTopics, longest: Self.longestTopic)
            entry.notice = handoff.text("notice", longest: Self.longestWording)
            entry.escalateAfterMinutes = handoff.wholeNumber(
                "escalate_after_minutes", in: 0...Escalation.mostMinutes)
            entry.noticeClosed = handoff.text("notice_closed", longest: Self.longestWording)
        }
        if section.has("hours") {
            if let hours = section.section("hours", keys: BusinessHours.keys) {
                if let read = BusinessHours(hours) { entry.hours = .some(read) }
            } else {
                entry.hours = .some(nil)
            }
        }
        entry.burstSeconds = section.number("burst_seconds", in: 0...15)
        entry.resolveAfterMinutes = section.wholeNumber("resolve_after_minutes", in: 1...525_600)
        if section.has("threshold") {
            entry.threshold =
                section.isEmpty("threshold") ? .some(nil) : section.number("threshold", in: 0...1)
        }
        entry.memory = section.flag("memory")
        if section.has("csat") { entry.satisfaction = .some(Self.satisfaction(section)) }
        self.entry = entry
        problems = notes.problems
    }

    private static func triggers(_ handoff: SettingSection) -> TriggerLevels? {
        guard handoff.has("triggers") else { return nil }
        guard let section = handoff.section("triggers", keys: Self.triggerKeys) else {
            return TriggerLevels()
        }
        return TriggerLevels(
            explicitRequest: section.word("explicit_request", as: HandoffLevel.self),
            noAnswer: section.word("no_answer", as: HandoffLevel.self),
            frustration: section.word("frustration", as: HandoffLevel.self),
            modelFailed: section.word("model_failed", as: HandoffLevel.self))
    }

    private static func satisfaction(_ section: SettingSection) -> SatisfactionQuestion? {
        guard let survey = section.section("csat", keys: ["enabled", "question", "thanks"]),
            survey.flag("enabled") ?? true
        else { return nil }
        func wording(_ key: String) -> String? {
            survey.text(key, longest: Self.longestWording).flatMap { $0.isEmpty ? nil : $0 }
        }
        return SatisfactionQuestion(question: wording("question"), thanks: wording("thanks"))
    }

    private static func endpoint(_ section: SettingSection, of kind: AgentSettings.Model?) -> ModelEndpoint? {
        guard let usual = kind?.usualURL else { return nil }
        let name = section.text("name", longest: 200) ?? ""
        if name.isEmpty { section.problem("name", "is missing: which of the service's models is asked.") }
        let key = section.text("api_key", longest: 2000).flatMap { $0.isEmpty ? nil : Secret($0) }
        return ModelEndpoint(
            url: section.address("url") ?? usual, name: name, key: key,
            timeoutSeconds: section.number("timeout_seconds", in: 1...20),
            contextTokens: section.wholeNumber("context_tokens", in: 500...1_000_000),
            inputPrice: section.number("input_price", in: 0...10_000),
            outputPrice: section.number("output_price", in: 0...10_000))
    }

    /// With the key that is kept, where none was entered. A key is never carried to another host: whoever holds it there
    /// would have it.
    func keepingKey(of old: ModelEndpoint?) -> AgentDeclaration {
        guard leavesKey, let endpoint = entry.endpoint, let old, let key = old.key else { return self }
        var kept = self
        guard endpoint.origin == old.origin else {
            kept.problems.append(
                SettingProblem(
                    "agent.model.api_key",
                    "must be entered anew, since the address is at another host. Leave it empty to use none.")
            )
            return kept
        }
        kept.entry.endpoint = ModelEndpoint(
            url: endpoint.url, name: endpoint.name, key: key, timeoutSeconds: endpoint.timeoutSeconds,
            contextTokens: endpoint.contextTokens, inputPrice: endpoint.inputPrice,
            outputPrice: endpoint.outputPrice)
        return kept
    }
}
