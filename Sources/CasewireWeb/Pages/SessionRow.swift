import Casewire
import CasewirePages

/// One session in a list; the same in the first response and in a live update.
struct SessionRow: Page {
    static let template = "pages/session-row"

    let id: String
    let ticket: String
    let name: String
    let phone: String
    let state: String
    let stateWords: String
    /// Nobody answered in time.
    let isEscalated: Bool
    let snoozed: MomentLabel?
    let author: String?
    let preview: String
    let updated: MomentLabel
    /// What is wrong, in few words: a text that failed, a case that is behind.
    let trouble: String?

    /// The text that a search found, its words marked; empty where none was searched for or the name has them.
    let hit: [SearchWords.Piece]
    let hasHit: Bool
    /// An email address.
    let assignee: String?
    /// Of its newest text, and how far who looks has seen it; a browser tells by both what is new.
    let position: Int
    let seen: Int
    let isUnseen: Bool
    /// Who else looks at it or writes in it.
    let presence: String?
    /// Whether it can be selected.
    let mayPick: Bool

    /// - Parameter seen: how far who looks has seen it; nil where the row is for everybody.
    init(
        _ entry: InboxEntry, hit: [SearchWords.Piece] = [], seen: Int? = nil, presence: String? = nil,
        mayPick: Bool = false
    ) {
        self.presence = presence
        self.mayPick = mayPick
        assignee = entry.assigneeEmail
        position = entry.session.position
        self.seen = seen ?? 0
        isUnseen = seen.map { entry.session.isUnseen(after: $0) } ?? false
        self.hit = hit
        hasHit = !hit.isEmpty
        id = entry.session.id.rawValue
        ticket = "#\(entry.session.ticket)"
        name = entry.contactName ?? entry.contactPhone.national
        phone = entry.contactPhone.e164
        state = entry.session.state.rawValue
        stateWords = say(told: entry.session.state.words)
        isEscalated = entry.session.escalatedAt != nil
        snoozed = entry.session.snoozedUntil.map { MomentLabel($0) }
        author = entry.lastMessage.map { $0.author.words }
        preview = Self.preview(
            entry.lastMessage.map { $0.text.isEmpty ? say("A picture or file") : $0.text }
                ?? say("No texts yet"))
        updated = MomentLabel(entry.session.updatedAt)
        trouble = Self.trouble(entry)
    }

    private static func preview(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 120 ? line.prefix(119) + "…" : line
    }

    private static func trouble(_ entry: InboxEntry) -> String? {
        switch entry.lastMessage?.state {
        case .failed, .undelivered: return say("Last text not delivered")
        case .unknown: return say("Not known whether the last text was sent")
        default: break
        }
        switch entry.linkedCase?.sync {
        case "failed": return say("Case needs attention")
        case "behind": return say("Case is behind")
        default: return nil
        }
    }
}

extension Message.Author {
    /// For people.
    var words: String {
        switch self {
        case .customer: say("Customer")
        case .agent: say("Agent")
        case .rep: say("Rep")
        case .system: "Casewire"
        }
    }
}
