import Casewire
import CasewirePages

/// Who changed what, the newest first.
struct AuditPage: Page {
    static let template = "pages/audit"

    struct EntryPart: Sendable {
        let at: MomentLabel
        let who: String
        let role: String?
        let action: String
        let isRefused: Bool
    }

    let frame: PageFrame
    let entries: [EntryPart]
    let isEmpty: Bool
    let nextAddress: String?

    init(_ entries: [AuditEntry], next: Int64?, frame: PageFrame) {
        self.frame = frame
        self.entries = entries.map {
            EntryPart(
                at: MomentLabel($0.at), who: $0.who, role: ($0.role?.words).map { say(told: $0) },
                action: $0.action,
                isRefused: $0.isRefused)
        }
        isEmpty = entries.isEmpty
        nextAddress = next.map { "/settings/audit?cursor=\($0)" }
    }
}
