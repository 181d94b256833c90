import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Sessions as scripts read them.
struct SessionRoutes {
    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("sessions", may: .read, use: list),
            .get("sessions/{id}", may: .read, use: show),
            .get("sessions/{id}/messages", may: .read, use: messages),
            .get("sessions/{id}/media/{medium}", may: .read, use: medium),
            .get("sessions/{id}/timeline", may: .read, use: timeline),
            .get("sessions/{id}/case", may: .read, use: readCase),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        var query = InboxQuery(limit: try request.limit())
        if let word = request.queryValue("state") {
            guard let state = Session.State(rawValue: word) else {
                throw Problem.badRequest("“state” is agent, handed_off or resolved.")
            }
            query.state = state
        }
        if let word = request.queryValue("view") {
            guard let view = InboxView(rawValue: word), view != .mine else {
                let views = InboxView.allCases.filter { $0 != .mine }.map(\.rawValue).joined(separator: ", ")
                throw Problem.badRequest(
                    "“view” is one of \(views). For one person's sessions say “assignee”.")
            }
            query.view = view
        }
        if let email = request.queryValue("assignee") {
            query.assignee = .nobody
            if email != InboxRequest.nobody, let id = try await services.assignee(email) {
                query.assignee = .person(id)
            }
        }
        query.number = try request.phone("number")
        query.contact = try request.phone("contact")
        query.search = request.queryValue("q")
        if let text = request.queryValue("cursor") {
            guard let cursor = InboxCursor(text) else { throw Problem.badCursor }
            query.after = cursor
        }
        let vault = services.vault
        let (found, creatio) = try await services.database.read { [query] snapshot in
            (try snapshot.inbox(query), try snapshot.creatioSettings(openedBy: vault))
        }
        return try JSONResponse.make(
            ListView(
                items: found.entries.map {
                    SessionView($0, creatio: creatio, match: found.hits[$0.session.id])
                },
                next: found.next?.text))
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(try await services.sessionView(try context.sessionID()))
    }

    private func messages(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.sessionID()
        let limit = try request.limit()
        let after = request.queryValue("cursor").map { Int($0) } ?? 0
        guard let after else { throw Problem.badCursor }
        let found = try await services.database.read { snapshot in
            guard try snapshot.session(id) != nil else { throw SessionActions.Refusal.noSuchSession }
            return (
                messages: try snapshot.messages(in: id, after: after, limit: limit + 1),
                media: Dictionary(grouping: try snapshot.media(in: id), by: \.message)
            )
        }
        let page = found.messages.prefix(limit)
        let next = found.messages.count > limit ? page.last.map { String($0.position) } : nil
        let items = page.map { message in
            MessageView(
                message,
                media: (found.media[message.id] ?? []).map {
                    MediumView($0, publicURL: services.publicURL)
                })
        }
        return try JSONResponse.make(ListView(items: items, next: next))
    }

    private func medium(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await MediaAnswer(services: services).response(
            to: request, for: try context.mediumID(), of: try context.sessionID())
    }

    private func timeline(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.sessionID()
        let events = try await services.database.read { snapshot in
            guard try snapshot.session(id) != nil else { throw SessionActions.Refusal.noSuchSession }
            return try snapshot.timeline(of: id)
        }
        return try JSONResponse.make(ListView(items: events.map { TimelineView($0) }, next: nil))
    }

    /// The case as Creatio has it now.
    private func readCase(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.sessionID()
        guard try await services.database.read({ try $0.session(id) }) != nil else {
            throw SessionActions.Refusal.noSuchSession
        }
        guard let reading = try await CaseReader(services: services).read(id) else {
            throw Problem(.notFound, "No case", "This session has no case in Creatio.")
        }
        return try JSONResponse.make(CaseView(reading))
    }
}

extension Services {
    func sessionView(_ id: Session.ID) async throws -> SessionView {
        let vault = vault
        return try await database.read { snapshot in
            guard let entry = try snapshot.inboxEntry(id) else { throw SessionActions.Refusal.noSuchSession }
            return SessionView(entry, creatio: try snapshot.creatioSettings(openedBy: vault))
        }
    }
}

extension Request {
    /// A phone number of the query, in E.164; a plus sign that became a space is taken for what it was.
    func phone(_ name: String) throws -> PhoneNumber? {
        guard let text = queryValue(name) else { return nil }
        let spelled = text.hasPrefix(" ") ? "+" + text.dropFirst() : text
        guard let phone = PhoneNumber(e164: spelled) else {
            throw Problem.badRequest("“\(name)” is a phone number in E.164, such as +15550001000.")
        }
        return phone
    }
}
