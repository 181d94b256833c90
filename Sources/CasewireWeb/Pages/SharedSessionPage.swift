import Casewire
import CasewirePages

/// A session as somebody sees it who follows a read-only link: thread, state and summary, and nothing to press.
struct SharedSessionPage: Page {
    static let template = "pages/shared-session"

    let stylesheet: String
    let script: String
    let icon: String
    let ticket: String
    let name: String
    /// All but the beginning and end hidden.
    let phone: String
    let organization: String
    let state: String
    let stateWords: String
    let summary: String?
    let reasons: String?
    let handedOffAt: MomentLabel?
    let messages: [MessageItem]
    let hasNoMessages: Bool
    let isCut: Bool
    let ends: MomentLabel

    /// - Parameter query: signs the addresses of files as it signs the page's.
    init(_ content: SessionContent, query: String, ends: Timestamp, links: AssetLinks) {
        stylesheet = links["casewire.css"]
        script = links["times.js"]
        icon = links["casewire.svg"]
        let session = content.entry.session
        ticket = "#\(session.ticket)"
        phone = content.entry.contactPhone.masked
        name = content.entry.contactName ?? say("A customer")
        organization = content.organization.name
        state = session.state.rawValue
        stateWords = say(told: session.state.words)
        summary = session.handoff.flatMap { $0.summary.isEmpty ? nil : $0.summary }
        reasons = session.handoff.map { $0.reasons.map { say(told: $0.words) }.joined(separator: ", ") }
        handedOffAt = session.handoff.map { MomentLabel($0.at) }
        messages = content.messages.map { message in
            MessageItem(
                message,
                media: (content.media[message.id] ?? []).map {
                    MediumItem($0, at: "/s/\(session.id)/media/\($0.id)?\(query)")
                }, at: content.now)
        }
        hasNoMessages = content.messages.isEmpty
        isCut = content.isCut
        self.ends = MomentLabel(ends)
    }
}
