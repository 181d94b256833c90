import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// The inbox, and the views that an operator keeps.
struct InboxPages {
    let services: Services
    let presenter: PagePresenter

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("inbox", may: .read) { request, context in
                try await page(InboxRequest(request.queryFields, for: context.signIn.person.id), context)
            },
            .form("inbox/views", may: .read, use: keep),
            .form("inbox/views/{id}/remove", may: .read, use: remove),
        ]
    }

    private func page(
        _ request: InboxRequest, _ context: BrowserContext, problem: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let person = context.signIn.person.id
        let content = try await services.database.read { try $0.inboxContent(request, for: person) }
        let title = content.unseen > 0 ? "(\(content.unseen)) Inbox" : "Inbox"
        return try presenter.response(
            InboxPage(
                frame: presenter.frame(title: title, section: .inbox, for: context), request: request,
                content: content, formToken: context.signIn.formToken, problem: problem),
            status: status)
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
