/// How the agent answers and when it hands off.
package struct AgentSettings: Sendable, Hashable, Codable {
    package enum Model: String, Sendable, Hashable, Codable, CaseIterable {
        case builtin
        /// Any endpoint that speaks OpenAI's chat completions.
        case openai
        /// Anthropic's Messages API.
        case anthropic
    }

    package var model: Model = .builtin
    /// Where a model that is not built in is asked.
    package var endpoint: SealedModelEndpoint?
    package var profile: String = ""
    package var level: HandoffLevel = .quick
    /// Triggers that were set on their own.
    package var triggers: TriggerLevels?
    /// Subjects it must hand off.
    package var topics: [String] = []
    /// What the customer is told at a handoff; nil for the built-in wording in the customer's language.
    package var notice: String?
    package var noticeClosed: String?
    package var hours: BusinessHours?
    /// Minutes of business hours after which it is raised that nobody answered; 0 for never, nil for 30.
    package var escalateAfterMinutes: Int?
    /// The agent waits so long after the last text of a burst.
    package var burstSeconds: Double = 4
    /// Idle sessions resolve after so long; never while handed off.
    package var resolveAfterMinutes: Int = 180

    /// Below this score the knowledge does not answer; nil for the calibrated one, which is 0.5.
    package var threshold: Double?
    /// Asked when a session is resolved; nil for no question.
    package var satisfaction: SatisfactionQuestion?
    /// Whether a hosted model is told what the customer wrote about in the last sessions; nil for yes.
    package var memory: Bool?

    package var remembers: Bool { memory ?? true }

    package init() {}

    /// A burst is answered at the latest so long after its first text.
    package static let longestBurst = Duration.seconds(15)
    /// A draft for a text older than this becomes a handoff.
    package static let stalestTurn = Duration.seconds(600)
    /// A text after `resolved` reopens the session within this time.
    package static let reopenWindow = Duration.seconds(24 * 3600)
}
