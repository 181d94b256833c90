import Casewire
import CasewirePages

/// One line of a session's timeline, with everything that led to it.
struct TimelineItem: Sendable {
    struct Detail: Sendable {
        let name: String
        let value: String
    }

    let kind: String
    let kindWords: String
    let title: String
    let by: String?
    let details: [Detail]
    let hasDetails: Bool
    let at: MomentLabel

    init(_ event: TimelineEvent) {
        kind = event.kind.rawValue
        kindWords = Self.words(event.kind)
        title = event.kind == .note ? event.title : say(told: event.title)
        by = event.details["by"]
        details = event.details.filter { $0.key != "by" }.sorted { $0.key < $1.key }
            .map {
                Detail(
                    name: say(told: $0.key.prefix(1).uppercased() + $0.key.dropFirst()),
                    value: Self.sentences.contains($0.key) ? say(told: $0.value) : $0.value)
            }
        hasDetails = !details.isEmpty
        at = MomentLabel(event.at)
    }

    /// Details that are sentences of the program; the others may hold a customer's words.
    private static let sentences: Set<String> = ["trigger", "reason", "dropped", "model error", "problem"]

    private static func words(_ kind: TimelineEvent.Kind) -> String {
        switch kind {
        case .turn: say("Agent")
        case .action: say("Action")
        case .handoff: say("Handoff")
        case .state: say("Session")
        case .note: say("Note")
        case .sync: say("Case")
        case .reply: say("Reply")
        case .consent: say("Consent")
        }
    }
}
