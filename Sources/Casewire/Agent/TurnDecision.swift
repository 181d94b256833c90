/// What the agent does in a turn, and everything that led to it.
package struct TurnDecision: Sendable {
    package enum Outcome: Sendable, Hashable {
        case reply(String)
        /// With a text that is said before, such as an answer to another part of the question.
        case handOff([HandoffReason], first: String?)
        case resolve(String?)
        case silent
    }

    package let outcome: Outcome
    /// One sentence for the timeline.
    package let title: String
    /// For the timeline: articles and scores, model, tokens.
    package let details: [String: String]
    package let language: String
    package let counts: HandoffCounts
    /// Whether the customer is told of a handoff.
    var notifies = true
    /// What the knowledge did not answer, or not surely.
    var unanswered: FoundQuestion?
    /// Titles of the articles that a reply rests on.
    var sources: [String] = []

    /// Decides a turn: stale, a wish for a person, a topic and frustration need no model; the rest is the model's.
    static func make(_ context: TurnContext, index: KnowledgeIndex, services: Services, at now: Timestamp)
        async throws
        -> TurnDecision
    {
        var builder = TurnBuilder(context: context)
        if let newest = context.new.map(\.createdAt).max(), now - newest > AgentSettings.stalestTurn {
            return builder.act(on: .stale, trigger: "the texts are older than ten minutes")
        }
        let texts = context.new.map { PrivateMask.mask($0.text) }.filter { !$0.isEmpty }
        if texts.isEmpty {
            // A picture or another file comes so, and no model is shown one.
            return builder.act(
                on: .noTool, trigger: "a text without words, such as a picture, which the agent cannot read")
        }
        // What people must have goes to them at every level, also where a wish for a person alone would be put off.
        let asksForPerson = texts.contains(where: PersonRequest.isExplicit)
        let topics = texts.flatMap { context.rules.topics(in: $0, beside: context.agent.topics) }
        if !topics.isEmpty {
            if asksForPerson { builder.furtherReasons = [.userRequested] }
            return builder.act(on: .prohibitedTopic, trigger: "topic: \(topics.joined(separator: ", "))")
        }
        if asksForPerson {
            return builder.act(
                on: .explicitRequest(lacksFacts: context.lacksFacts),
                trigger: "the customer asked for a person")
        }
        let earlier = context.messages.filter {
            $0.author == .customer && $0.position < (context.new.first?.position ?? 0)
        }
        if texts.contains(where: { Mood.isFrustrated($0, after: earlier.map(\.text)) }) {
            let action = builder.heardFrustration()
            if action != .carryOn { return builder.carryOut(action, trigger: "frustration") }
        }
        return try await builder.askModel(texts, index: index, services: services)
    }

    /// What would be answered, for the person who has the session: that one is wanted, or that somebody is annoyed, is known.
    static func draft(_ context: TurnContext, index: KnowledgeIndex, services: Services) async throws
        -> TurnDecision
    {
        var builder = TurnBuilder(context: context)
        let texts = context.new.map { PrivateMask.mask($0.text) }.filter { !$0.isEmpty }
        guard !texts.isEmpty else {
            return builder.act(on: .noTool, trigger: "a picture or file, which the agent cannot read")
        }
        let topics = texts.flatMap { context.rules.topics(in: $0, beside: context.agent.topics) }
        guard topics.isEmpty else {
            return builder.act(on: .prohibitedTopic, trigger: "topic: \(topics.joined(separator: ", "))")
        }
        return try await builder.askModel(texts, index: index, services: services)
    }
}

extension ModelDecision {
    /// What it wants to say to the customer.
    fileprivate var draft: String? {
        switch self {
        case .reply(let text, _, _): text
        case .resolve(let text): text
        case .cannotAnswer, .handOff, .silent, .call: nil
        }
    }
}

/// Gathers what a turn's decision is made of.
private struct TurnBuilder {
    let context: TurnContext
    var counts: HandoffCounts
    var details: [String: String] = [:]
    let language: String
    /// What was asked, and what was found for it, once it was looked up.
    private var question: (text: String, best: KnowledgeMatch?)?
    private var gap: UnansweredQuestion.Reason?
    private var sources: [String] = []
    /// What else speaks for a person, beside the reason that decides.
    var furtherReasons: [HandoffReason] = []

