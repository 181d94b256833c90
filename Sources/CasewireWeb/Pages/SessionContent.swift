import Casewire
import CasewireStorage

/// Everything that a session's page shows, read at one moment.
struct SessionContent: Sendable {
    let entry: InboxEntry
    /// In order; the newest where there are more than a page shows.
    let messages: [Message]
    /// Pictures and other files of the texts.
    let media: [Message.ID: [Medium]]
    /// Whether older messages are left out.
    let isCut: Bool
    let timeline: [TimelineEvent]
    let handoff: HandoffDetails?
    let creatio: CreatioSettings?
    let isSuppressed: Bool
    let organization: OrganizationSettings
    /// When quiet hours end where the customer is, while they are on.
    let quietEnd: Timestamp?
    /// What can be inserted into a reply.
    let templates: [ReplyTemplate]
    /// Of the session's number, as far as it is known.
    let registration: Registration?
    /// To whom it can be assigned.
    let operators: [Operator]
    /// What the agent would answer, while people have it.
    let draft: DraftState
    /// Whether a text of the customer's waits for a person's answer.
    let awaitsPerson: Bool
    /// When it was read.
    let now: Timestamp

    var fieldTitles: [String: String] {
        Dictionary((creatio?.fields ?? []).map { ($0.column, $0.title) }) { first, _ in first }
    }

    /// Messages on one page; the API has all.
    static let longestThread = 500
}

extension Snapshot {
    func sessionContent(_ id: Session.ID, vault: Vault, at now: Timestamp) throws -> SessionContent? {
        guard let entry = try inboxEntry(id) else { return nil }
        let organization = try organization()
        let first = max(0, entry.session.position - SessionContent.longestThread)
        return SessionContent(
            entry: entry,
            messages: try messages(in: id, after: first, limit: SessionContent.longestThread),
            media: Dictionary(grouping: try media(in: id), by: \.message),
            isCut: first > 0,
            timeline: try timeline(of: id),
            handoff: try handoffDetails(of: id),
            creatio: try creatioSettings(openedBy: vault),
            isSuppressed: try isSuppressed(entry.session.contact),
            organization: organization,
            quietEnd: try quietEnd(
                for: entry.session.contact, at: entry.contactPhone, organization: organization, at: now),
            templates: try replyTemplates(),
            registration: try registration(of: entry.session.number),
            operators: try operators().filter { $0.role.may(.answer) },
            draft: try draft(of: entry.session),
            awaitsPerson: try entry.session.state == .handedOff && awaitsPerson(id),
            now: now)
    }
}
