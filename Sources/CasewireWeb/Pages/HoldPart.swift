import Casewire
import CasewirePages

/// Why nothing is sent after a restore, what was found since, and the release.
struct HoldPart: Sendable {
    struct SessionPart: Sendable {
        let ticket: String
        let address: String
        let words: String
    }

    let words: String
    let restoredAt: MomentLabel
    /// What the comparison found, a sentence each; empty before it is done.
    let findings: [String]
    let isCompared: Bool
    let comparedAt: MomentLabel?
    let sessions: [SessionPart]
    let hasSessions: Bool
    let mayRelease: Bool

    init(_ restore: Restore, mayRelease: Bool) {
        words = say(told: restore.words)
        restoredAt = MomentLabel(restore.restoredAt)
        findings = restore.comparison.map(Self.findings) ?? []
        isCompared = restore.comparison != nil
        comparedAt = restore.comparison.map { MomentLabel($0.comparedAt) }
        sessions = (restore.comparison?.sessions ?? []).prefix(Self.longestList).map {
            SessionPart(ticket: "#\($0.ticket)", address: "/sessions/\($0.id)", words: say(told: $0.words))
        }
        hasSessions = !sessions.isEmpty
        self.mayRelease = mayRelease
    }

    private static let longestList = 200

    private static func findings(_ found: Restore.Comparison) -> [String] {
        [
            say("\(found.matched) texts that waited to be sent had been sent."),
            say("\(found.adopted) texts of ours that the backup does not have were found and added."),
            say(
                "\(found.received) texts from customers were found and added, \(found.answered) of them answered already."
            ),
            say(
                "\(found.replies) replies in Creatio were completed before the restore; they are not sent by themselves."
            ),
        ]
            + (found.unlisted ?? []).map {
                say(
                    "The carrier of \($0) keeps no list of texts: what came and went there since the backup is not known."
                )
            }
    }
}
