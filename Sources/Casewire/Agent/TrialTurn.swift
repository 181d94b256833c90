/// What a model would do with one text that nobody sent: asked and checked as in a turn, and nothing of it is kept.
package struct TrialTurn: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// With the articles that the answer rests on; none for small talk and questions back.
        case answered(String, sources: [Article.ID], confidence: Double)
        /// In words, why a person is needed.
        case needsPerson(String)
        case silent
        /// In words, why the model gave no answer.
        case failed(String)
    }

    package let outcome: Outcome
    /// What was found in the knowledge, best first.
    package let found: [KnowledgeMatch]
    /// Below this score nothing in the knowledge answers.
    package let threshold: Double
    /// What the model took; none where it was not asked.
    package let usage: ModelUsage

    private static let shownPassages = 5

    /// The articles that an answer rests on.
    package var sources: [Article.ID] {
        if case .answered(_, let sources, _) = outcome { sources } else { [] }
    }

    /// - Parameter heedsMood: whether a frustrated text goes to a person as in a turn; labelled messages are measured without.
    package init(
        _ text: String, index: KnowledgeIndex, organization: String, language: String, agent: AgentSettings,
        rules: KnowledgeRules = .none, heedsMood: Bool = false, call: ModelCall
    ) async throws {
        let text = PrivateMask.mask(text)
        let language = LanguageGuess.language(of: [text], fallback: language)
        found = index.matches(for: [text], after: [], language: language, limit: Self.shownPassages)
        threshold = agent.threshold ?? index.threshold
        if PersonRequest.isExplicit(text) {
            (outcome, usage) = (.needsPerson(HandoffReason.userRequested.words), .none)
            return
        }
        let topics = rules.topics(in: text, beside: agent.topics)
        if !topics.isEmpty {
            (outcome, usage) = (.needsPerson("topic: \(topics.joined(separator: ", "))"), .none)
            return
        }
        if heedsMood, Mood.isFrustrated(text),
            case .handOff(let reason) = HandoffPolicy.decide(
                .frustration, level: agent.level(for: .frustration))
        {
            (outcome, usage) = (.needsPerson(reason.words), .none)
            return
        }
        let turn = Turn(
            organization: organization, profile: agent.profile, history: [], newTexts: [text], found: found,
            threshold: threshold, language: language, instructions: rules.instructions)
        do {
            let answer = try await call.decide(turn)
            (outcome, usage) = (Self.outcome(of: answer.decision, in: turn), answer.usage)
        } catch let failure as LanguageModelFailure {
            if case .unusable(let reason, let taken) = failure {
                (outcome, usage) = (.failed(reason), taken)
            } else {
                (outcome, usage) = (.failed(failure.words), .none)
            }
        }
    }

    private static func outcome(of decision: ModelDecision, in turn: Turn) -> Outcome {
        switch decision {
        case .reply(let draft, let sources, let confidence):
            if let objection = DraftGuard.objection(to: draft, in: turn) { return .needsPerson(objection) }
            let text = OutboundBody.prepare(draft)
            if text.isEmpty || ConsentKeyword.asksForKeyword(in: text) {
                return .needsPerson("the draft was empty, or asked for a word that opts customers out or in")
            }
            return .answered(text, sources: sources, confidence: confidence)
        case .resolve(let draft?) where DraftGuard.objection(to: draft, in: turn) == nil:
            return .answered(OutboundBody.prepare(draft), sources: [], confidence: 1)
        case .cannotAnswer: return .needsPerson(HandoffReason.insufficientKnowledge.words)
        case .handOff(let reason): return .needsPerson(reason.words)
        case .resolve, .silent: return .silent
        case .call: return .failed("the model called a tool, and had none")
        }
    }
}
