import Casewire
import CasewireStorage
import Hummingbird

/// Everything that the inbox shows, read at one moment.
struct InboxContent: Sendable {
    let found: InboxFound
    let counts: [InboxView: Int]
    let seen: [Session.ID: Int]
    let unseen: Int
    let saved: [SavedView]
    let hold: Restore?
    /// To whom sessions can be assigned.
    let operators: [Operator]
}

extension Snapshot {
    func inboxContent(_ request: InboxRequest, for person: Operator.ID) throws -> InboxContent {
        var query = request.query
        if let email = request.assignee {
            let found = email == InboxRequest.nobody ? nil : try findOperator(email: email)
            // An address that nobody has finds nothing.
            query.assignee =
                email == InboxRequest.nobody ? .nobody : .person(found?.id ?? Operator.ID(rawValue: ""))
        }
        let found = try inbox(query)
        return InboxContent(
            found: found, counts: try viewCounts(for: person),
            seen: try seen(by: person, of: found.entries.map(\.session.id)),
            unseen: try unseenCount(for: person), saved: try savedViews(of: person), hold: try sendingHold(),
            operators: try operators().filter { $0.role.may(.answer) })
    }
}

/// What the inbox's address asks for: `/inbox?view=failed&q=refund&assignee=…`.
struct InboxRequest: Sendable {
    /// Sessions on one page of the list.
    static let pageSize = 50
    /// For sessions that nobody is assigned to.
    static let nobody = "none"

    var query: InboxQuery
    /// An operator's email address, or `none`.
    let assignee: String?

    init(_ fields: FormBody, for person: Operator.ID) {
        // `state` is what earlier addresses say.
        let view = (fields["view"] ?? fields["state"]).flatMap(InboxView.init(rawValue:)) ?? .all
        let typed = fields["q"].map { String($0.prefix(SearchWords.longest)) }
        assignee = fields["assignee"].flatMap {
            $0.isEmpty ? nil : Operator.normalized(String($0.prefix(254)))
        }
        query = InboxQuery(
            view: view, viewer: person, search: typed.flatMap { $0.isEmpty ? nil : $0 },
            after: fields["cursor"].flatMap(InboxCursor.init(_:)), limit: Self.pageSize)
        // A search finds what is snoozed, too.
        query.hidesSnoozed = query.search == nil
        // Only that somebody is asked for; who it is is looked up where the sessions are read.
        if assignee != nil { query.assignee = .nobody }
    }

    /// The same of another view, from the beginning.
    func showing(_ view: InboxView) -> InboxRequest {
        var other = self
        other.query.view = view
        return other
    }

    func address(cursor: String? = nil) -> String {
        Self.address(view: query.view, search: query.search, assignee: assignee, cursor: cursor)
    }

    static func address(view: InboxView, search: String?, assignee: String?, cursor: String? = nil) -> String
    {
        var fields: [String] = []
        if view != .all { fields.append("view=" + view.rawValue) }
        if let search, !search.isEmpty { fields.append("q=" + SignInRoutes.encoded(search)) }
        if let assignee { fields.append("assignee=" + SignInRoutes.encoded(assignee)) }
        if let cursor { fields.append("cursor=" + SignInRoutes.encoded(cursor)) }
        return fields.isEmpty ? "/inbox" : "/inbox?" + fields.joined(separator: "&")
    }
}
