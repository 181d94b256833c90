import Casewire
import CasewirePages

/// Who answers texts to a number, in words.
enum AnsweringWords: String, Sendable, CaseIterable {
    case agent
    case agentAndDrafts = "agent_and_drafts"
    case drafts
    case people

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    init(_ status: NumberStatus) {
        self =
            switch (status.autopilot, status.assist) {
            case (true, false): .agent
            case (true, true): .agentAndDrafts
            case (false, true): .drafts
            case (false, false): .people
            }
    }

    static func choices(for status: NumberStatus) -> [Choice] {
        let current = AnsweringWords(status)
        return allCases.map { Choice(value: $0.rawValue, label: $0.label, isChosen: $0 == current) }
    }

    var autopilot: Bool { self == .agent || self == .agentAndDrafts }
    var assist: Bool { self == .agentAndDrafts || self == .drafts }

    var label: String {
        switch self {
        case .agent: say("The agent answers")
        case .agentAndDrafts: say("The agent answers, and drafts for people after a handoff")
        case .drafts: say("The agent drafts, people send")
        case .people: say("People answer, without the agent")
        }
    }
}
