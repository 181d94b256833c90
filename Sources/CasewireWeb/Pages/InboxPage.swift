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
    /// Whether live updates may add rows: only the first page without a search is the newest of all.
    let isLive: Bool
    let nextAddress: String?
    /// Why nothing is sent, where sending is held after a restore.
    let hold: String?

    init(
        frame: PageFrame, query: InboxQuery, found: [InboxEntry], next: InboxCursor?,
        counts: [Session.State: Int], hold: Restore? = nil
    ) {
        self.frame = frame
        self.hold = hold?.words
        search = query.search ?? ""
        state = query.state?.rawValue
        rows = found.map { SessionRow($0) }
        isEmpty = found.isEmpty
        isLive = query.after == nil && search.isEmpty
        nextAddress = next.map { Self.address(state: query.state, search: query.search, cursor: $0.text) }
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
