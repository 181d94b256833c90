import Casewire
import CasewirePages

/// The sessions, newest activity first.
struct InboxPage: Page {
    static let template = "pages/inbox"

    struct Filter: Sendable {
        let label: String
        let address: String
        /// Up to `99+`.
        let count: String
        let isCurrent: Bool
    }

    struct Saved: Sendable {
        let id: String
        let name: String
        let address: String
        let isCurrent: Bool
        let formToken: String
    }

    /// What is shown can be kept under a name.
    struct Keeping: Sendable {
        let view: String
        let assignee: String?
        let search: String
        let formToken: String
    }

    /// What selected sessions can be given to.
    struct Bulk: Sendable {
        let emails: [String]
        let formToken: String
        /// Where the list is shown again.
        let cursor: String?
    }

    /// What became of the sessions that were selected.
    struct Report: Sendable {
        struct Refused: Sendable {
            let ticket: String
            let reason: String
        }

        let done: String
        let refused: [Refused]

        init(_ outcome: BulkActions.Outcome, done: String) {
            self.done = done
            refused = outcome.refused.map { refused in
                Refused(
                    ticket: refused.ticket.map { "#\($0)" } ?? say("A session"),
                    reason: say(told: refused.reason))
            }
        }
    }

    /// Whether conversations may be started.
    let mayStart: Bool
    let bulk: Bulk?
    let report: Report?
    let frame: PageFrame
    let filters: [Filter]
    let saved: [Saved]
    let hasSaved: Bool
    /// Nil where what is shown has a name already, or is a view that everybody has.
    let keeping: Keeping?
    let search: String
    let view: String
    let assignee: String?
    /// The state that is shown alone; nil for others.
    let state: String?
    let rows: [SessionRow]
    let isEmpty: Bool
    let emptyWords: String
    /// Whether live updates may add rows: only the first page without a search is the newest of all.
    let grows: Bool
    /// Whether the list is read again instead, since a row alone does not tell whether it belongs.
    let isReread: Bool
    let nextAddress: String?
    /// Why nothing is sent, where sending is held after a restore.
    let hold: String?
    let problem: String?

    init(
        frame: PageFrame, request: InboxRequest, content: InboxContent, viewer: SignIn,
        problem: String? = nil, report: Report? = nil, people: (Session.ID) -> [Presence.Person]
    ) {
        let formToken = viewer.formToken
        let mayPick = viewer.person.role.may(.answer)
        self.report = report
        mayStart = mayPick
        bulk =
            mayPick
            ? Bulk(
                emails: content.operators.map(\.email), formToken: formToken,
                cursor: request.query.after?.text) : nil
        let (query, found) = (request.query, content.found)
        self.frame = frame
        self.problem = problem.map { say(told: $0) }
        hold = (content.hold?.words).map { say(told: $0) }
        search = query.search ?? ""
        view = query.view.rawValue
        assignee = request.assignee
        state = query.view.state?.rawValue
        let words = query.search.flatMap { SearchWords($0) }
        rows = found.entries.map { entry in
            SessionRow(
                entry, hit: words?.snippet(in: found.hits[entry.session.id]) ?? [],
                seen: content.seen[entry.session.id] ?? 0,
                presence: Presence.words(people(entry.session.id), for: viewer.person.email), mayPick: mayPick
            )
        }
        isEmpty = found.entries.isEmpty
        emptyWords =
            words == nil
            ? query.view == .all && query.assignee == nil
                ? say("No sessions here. A new text starts one.") : say("No sessions here.")
            : found.next == nil
                ? say("Nothing found. Each word must be in one text; the last may be a beginning.")
                : say("Nothing found among the newest texts with these words. Older sessions may have more.")
        let isFirst = query.after == nil && words == nil
        grows = isFirst && query.assignee == nil && (query.view == .all || query.view.state != nil)
        isReread = isFirst && !grows
        nextAddress = found.next.map { request.address(cursor: $0.text) }
        filters = InboxView.allCases.map { view in
            let count = content.counts[view] ?? 0
            return Filter(
                label: say(told: view.words), address: request.showing(view).address(),
                count: count < InboxView.mostCounted ? "\(count)" : "\(InboxView.mostCounted - 1)+",
                isCurrent: view == query.view)
        }
        saved = content.saved.map { item in
            let address = InboxRequest.address(view: item.view, search: item.search, assignee: item.assignee)
            return Saved(
                id: item.id.rawValue, name: item.name, address: address,
                isCurrent: address == request.address(), formToken: formToken)
        }
        hasSaved = !saved.isEmpty
        let isNarrowed = !search.isEmpty || query.assignee != nil
        keeping =
            isNarrowed && !saved.contains(where: \.isCurrent)
            ? Keeping(view: view, assignee: assignee, search: search, formToken: formToken) : nil
    }
}
