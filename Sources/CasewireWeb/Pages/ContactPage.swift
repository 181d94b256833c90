import Casewire
import CasewirePages

/// One contact: sessions, what people noted, other numbers of the same person, and consent.
struct ContactPage: Page {
    static let template = "pages/contact"

    struct ConsentItem: Sendable {
        let words: String
        let source: String
        let wording: String
        let at: MomentLabel
    }

    struct DetailItem: Sendable {
        let id: String
        let name: String
        let value: String
    }

    struct OtherItem: Sendable {
        let name: String
        let phone: String
        let address: String
        /// The page that it is left from.
        let from: String
    }

    /// What was typed and refused.
    struct Typed: Sendable {
        var name: String?
        var values: [String: String] = [:]
        var newKey = ""
        var newValue = ""
        var phone = ""
        var trouble: String
    }

    /// What is read of a contact.
    struct Content: Sendable {
        let entry: ContactList.Entry
        /// Of all numbers of the person, newest activity first.
        let sessions: [InboxEntry]
        let consent: [ConsentEntry]
        let details: [ContactDetail]
        let others: [Contact]
    }

    let frame: PageFrame
    let formToken: String
    let address: String
    let name: String
    let givenName: String
    let phone: String
    let since: MomentLabel
    let seen: MomentLabel
    let isSuppressed: Bool
    /// Where a conversation with them is started; nil for those who may not.
    let startAddress: String?
    let isSaved: Bool
    let mayEdit: Bool
    let sessions: [SessionRow]
    let details: [DetailItem]
    let hasDetails: Bool
    let newKey: String
    let newValue: String
    let typedPhone: String
    let trouble: String?
    let others: [OtherItem]
    let isJoined: Bool
    let consent: [ConsentItem]
    let hasNoConsent: Bool

    init(
        _ content: Content, typed: Typed?, isSaved: Bool, mayEdit: Bool, frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.isSaved = isSaved
        self.mayEdit = mayEdit
        let entry = content.entry
        address = "/contacts/\(entry.contact.id)"
        name = entry.contact.name ?? entry.contact.phone.national
        givenName = typed?.name ?? entry.contact.name ?? ""
        phone = entry.contact.phone.e164
        since = MomentLabel(entry.contact.createdAt)
        seen = MomentLabel(entry.seenAt)
        isSuppressed = entry.isSuppressed
        startAddress = mayEdit && !entry.isSuppressed ? "/start?contact=\(entry.contact.id)" : nil
        sessions = content.sessions.map { SessionRow($0) }
        details = content.details.enumerated().map { place, detail in
            DetailItem(
                id: "detail-\(place)", name: detail.name,
                value: typed?.values[detail.name] ?? detail.value)
        }
        hasDetails = !details.isEmpty
        newKey = typed?.newKey ?? ""
        newValue = typed?.newValue ?? ""
        typedPhone = typed?.phone ?? ""
        trouble = typed?.trouble
        others = content.others.map {
            OtherItem(
                name: $0.name ?? $0.phone.national, phone: $0.phone.e164, address: "/contacts/\($0.id)",
                from: entry.contact.id.rawValue)
        }
        isJoined = !others.isEmpty
        consent = content.consent.reversed().map { line in
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
