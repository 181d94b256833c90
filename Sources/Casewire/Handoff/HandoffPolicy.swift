/// How soon the agent hands a customer to people.
package enum HandoffLevel: String, Sendable, Hashable, Codable, CaseIterable {
    case none, quick, balanced, patient
}

/// What happened in a turn that may call for a person.
package enum HandoffTrigger: Sendable, Hashable {
    /// The customer asked for a person. `lacksFacts`: something a rep will need is not known yet.
    case explicitRequest(lacksFacts: Bool)
    /// Nothing in the knowledge answers.
    case noAnswer
    /// It needs something that the agent has no tool for.
    case noTool
    case frustration
    case prohibitedTopic
    /// An instruction of the organization says so.
    case instruction
    /// A click in the inbox, or the API.
    case `operator`
    case modelFailed
    /// The agent is switched off for the number.
    case autopilotOff
    /// The answer is too old to be sent.
    case stale
}

/// What the agent did before in the session, since it began or was handed back.
package struct HandoffCounts: Sendable, Hashable, Codable {
    /// Questions for missing facts, asked before handing over.
    package var factQuestions: Int
    /// Offers to help, made to a customer who asked for a person.
    package var offers: Int
    /// Requests to put it differently, since the last answer that was found.
    package var rephraseQuestions: Int
    /// Turns in which the customer was frustrated, without this one.
    package var frustrations: Int

    package init(factQuestions: Int = 0, offers: Int = 0, rephraseQuestions: Int = 0, frustrations: Int = 0) {
        self.factQuestions = factQuestions
        self.offers = offers
        self.rephraseQuestions = rephraseQuestions
        self.frustrations = frustrations
    }
}

/// What the agent does about a trigger.
package enum HandoffAction: Sendable, Hashable {
    /// Nothing: the turn goes on as it would.
    case carryOn
    case handOff(HandoffReason)
    /// Says politely that no person answers here.
    case decline
    /// Says that it doesn't know.
    case sayUnknown
    /// Apologizes that it cannot answer now.
    case apologize
    /// Asks one question for what a rep will need.
    case askForFacts
    /// Offers to help itself.
    case offerHelp
    /// Asks the customer to put it differently.
    case askToRephrase
}

/// When a session goes to people: a table of levels and triggers.
package enum HandoffPolicy {
    package static func decide(
        _ trigger: HandoffTrigger, level: HandoffLevel, counts: HandoffCounts = HandoffCounts()
    ) -> HandoffAction {
        switch trigger {
        case .explicitRequest(let lacksFacts):
            switch level {
            case .none: .decline
            case .quick: .handOff(.userRequested)
            case .balanced: lacksFacts && counts.factQuestions < 1 ? .askForFacts : .handOff(.userRequested)
            case .patient: counts.offers < 2 ? .offerHelp : .handOff(.userRequested)
            }
        case .noAnswer: unanswered(.insufficientKnowledge, level, counts)
        case .noTool: unanswered(.insufficientTools, level, counts)
        case .frustration:
            switch level {
            case .none: .carryOn
            case .quick, .balanced: .handOff(.frustration)
            case .patient: counts.frustrations < 1 ? .carryOn : .handOff(.frustration)
            }
        case .modelFailed:
            switch level {
            case .none: .apologize
            case .quick, .balanced, .patient: .handOff(.modelUnavailable)
            }
        case .prohibitedTopic: .handOff(.prohibitedTopic)
        case .instruction: .handOff(.instructions)
        case .operator: .handOff(.operator)
        case .autopilotOff: .handOff(.autopilotOff)
        case .stale: .handOff(.stale)
        }
    }

    private static func unanswered(
        _ reason: HandoffReason, _ level: HandoffLevel, _ counts: HandoffCounts
    ) -> HandoffAction {
        switch level {
        case .none: .sayUnknown
        case .quick: .handOff(reason)
        case .balanced: counts.rephraseQuestions < 1 ? .askToRephrase : .handOff(reason)
        case .patient: counts.rephraseQuestions < 2 ? .askToRephrase : .handOff(reason)
        }
    }
}
