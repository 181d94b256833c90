import Casewire
import CasewirePages

/// The sessions, newest activity first.
struct InboxPage: Page {
    static let template = "pages/inbox"

    struct Filter: Sendable {
        let label: String
        let address: String
        let count: Int
        let isCurrent: Bool
    }

    let frame: PageFrame
    let filters: [Filter]
    let search: String
    /// The state that is shown alone; nil for all.
    let state: String?
    let rows: [SessionRow]
    let isEmpty: Bool
    let emptyWords: String
    /// Whether live updates may add rows: only the first page without a search is the newest of all.
    let isLive: Bool
    let nextAddress: String?
    /// Why nothing is sent, where sending is held after a restore.
    let hold: String?

    init(
        frame: PageFrame, query: InboxQuery, found: InboxFound,
        counts: [Session.State: Int], hold: Restore? = nil
    ) {
        self.frame = frame
        self.hold = hold?.words
        search = query.search ?? ""
        state = query.state?.rawValue
        let words = query.search.flatMap { SearchWords($0) }
        rows = found.entries.map { entry in
            SessionRow(entry, hit: words?.snippet(in: found.hits[entry.session.id]) ?? [])
        }
        isEmpty = found.entries.isEmpty
        emptyWords =
            words == nil
            ? "No sessions here. A new text starts one."
            : found.next == nil
                ? "Nothing found. Each word must be in one text; the last may be a beginning."
                : "Nothing found among the newest texts with these words. Older sessions may have more."
        isLive = query.after == nil && search.isEmpty
        nextAddress = found.next.map {
            Self.address(state: query.state, search: query.search, cursor: $0.text)
        }
        let all = Filter(
            label: "All", address: Self.address(state: nil, search: query.search, cursor: nil),
            count: counts.values.reduce(0, +), isCurrent: query.state == nil)
        filters =
            [all]
            + Session.State.allCases.map { state in
                Filter(
                    label: state.words,
                    address: Self.address(state: state, search: query.search, cursor: nil),
                    count: counts[state] ?? 0, isCurrent: query.state == state)
            }
    }

    private static func address(state: Session.State?, search: String?, cursor: String?) -> String {
        var fields: [String] = []
        if let state { fields.append("state=" + state.rawValue) }
        if let search, !search.isEmpty { fields.append("q=" + SignInRoutes.encoded(search)) }
        if let cursor { fields.append("cursor=" + SignInRoutes.encoded(cursor)) }
        return fields.isEmpty ? "/inbox" : "/inbox?" + fields.joined(separator: "&")
    }
}
