import Casewire
import CasewirePages

/// What the agent would answer, beside the field in which a person writes.
struct AgentDraftPart: Sendable {
    /// Named apart from the text of the reply that surrounds it in the template.
    let answer: String?
    /// Why there is none, in words.
    let reason: String?
    let sources: String?
    let at: MomentLabel?
    let isWriting: Bool
    /// What the button says that asks for one; nil where none can be asked for.
    let ask: String?

    /// Nil where nothing can be said: people do not have the session, or nothing waits for an answer.
    init?(_ state: DraftState, awaitsPerson: Bool) {
        switch state {
        case .none:
            guard awaitsPerson else { return nil }
            (answer, reason, sources, at, isWriting) = (nil, nil, nil, nil, false)
            ask = say("Draft an answer")
        case .writing:
            (answer, reason, sources, at, isWriting, ask) = (nil, nil, nil, nil, true, nil)
        case .ready(let draft):
            answer = draft.text
            reason = draft.text == nil ? say("The agent has no answer: \(say(told: draft.reason)).") : nil
            sources = draft.sources.isEmpty ? nil : draft.sources.joined(separator: ", ")
            at = MomentLabel(draft.createdAt)
            isWriting = false
            ask = draft.text == nil ? say("Draft again") : nil
        }
    }
}