    init(context: TurnContext) {
        self.context = context
        counts = context.counts
        language = LanguageGuess.language(
            of: context.messages.filter { $0.author == .customer }.map(\.text),
            fallback: context.session.language ?? context.organization.language)
    }

    /// The conversation that a model is shown, newest kept: a long one is cut at its beginning.
    private static let longestHistory = 40

    mutating func askModel(_ texts: [String], index: KnowledgeIndex, services: Services) async throws
        -> TurnDecision
    {
        let runner = try await services.actionRunner(for: context)
        let firstNew = context.new.first?.position ?? 0
        let history = context.messages.filter { $0.position < firstNew }.suffix(Self.longestHistory).map {
            ConversationText(author: $0.author, text: PrivateMask.mask($0.text))
        }
        let found = index.matches(for: texts, after: history, language: language, limit: 5)
        question = (texts.filter { SmallTalk($0) == nil }.joined(separator: "\n"), found.first)
        let threshold = context.agent.threshold ?? index.threshold
        let turn = Turn(
            organization: context.organization.name, profile: context.agent.profile, history: history,
            newTexts: texts, found: found, threshold: threshold, language: language,
            instructions: context.rules.instructions, memory: context.memory, tools: runner.definitions)
        details["remembered"] = context.memory.isEmpty ? nil : "\(context.memory.count) earlier sessions"
        for (place, match) in found.enumerated() {
            details["article \(place + 1)"] = "\(match.title) (\(Self.rounded(match.score)))"
        }
        details["threshold"] = Self.rounded(threshold)
        do {
            let call = try await services.modelCall(for: context.agent)
            let asked = try await ToolLoop(call: call, runner: runner).decide(turn)
            details["model"] = asked.model
            if asked.usage != .none {
                details["tokens"] = "\(asked.usage.inputTokens) in, \(asked.usage.outputTokens) out"
                let micros = call.meter?.endpoint.costMicros(of: asked.usage) ?? 0
                details["cost"] = micros > 0 ? Self.rounded(Double(micros) / 1_000_000, digits: 6) : nil
            }
            details["calls"] = asked.calls > 0 ? "\(asked.calls)" : nil
            switch asked.end {
            case .decision(let decision): return act(on: decision, in: asked.turn)
            case .stuck(let words): return act(on: .noTool, trigger: words)
            case .unknown(let words): return carryOut(.handOff(.insufficientTools), trigger: words)
            }
        } catch let failure as LanguageModelFailure {
            details["model error"] = failure.words
            return act(on: .modelFailed, trigger: "the model failed or was late")
        }
    }

    private mutating func act(on decision: ModelDecision, in turn: Turn) -> TurnDecision {
        if let draft = decision.draft, let objection = DraftGuard.objection(to: draft, in: turn) {
            return act(on: .noAnswer, trigger: objection)
        }
        switch decision {
        case .reply(let draft, let sources, let confidence):
            details["confidence"] = Self.rounded(confidence)
            details["sources"] = sources.isEmpty ? nil : "\(sources.count)"
            self.sources = turn.found.filter { sources.contains($0.article) }.map(\.title)
            if !sources.isEmpty, confidence < turn.threshold + UnansweredQuestion.lowMargin {
                gap = .lowConfidence
            }
            let text = OutboundBody.prepare(draft)
            guard !text.isEmpty else { return act(on: .noAnswer, trigger: "the draft was empty") }
            if ConsentKeyword.asksForKeyword(in: text) {
                details["dropped draft"] = text
                return act(on: .noAnswer, trigger: "the draft asked for a word that opts customers out or in")
            }
            counts.rephraseQuestions = 0
            return finish(.reply(spoken(text)), "Answered from the knowledge.")
        case .cannotAnswer: return act(on: .noAnswer, trigger: "nothing in the knowledge answers")
        case .handOff(let reason): return act(onWishFor: reason)
        case .resolve(let text):
            let last = text.map(OutboundBody.prepare).flatMap {
                ConsentKeyword.asksForKeyword(in: $0) ? nil : $0
            }
            return finish(.resolve(last.map(spoken)), "Resolved.")
        case .silent: return finish(.silent, "Stayed silent: no answer is wanted.")
        case .call: return act(on: .noTool, trigger: "the model went on calling tools")
        }
    }

