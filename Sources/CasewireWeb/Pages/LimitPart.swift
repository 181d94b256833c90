import Casewire

extension HealthPage.LimitPart {
    init(_ use: LimitUse) {
        name = Self.name(use.kind)
        words = "\(use.used) of \(use.limit)"
        reached = use.isReached ? Self.consequence(use.kind) : nil
    }

    private static func name(_ kind: DailyUse) -> String {
        switch kind {
        case .segments: "Segments"
        case .contacts: "New contacts"
        case .cases: "New cases"
        }
    }

    /// What a reached limit holds back, until when, and what to do.
    private static func consequence(_ kind: DailyUse) -> String {
        switch kind {
        case .segments:
            """
            The agent is silent until 00:00 UTC: its sessions go to people, who can write as ever. Raise segments_per_day to end \
            that now.
            """
        case .contacts:
            """
            The agent does not answer new numbers until 00:00 UTC: their sessions go to people. Raise new_contacts_per_day to \
            end that now.
            """
        case .cases:
            """
            Further sessions get their case after 00:00 UTC, and are in the inbox meanwhile. Raise new_cases_per_day to have \
            them made now.
            """
        }
    }
}
