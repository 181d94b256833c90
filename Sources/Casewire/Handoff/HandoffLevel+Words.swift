/// A trigger whose level can be set on its own.
package enum LeveledTrigger: String, Sendable, Hashable, CaseIterable {
    case explicitRequest = "explicit_request"
    case noAnswer = "no_answer"
    case frustration
    case modelFailed = "model_failed"

    package var words: String {
        switch self {
        case .explicitRequest: "The customer asks for a person"
        case .noAnswer: "Nothing in the knowledge answers"
        case .frustration: "The customer is frustrated"
        case .modelFailed: "The model fails or is late"
        }
    }

    fileprivate var trigger: HandoffTrigger {
        switch self {
        case .explicitRequest: .explicitRequest(lacksFacts: true)
        case .noAnswer: .noAnswer
        case .frustration: .frustration
        case .modelFailed: .modelFailed
        }
    }
}

extension HandoffLevel {
    package var name: String {
        switch self {
        case .none: "None"
        case .quick: "Quick"
        case .balanced: "Balanced"
        case .patient: "Patient"
        }
    }

    /// What this level makes of a trigger, as the policy decides.
    package func words(for trigger: LeveledTrigger) -> String {
        var counts = HandoffCounts()
        var steps = 0
        let first = HandoffPolicy.decide(trigger.trigger, level: self, counts: counts)
        var action = first
        while steps < Self.mostSteps {
            switch action {
            case .handOff: return Self.words(first, before: steps)
            case .decline: return "Is told politely that no person answers"
            case .sayUnknown: return "Is told that it is not known"
            case .apologize: return "An apology"
            case .askForFacts: counts.factQuestions += 1
            case .offerHelp: counts.offers += 1
            case .askToRephrase: counts.rephraseQuestions += 1
            case .carryOn: counts.frustrations += 1
            }
            steps += 1
            action = HandoffPolicy.decide(trigger.trigger, level: self, counts: counts)
        }
        return "Nothing by itself"
    }

    private static let mostSteps = 5

    /// A handoff that comes after so many steps, of which the first was this.
    private static func words(_ first: HandoffAction, before steps: Int) -> String {
        switch first {
        case .askForFacts:
            steps == 1
                ? "A person, after one question for missing facts"
                : "A person, after \(steps) questions for missing facts"
        case .offerHelp:
            steps == 1 ? "A person, after one offer to help" : "A person, after \(steps) offers to help"
        case .askToRephrase:
            steps == 1
                ? "A person, after one rephrasing question" : "A person, after \(steps) rephrasing questions"
        case .carryOn: steps == 1 ? "A person at the second time" : "A person after \(steps) times"
        case .handOff, .decline, .sayUnknown, .apologize: "A person at once"
        }
    }
}