    mutating func act(on trigger: HandoffTrigger, trigger words: String) -> TurnDecision {
        if trigger == .noAnswer { gap = .insufficientKnowledge }
        let level = context.agent.level(for: trigger)
        return carryOut(HandoffPolicy.decide(trigger, level: level, counts: counts), trigger: words)
    }

    /// What the model thinks a person is needed for goes by the same table as what is recognised without it.
    private mutating func act(onWishFor reason: HandoffReason) -> TurnDecision {
        switch reason {
        case .userRequested:
            return act(on: .explicitRequest(lacksFacts: context.lacksFacts), trigger: reason.words)
        case .insufficientTools: return act(on: .noTool, trigger: reason.words)
        case .instructions: return act(on: .instruction, trigger: reason.words)
        case .prohibitedTopic: return act(on: .prohibitedTopic, trigger: reason.words)
        case .frustration:
            let action = heardFrustration()
            // The table lets it pass, but the model has no answer either.
            guard action != .carryOn else { return act(on: .noAnswer, trigger: reason.words) }
            return carryOut(action, trigger: reason.words)
        case .insufficientKnowledge, .modelUnavailable, .operator, .autopilotOff, .stale, .limitReached,
            .automaticReplies:
            return act(on: .noAnswer, trigger: reason.words)
        }
    }

    /// Counts a turn in which the customer was frustrated once, whoever notices.
    mutating func heardFrustration() -> HandoffAction {
        counts.frustrations = context.counts.frustrations + 1
        return HandoffPolicy.decide(
            .frustration, level: context.agent.level(for: .frustration), counts: context.counts)
    }

    mutating func carryOut(_ action: HandoffAction, trigger: String) -> TurnDecision {
        details["trigger"] = trigger
        let phrases = AgentPhrases(language: language, organization: context.organization.name)
        switch action {
        case .handOff(let reason):
            return finish(.handOff([reason] + furtherReasons, first: nil), "Handed off: \(reason.words).")
        case .carryOn: return finish(.silent, "Stayed silent.")
        case .decline: return finish(.reply(spoken(phrases.decline)), "Declined politely.")
        case .sayUnknown: return finish(.reply(spoken(phrases.unknown)), "Said that it doesn't know.")
        case .apologize: return finish(.reply(spoken(phrases.apology)), "Apologized.")
        case .askForFacts:
            counts.factQuestions += 1
            return finish(.reply(spoken(phrases.askForFacts)), "Asked for what a rep will need.")
        case .offerHelp:
            counts.offers += 1
            return finish(.reply(spoken(phrases.offerHelp)), "Offered to help.")
        case .askToRephrase:
            counts.rephraseQuestions += 1
            return finish(.reply(spoken(phrases.askToRephrase)), "Asked to put it differently.")
        }
    }

    /// The first text of a session says who answers and how to opt out.
    private func spoken(_ text: String) -> String {
        guard context.isFirstAnswer else { return text }
        let phrases = AgentPhrases(language: language, organization: context.organization.name)
        return phrases.introducing(text)
    }

    private func finish(_ outcome: TurnDecision.Outcome, _ title: String) -> TurnDecision {
        var decision = TurnDecision(
            outcome: outcome, title: title, details: details, language: language, counts: counts)
        decision.sources = sources
        if let gap, let question, !question.text.isEmpty {
            decision.unanswered = FoundQuestion(text: question.text, reason: gap, best: question.best)
        }
        return decision
    }

    private static func rounded(_ value: Double, digits count: Int = 3) -> String {
        let unit = (0..<count).reduce(1) { unit, _ in unit * 10 }
        let parts = Int((value * Double(unit)).rounded())
        let digits = String(abs(parts) % unit)
        return "\(parts / unit)." + String(repeating: "0", count: count - digits.count) + digits
    }
}
