import Casewire
import CasewirePages
import CasewireStorage
import Hummingbird

/// The inbox.
struct InboxPages {
    let services: Services
    let presenter: PagePresenter

    /// Sessions on one page of the list.
    static let pageSize = 50

    var routes: [Endpoint<BrowserContext>] {
        [.get("inbox", may: .read, use: show)]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let query = InboxQuery(
            state: request.queryValue("state").flatMap(Session.State.init(rawValue:)),
            search: request.queryValue("q").map { String($0.prefix(SearchWords.longest)) },
            after: request.queryValue("cursor").flatMap(InboxCursor.init(_:)), limit: Self.pageSize)
        let (found, counts, hold) = try await services.database.read { snapshot in
            (try snapshot.inbox(query), try snapshot.sessionCounts(), try snapshot.sendingHold())
        }
        return try presenter.response(
            InboxPage(
                frame: presenter.frame(title: "Inbox", section: .inbox, for: context), query: query,
                found: found, counts: counts, hold: hold))
    }
}
