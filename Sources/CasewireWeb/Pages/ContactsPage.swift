import Casewire
import CasewirePages

/// The contacts, by phone number.
struct ContactsPage: Page {
    static let template = "pages/contacts"

    struct Row: Sendable {
        let address: String
        let name: String
        let phone: String
        let sessions: Int
        let seen: MomentLabel
        let isSuppressed: Bool
    }

    let frame: PageFrame
    let search: String
    let rows: [Row]
    let isEmpty: Bool
    let nextAddress: String?

    init(frame: PageFrame, search: String, entries: [ContactList.Entry], next: String?) {
        self.frame = frame
        self.search = search
        rows = entries.map { entry in
            Row(
                address: "/contacts/\(entry.contact.id)",
                name: entry.contact.name ?? entry.contact.phone.national, phone: entry.contact.phone.e164,
                sessions: entry.sessions, seen: MomentLabel(entry.seenAt), isSuppressed: entry.isSuppressed)
        }
        isEmpty = entries.isEmpty
        nextAddress = next.map {
            "/contacts?cursor=\(SignInRoutes.encoded($0))"
                + (search.isEmpty ? "" : "&q=\(SignInRoutes.encoded(search))")
        }
    }
}

/// One contact: sessions and consent.
struct ContactPage: Page {
    static let template = "pages/contact"

    struct ConsentItem: Sendable {
        let words: String
        let source: String
        let wording: String
        let at: MomentLabel
    }

    let frame: PageFrame
    let name: String
    let phone: String
    let since: MomentLabel
    let seen: MomentLabel
    let isSuppressed: Bool
    /// Where a conversation with them is started; nil for those who may not.
    let startAddress: String?
    let sessions: [SessionRow]
    let consent: [ConsentItem]
    let hasNoConsent: Bool

    init(
        frame: PageFrame, entry: ContactList.Entry, sessions: [InboxEntry], consent: [ConsentEntry],
        mayStart: Bool
    ) {
        self.frame = frame
        name = entry.contact.name ?? entry.contact.phone.national
        phone = entry.contact.phone.e164
        since = MomentLabel(entry.contact.createdAt)
        seen = MomentLabel(entry.seenAt)
        isSuppressed = entry.isSuppressed
        startAddress = mayStart && !entry.isSuppressed ? "/start?contact=\(entry.contact.id)" : nil
        self.sessions = sessions.map { SessionRow($0) }
        self.consent = consent.reversed().map { line in
            ConsentItem(
                words: line.kind == .optOut ? say("Opted out") : say("Opted in"),
                source: Self.words(line.source),
                wording: line.wording, at: MomentLabel(line.at))
        }
        hasNoConsent = consent.isEmpty
    }

    private static func words(_ source: String) -> String {
        switch source {
        case "keyword": say("by a keyword")
        case "free_text": say("in the customer's own words")
        case "carrier": say("as the carrier says")
        case "operator": say("by an operator")
        default: source
        }
    }
}
