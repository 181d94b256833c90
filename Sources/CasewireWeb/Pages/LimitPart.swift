import Casewire
import CasewirePages

extension HealthPage.LimitPart {
    init(_ use: LimitUse) {
        name = Self.name(use.kind)
        words = say("\(use.used) of \(use.limit)")
        reached = use.isReached ? Self.consequence(use.kind) : nil
    }

    private static func name(_ kind: DailyUse) -> String {
        switch kind {
        case .segments: say("Segments")
        case .contacts: say("New contacts")
        case .cases: say("New cases")
        }
    }

    /// What a reached limit holds back, until when, and what to do.
    private static func consequence(_ kind: DailyUse) -> String {
        switch kind {
        case .segments:
            say(
                """
                The agent is silent until 00:00 UTC: its sessions go to people, who can write as ever. Raise segments_per_day to end \
                that now.
                """)
        case .contacts:
            say(
                """
                The agent does not answer new numbers until 00:00 UTC: their sessions go to people. Raise new_contacts_per_day to \
                end that now.
                """)
        case .cases:
            say(
                """
                Further sessions get their case after 00:00 UTC, and are in the inbox meanwhile. Raise new_cases_per_day to have \
                them made now.
                """)
        }
    }
}
