import Casewire

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
        title = event.title
        by = event.details["by"]
        details = event.details.filter { $0.key != "by" }.sorted { $0.key < $1.key }
            .map { Detail(name: $0.key.prefix(1).uppercased() + $0.key.dropFirst(), value: $0.value) }
        hasDetails = !details.isEmpty
        at = MomentLabel(event.at)
    }

    private static func words(_ kind: TimelineEvent.Kind) -> String {
        switch kind {
        case .turn: "Agent"
        case .action: "Action"
        case .handoff: "Handoff"
        case .state: "Session"
        case .note: "Note"
        case .sync: "Case"
        case .reply: "Reply"
        case .consent: "Consent"
        }
    }
}
