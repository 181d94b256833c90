/// How soon the agent hands over for single triggers; one that is nil goes by the level of all.
package struct TriggerLevels: Sendable, Hashable, Codable {
    package var explicitRequest: HandoffLevel?
    /// Nothing in the knowledge answers, or it takes something that the agent cannot do.
    package var noAnswer: HandoffLevel?
    package var frustration: HandoffLevel?
    package var modelFailed: HandoffLevel?

    package init(
        explicitRequest: HandoffLevel? = nil, noAnswer: HandoffLevel? = nil, frustration: HandoffLevel? = nil,
        modelFailed: HandoffLevel? = nil
    ) {
        self.explicitRequest = explicitRequest
        self.noAnswer = noAnswer
        self.frustration = frustration
        self.modelFailed = modelFailed
    }
}

extension AgentSettings {
    /// The level that a trigger goes by. Topics, operators and instructions go to people at every level.
    func level(for trigger: HandoffTrigger) -> HandoffLevel {
        let own: HandoffLevel? =
            switch trigger {
            case .explicitRequest: triggers?.explicitRequest
            case .noAnswer, .noTool: triggers?.noAnswer
            case .frustration: triggers?.frustration
            case .modelFailed: triggers?.modelFailed
            case .prohibitedTopic, .instruction, .operator, .autopilotOff, .stale: nil
            }
        return own ?? level
    }
}
