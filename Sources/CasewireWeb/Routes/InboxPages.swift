import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// The inbox, and the views that an operator keeps.
struct InboxPages {
    let services: Services
    let presenter: PagePresenter
    let hub: LiveHub

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("inbox", may: .read) { request, context in
                try await page(InboxRequest(request.queryFields, for: context.signIn.person.id), context)
            },
            .form("inbox/views", may: .read, use: keep),
            .form("inbox/views/{id}/remove", may: .read, use: remove),
            .form("inbox/bulk", may: .answer, use: act),
        ]
    }

    private func page(
        _ request: InboxRequest, _ context: BrowserContext, problem: String? = nil,
        report: InboxPage.Report? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = context.signIn.person.id
        let content = try await services.database.read { try $0.inboxContent(request, for: person) }
        let title = content.unseen > 0 ? say("(\(content.unseen)) Inbox") : say("Inbox")
        return try presenter.response(
            InboxPage(
                frame: presenter.frame(title: title, section: .inbox, for: context), request: request,
                content: content, viewer: context.signIn, problem: problem, report: report,
                people: { hub.people(in: $0) }),
            status: status)
    }

    /// Resolves or assigns the selected sessions, and says on the list what was done and what was not.
    private func act(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let request = InboxRequest(form, for: context.signIn.person.id)
        let ids = form.values(of: "session").prefix(BulkActions.most + 1).map { Session.ID(rawValue: $0) }
        let action: BulkActions.Action
        let done: @Sendable (Int) -> String
        switch form["action"] {
        case "resolve":
            action = .resolve
            done = { say($0, one: "1 session resolved.", other: "\($0) sessions resolved.") }
        case "assign-me":
            action = .assign(context.signIn.person.id)
            done = { say($0, one: "1 session assigned to you.", other: "\($0) sessions assigned to you.") }
        case "assign":
            let email = form["operator"] ?? ""
            action = .assign(try await services.assignee(email))
            let whom = email.isEmpty ? say("nobody") : email
            done = {
                say($0, one: "1 session assigned to \(whom).", other: "\($0) sessions assigned to \(whom).")
            }
        default: throw Problem.invalid(say("Choose what to do with the selected sessions."))
        }
        do {
            let outcome = try await BulkActions(services: services).run(
                action, on: ids, by: context.callerName)
            return try await page(request, context, report: .init(outcome, done: done(outcome.done.count)))
        } catch let refusal as SessionActions.Refusal {
            return try await page(
                request, context, problem: refusal.description, status: .unprocessableContent)
        }
    }

    private func keep(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let person = context.signIn.person.id
        let request = InboxRequest(form, for: person)
        let view = SavedView(
            id: services.random.identifier(), name: String((form["name"] ?? "").prefix(200)),
            view: request.query.view, assignee: request.assignee, search: request.query.search)
        let now = services.clock.now()
        do {
            try await services.database.write { try $0.save(view, of: person, at: now) }
        } catch let refusal as SavedView.Refusal {
            return try await page(
                request, context, problem: refusal.description, status: .unprocessableContent)
        }
        return .redirect(to: request.address())
    }

    private func remove(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let (id, person) = (SavedView.ID(rawValue: try context.parameter("id")), context.signIn.person.id)
        try await services.database.write { try $0.removeSavedView(id, of: person) }
        return .redirect(to: "/inbox")
    }
}
