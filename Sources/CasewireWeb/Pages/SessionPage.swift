import Casewire
import CasewirePages

/// One conversation: its thread, what led to each answer, the handoff, the case, and what can be done.
struct SessionPage: Page {
    static let template = "pages/session"

    struct Action: Sendable {
        let label: String
        /// The last part of the address that it posts to.
        let verb: String
        let isPrimary: Bool
    }

    struct SnoozePart: Sendable {
        let zone: String
        let isSnoozed: Bool
    }

    struct AssignPart: Sendable {
        struct Choice: Sendable {
            let email: String
            let isChosen: Bool
        }

        let choices: [Choice]
        /// Who looks, where it is not theirs yet.
        let me: String?
    }

    struct HandoffPart: Sendable {
        struct Field: Sendable {
            let title: String
            let value: String
            let reason: String
        }

        let at: MomentLabel
        let reasons: String
        let summary: String?
        let fields: [Field]
        let hasFields: Bool
    }

    struct CasePart: Sendable {
        let number: String
        let address: String
        let sync: String
        let syncWords: String
        let error: String?
        let mayResync: Bool
        let hasCandidates: Bool
        let candidates: [Candidate]

        struct Candidate: Sendable {
            let contact: String
            let name: String
            let session: String
            let formToken: String
            let mayChoose: Bool
        }
    }

    let frame: PageFrame
    let id: String
    let ticket: String
    let name: String
    let phone: String
    let contactAddress: String
    let number: String
    let state: String
    let stateWords: String
    let isEscalated: Bool
    let snoozed: MomentLabel?
    /// Nil where it cannot be snoozed.
    let snoozing: SnoozePart?
    /// Since when the customer waits for a person.
    let waiting: MomentLabel?
    let sentiment: String?
    let language: String?
    let previousAddress: String?
    let messages: [MessageItem]
    let hasNoMessages: Bool
    let isCut: Bool
    let timeline: [TimelineItem]
    let handoff: HandoffPart?
    let linkedCase: CasePart?
    let actions: [Action]
    let composer: Composer?
    let formToken: String
    /// Who else looks at it or writes in it.
    let presence: String?
    let assignee: String?
    let assigning: AssignPart?
    let sharing: SharePart?

    init(
        _ content: SessionContent, frame: PageFrame, viewer: SignIn, draft: Draft, presence: String? = nil,
        link: SessionLinks.Link? = nil
    ) {
        self.presence = presence
        sharing = viewer.person.role.may(.answer) ? SharePart(link) : nil
        let (role, formToken) = (viewer.person.role, viewer.formToken)
        assignee = content.entry.assigneeEmail
        assigning =
            role.may(.answer)
            ? AssignPart(
                choices: content.operators.map { person in
                    .init(email: person.email, isChosen: person.id == content.entry.session.assignee)
                },
                me: content.entry.session.assignee == viewer.person.id ? nil : viewer.person.email) : nil
        let session = content.entry.session
        self.frame = frame
        self.formToken = formToken
        id = session.id.rawValue
        ticket = "#\(session.ticket)"
        name = content.entry.contactName ?? content.entry.contactPhone.national
        phone = content.entry.contactPhone.e164
        contactAddress = "/contacts/\(session.contact)"
        number = content.entry.number
        state = session.state.rawValue
        stateWords = say(told: session.state.words)
        isEscalated = session.escalatedAt != nil
        snoozed = session.snoozedUntil.map { MomentLabel($0) }
        snoozing =
            role.may(.answer) && session.state != .resolved
            ? SnoozePart(zone: content.organization.timezone, isSnoozed: session.snoozedUntil != nil) : nil
        waiting = session.waitingSince.map { MomentLabel($0) }
        sentiment = (session.sentiment?.rawValue).map { say(told: $0) }
        language = session.language
        previousAddress = session.previous.map { "/sessions/\($0)" }
        messages = content.messages.map {
            MessageItem(
                $0, media: (content.media[$0.id] ?? []).map { MediumItem($0) }, at: content.now,
                mayDecide: role.may(.answer))
        }
        hasNoMessages = content.messages.isEmpty
        isCut = content.isCut
        timeline = content.timeline.reversed().map { TimelineItem($0) }
        handoff = session.handoff.map {
            HandoffPart($0, details: content.handoff, titles: content.fieldTitles)
        }
        linkedCase = content.entry.linkedCase.map {
            CasePart(
                $0, of: session.id, creatio: content.creatio, mayAct: role.may(.answer), formToken: formToken)
        }
        actions = role.may(.answer) ? Self.actions(in: session.state) : []
        composer = role.may(.answer) ? Composer(content, draft: draft) : nil
    }

    private static func actions(in state: Session.State) -> [Action] {
        switch state {
        case .agent:
            [
                Action(label: say("Take over"), verb: "take-over", isPrimary: true),
                Action(label: say("Hand off"), verb: "handoff", isPrimary: false),
                Action(label: say("Resolve"), verb: "resolve", isPrimary: false),
            ]
        case .handedOff:
            [
                Action(label: say("Resolve"), verb: "resolve", isPrimary: true),
                Action(label: say("Hand back"), verb: "hand-back", isPrimary: false),
            ]
        case .resolved:
            [Action(label: say("Reopen"), verb: "reopen", isPrimary: false)]
        }
    }
}

extension SessionPage.HandoffPart {
    init(_ handoff: Handoff, details: HandoffDetails?, titles: [String: String]) {
        at = MomentLabel(handoff.at)
        reasons = handoff.reasons.map { say(told: $0.words) }.joined(separator: ", ")
        summary = handoff.summary.isEmpty ? nil : handoff.summary
        fields = (details?.fields ?? []).map { answer in
            Field(
                title: titles[answer.column] ?? answer.column, value: answer.value ?? say("Left empty"),
                reason: say(told: answer.reason))
        }
        hasFields = !fields.isEmpty
    }
}

extension SessionPage.CasePart {
    init(
        _ linked: LinkedCase, of session: Session.ID, creatio: CreatioSettings?, mayAct: Bool,
        formToken: String
    ) {
        mayResync = mayAct
        hasCandidates = !linked.candidates.isEmpty
        candidates = linked.candidates.map {
            Candidate(
                contact: $0.id, name: $0.name, session: session.rawValue, formToken: formToken,
                mayChoose: mayAct)
        }
        number = linked.number ?? say("New case")
        address = creatio?.caseAddress(of: linked.id) ?? ""
        sync = linked.sync
        syncWords =
            switch linked.sync {
            case "synced": say("In step with Creatio")
            case "behind": say("Behind: waiting for Creatio")
            case "failed": say("Needs attention")
            default: say("Not written yet")
            }
        error = linked.error.map { say(told: $0) }
    }
}
