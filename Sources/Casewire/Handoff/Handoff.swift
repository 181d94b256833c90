import CasewireStorage

/// The event that moves a session from the agent to people.
package struct Handoff: Sendable, Hashable {
    package let at: Timestamp
    package let reasons: [HandoffReason]
    /// Written a moment after the event itself, by the model; empty until then.
    package var summary: String

    package init(at: Timestamp, reasons: [HandoffReason], summary: String = "") {
        self.at = at
        self.reasons = reasons
        self.summary = summary
    }
}

/// Why a session was handed to people. The words are stored and shown to scripts.
package enum HandoffReason: String, Sendable, Hashable, Codable, CaseIterable {
    case userRequested = "user_requested"
    case insufficientKnowledge = "insufficient_knowledge"
    case insufficientTools = "insufficient_tools"
    case instructions
    case prohibitedTopic = "prohibited_topic"
    case frustration
    case modelUnavailable = "model_unavailable"
    case `operator`
    case autopilotOff = "autopilot_off"
    case stale
    case limitReached = "limit_reached"
    case automaticReplies = "automatic_replies"

    /// For people.
    package var words: String {
        switch self {
        case .userRequested: "asked for a person"
        case .insufficientKnowledge: "nothing in the knowledge answers"
        case .insufficientTools: "needs something the agent cannot do"
        case .instructions: "an instruction says so"
        case .prohibitedTopic: "a topic for people"
        case .frustration: "the customer is frustrated"
        case .modelUnavailable: "the model failed or was late"
        case .operator: "handed off by hand"
        case .autopilotOff: "the agent is switched off for this number"
        case .stale: "the answer came too late"
        case .limitReached: "a limit of the organization was reached"
        case .automaticReplies: "a machine seems to answer"
        }
    }
}

/// How the customer feels, as far as the words show it.
package enum Sentiment: String, Sendable, Hashable, Codable, SQLValueConvertible {
    case negative, neutral, positive
}
