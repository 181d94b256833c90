import Casewire
import Hummingbird

/// Endpoints that are told what happens.
struct WebhookRoutes {
    /// What is left out of a change stays as it is.
    private struct Body: Decodable {
        let url: String?
        let events: [String]?
        let includesText: Bool?
        let allowsPrivateHost: Bool?
        let isEnabled: Bool?

        private enum CodingKeys: String, CodingKey {
            case url, events
            case includesText = "include_text"
            case allowsPrivateHost = "allow_private_host"
            case isEnabled = "enabled"
        }

        func entry(over old: WebhookActions.Entry) -> WebhookActions.Entry {
            WebhookActions.Entry(
                url: url ?? old.url, events: events ?? old.events,
                includesText: includesText ?? old.includesText,
                allowsPrivateHost: allowsPrivateHost ?? old.allowsPrivateHost,
                isEnabled: isEnabled ?? old.isEnabled)
        }
    }

    let services: Services

    private var actions: WebhookActions { WebhookActions(services: services) }

    var routes: [Endpoint<KeyContext>] {
        [
            .get("webhooks", may: .configure, use: list), .post("webhooks", may: .configure, use: add),
            .get("webhooks/{id}", may: .configure, use: show),
            .patch("webhooks/{id}", may: .configure, use: change),
            .delete("webhooks/{id}", may: .configure, use: remove),
            .post("webhooks/{id}/secret", may: .configure, use: renewSecret),
            .post("webhooks/{id}/test", may: .configure, use: test),
            .get("webhooks/{id}/deliveries", may: .configure, use: deliveries),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let items = try await actions.list().map { WebhookView($0) }
        return try JSONResponse.make(ListView(items: items, next: nil))
    }

    /// `{"url": "https://…", "events": ["session.escalated"], "include_text"?, "allow_private_host"?, "enabled"?}`; the answer tells
    /// the secret, this once.
    private func add(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(Body.self)
        let webhook = try await actions.add(
            body.entry(over: WebhookActions.Entry(url: "", events: [])))
        return try JSONResponse.make(WebhookView(webhook, tellsSecret: true), status: .created)
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(WebhookView(try await actions.find(try context.webhookID())))
    }

    private func change(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.webhookID()
        let body = try await request.json(Body.self)
        let old = WebhookActions.Entry(try await actions.find(id))
        return try JSONResponse.make(WebhookView(try await actions.change(id, to: body.entry(over: old))))
    }

    private func remove(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.remove(try context.webhookID())
        return Response(status: .noContent)
    }

    private func renewSecret(_ request: Request, _ context: KeyContext) async throws -> Response {
        let webhook = try await actions.renewSecret(of: try context.webhookID())
        return try JSONResponse.make(WebhookView(webhook, tellsSecret: true))
    }

    private func test(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(WebhookTestView(try await actions.test(try context.webhookID())))
    }

    private func deliveries(_ request: Request, _ context: KeyContext) async throws -> Response {
        let items = try await actions.deliveries(to: try context.webhookID()).map { WebhookDeliveryView($0) }
        return try JSONResponse.make(ListView(items: items, next: nil))
    }
}

extension CallerContext {
    func webhookID() throws -> Webhook.ID { Webhook.ID(rawValue: try parameter("id").lowercased()) }
}

extension Problem {
    init(_ refusal: WebhookActions.Refusal) {
        switch refusal {
        case .noSuchWebhook: self.init(.notFound, "No such webhook", refusal.description)
        case .invalid: self = .invalid(refusal.description)
        }
    }
}
