import Casewire

/// A session as the API shows it.
struct SessionView: Encodable {
    struct ContactView: Encodable {
        let id: String
        let phone: String
        @OrNull var name: String?
    }

    struct HandoffView: Encodable {
        let at: String
        let reasons: [String]
        let summary: String
    }

    struct CaseView: Encodable {
        let id: String
        @OrNull var number: String?
        @OrNull var url: String?
        let sync: String
        @OrNull var error: String?
        /// Of whom one is to be chosen (`POST /sessions/{id}/case-contact`); mostly none.
        let candidates: [CandidateView]
    }

    struct CandidateView: Encodable {
        let id: String
        let name: String
    }

    let id: String
    let ticket: Int
    let state: String
    let number: String
    let contact: ContactView
    @OrNull var language: String?
    @OrNull var sentiment: String?
    @OrNull var handoff: HandoffView?
    @OrNull var `case`: CaseView?
    @OrNull var assignee: String?
    @OrNull var previous: String?
    /// Since when the customer waits for a person, and when it was raised that nobody answered.
    @OrNull var waitingSince: String?
    @OrNull var escalatedAt: String?
    @OrNull var snoozedUntil: String?
    let createdAt: String
    let updatedAt: String
    /// While searching: the newest text that has the words; null where the name, phone or ticket has them.
    @OrNull var match: String?

    init(_ entry: InboxEntry, creatio: CreatioSettings?, match: String? = nil) {
        self.match = match
        let session = entry.session
        id = session.id.rawValue
        ticket = session.ticket
        state = session.state.rawValue
        number = entry.number
        contact = ContactView(
            id: session.contact.rawValue, phone: entry.contactPhone.e164, name: entry.contactName)
        language = session.language
        sentiment = session.sentiment?.rawValue
        handoff = session.handoff.map {
            HandoffView(at: $0.at.iso8601, reasons: $0.reasons.map(\.rawValue), summary: $0.summary)
        }
        `case` = entry.linkedCase.map {
            CaseView(
                id: $0.id, number: $0.number, url: creatio?.caseAddress(of: $0.id), sync: $0.sync,
                error: $0.error, candidates: $0.candidates.map { CandidateView(id: $0.id, name: $0.name) })
        }
        assignee = session.assignee?.rawValue
        previous = session.previous?.rawValue
        waitingSince = session.waitingSince?.iso8601
        escalatedAt = session.escalatedAt?.iso8601
        snoozedUntil = session.snoozedUntil?.iso8601
        createdAt = session.createdAt.iso8601
        updatedAt = session.updatedAt.iso8601
    }
}
