/// The model that needs no key and no network: it answers with passages of the knowledge, or says that it cannot.
package struct BuiltinModel: LanguageModel {
    package static let name = "builtin"

    package init() {}

    package func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        ModelAnswer(decision(for: turn), model: Self.name)
    }

    package func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        let summary = ConversationSummary(of: request.conversation)
        return HandoffNote(
            summary: summary.text, subject: summary.subject, sentiment: summary.sentiment,
            language: summary.language, fields: await fields(of: request))
    }

    /// Learning from a field's examples takes long enough for a thread of its own.
    private func fields(of request: HandoffRequest) async -> [FieldAnswer] {
        guard request.fields.contains(where: { !$0.examples.isEmpty }) else {
            return FieldExtraction.answers(to: request.fields, in: request.conversation)
        }
        return await OwnThreads.run { FieldExtraction.answers(to: request.fields, in: request.conversation) }
    }

    private func decision(for turn: Turn) -> ModelDecision {
        let phrases = AgentPhrases(language: turn.language, organization: turn.organization)
        let matters = turn.newTexts.filter { SmallTalk($0) == nil }
        guard !matters.isEmpty else { return smallTalk(turn, phrases) }

        let best = turn.found.first { $0.score >= turn.threshold && !$0.answer.isEmpty }
        guard let best, best.score >= (turn.found.first?.score ?? 0) - Self.nearlyAsGood else {
            if let first = turn.found.first, first.score >= turn.threshold {
                // An article of a title alone: all that can be said is what it is called.
                return .reply(first.title, sources: [first.article], confidence: first.score)
            }
            if turn.newTexts.contains(where: SmallTalk.asksIdentity) { return said(phrases.identity) }
            if matters.allSatisfy(SmallTalk.isGreetingWithName) { return said(phrases.greeting) }
            return .cannotAnswer
        }
        let isIdentityAsked = turn.newTexts.contains(where: SmallTalk.asksIdentity)
        let text = isIdentityAsked ? phrases.identity + " " + best.answer : best.answer
        return .reply(text, sources: [best.article], confidence: best.score)
    }

    /// A passage is preferred to an article without one when it fits almost as well.
    private static let nearlyAsGood = 0.1

    private func smallTalk(_ turn: Turn, _ phrases: AgentPhrases) -> ModelDecision {
        let kinds = turn.newTexts.compactMap(SmallTalk.init)
        if kinds.contains(.identityQuestion) { return said(phrases.identity) }
        let isOpen = isQuestionOpen(turn.history)
        if kinds.contains(.goodbye) || kinds.contains(.thanks) {
            guard !turn.history.isEmpty, !isOpen else { return .silent }
            return .resolve(kinds.contains(.goodbye) ? phrases.goodbye : phrases.welcome)
        }
        if kinds.contains(.greeting) { return said(phrases.greeting) }
        // "Yes" or "no" is an answer only to a question of ours.
        if let last = turn.history.last, last.author != .customer, last.text.contains("?") {
            if kinds.contains(.yes) { return said(phrases.howCanIHelp) }
            if kinds.contains(.no) { return .resolve(phrases.goodbye) }
        }
        return .silent
    }

    /// Whether the customer's last matter has had no answer yet.
    private func isQuestionOpen(_ history: [ConversationText]) -> Bool {
        guard let asked = history.lastIndex(where: { $0.author == .customer && SmallTalk($0.text) == nil })
        else {
            return false
        }
        return !history[asked...].contains { $0.author == .agent || $0.author == .rep }
    }

    private func said(_ text: String) -> ModelDecision {
        .reply(text, sources: [], confidence: 1)
    }
}
