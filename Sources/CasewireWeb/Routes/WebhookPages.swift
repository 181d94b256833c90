import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Webhooks in the dashboard: a list, a form for one, a test, and what became of what it was told.
struct WebhookPages {
    let services: Services
    let presenter: PagePresenter

    private var actions: WebhookActions { WebhookActions(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/webhooks", may: .configure, use: list),
            .get("settings/webhooks/new", may: .configure) { _, context in
                try await show(WebhookForm(), of: nil, context)
            },
            .form("settings/webhooks/new", may: .configure, use: add),
            .get("settings/webhooks/{id}", may: .configure) { request, context in
                let webhook = try await actions.find(try context.webhookID())
                return try await show(
                    WebhookForm(webhook), of: webhook, context, isSaved: request.queryValue("saved") == "yes")
            },
            .form("settings/webhooks/{id}", may: .configure, use: change),
            .form("settings/webhooks/{id}/secret", may: .configure) { _, context in
                let webhook = try await actions.renewSecret(of: try context.webhookID())
                return try await show(WebhookForm(webhook), of: webhook, context, showsSecret: true)
            },
            .form("settings/webhooks/{id}/test", may: .configure) { _, context in
                let id = try context.webhookID()
                let outcome = try await actions.test(id)
                let webhook = try await actions.find(id)
                return try await show(WebhookForm(webhook), of: webhook, context, test: outcome)
            },
            .form("settings/webhooks/{id}/remove", may: .configure) { _, context in
                try await actions.remove(try context.webhookID())
                return .redirect(to: "/settings/webhooks")
            },
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let all = try await actions.list()
        let newest = try await services.database.read { try $0.newestTries() }
        return try presenter.response(
            WebhooksPage(
                all, newest: newest,
                frame: presenter.frame(title: say("Webhooks"), section: .webhooks, for: context)))
    }

    private func add(_ entry: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = WebhookForm(entry)
        do {
            let webhook = try await actions.add(form.entry)
            return try await show(
                WebhookForm(webhook), of: webhook, context, isSaved: true, showsSecret: true)
        } catch WebhookActions.Refusal.invalid(let words) {
            form.problem = words
            return try await show(form, of: nil, context, status: .unprocessableContent)
        }
    }

    private func change(_ entry: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.webhookID()
        var form = WebhookForm(entry)
        do {
            try await actions.change(id, to: form.entry)
            return .redirect(to: "/settings/webhooks/\(id)?saved=yes")
        } catch WebhookActions.Refusal.invalid(let words) {
            form.problem = words
            return try await show(
                form, of: try await actions.find(id), context, status: .unprocessableContent)
        }
    }

    private func show(
        _ form: WebhookForm, of webhook: Webhook?, _ context: BrowserContext, isSaved: Bool = false,
        showsSecret: Bool = false, test: WebhookOutcome? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        var deliveries: [WebhookDelivery] = []
        if let webhook { deliveries = try await actions.deliveries(to: webhook.id) }
        var response = try presenter.response(
            WebhookPage(
                form, of: webhook, deliveries: deliveries, isSaved: isSaved, showsSecret: showsSecret,
                test: test,
                frame: presenter.frame(
                    title: webhook?.host ?? say("New webhook"), section: .webhooks, for: context),
                formToken: context.signIn.formToken), status: status)
        if showsSecret { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
