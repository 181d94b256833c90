import CasewireStorage

/// What admins do about webhooks; pages and API call the same.
package struct WebhookActions: Sendable {
    /// What an endpoint is made of.
    package struct Entry: Sendable, Hashable {
        package var url: String
        package var events: [String]
        package var includesText: Bool
        package var allowsPrivateHost: Bool
        package var isEnabled: Bool

        package init(
            url: String, events: [String], includesText: Bool = false, allowsPrivateHost: Bool = false,
            isEnabled: Bool = true
        ) {
            self.url = url
            self.events = events
            self.includesText = includesText
            self.allowsPrivateHost = allowsPrivateHost
            self.isEnabled = isEnabled
        }

        package init(_ webhook: Webhook) {
            self.init(
                url: webhook.url, events: webhook.events.map(\.rawValue), includesText: webhook.includesText,
                allowsPrivateHost: webhook.allowsPrivateHost, isEnabled: webhook.isEnabled)
        }
    }

    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchWebhook
        case invalid(String)

        package var description: String {
            switch self {
            case .noSuchWebhook: "There is no such webhook."
            case .invalid(let words): words
            }
        }
    }

    /// The newest that are shown.
    package static let shownDeliveries = 50

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func list() async throws -> [Webhook] {
        let vault = services.vault
        return try await services.database.read { try $0.webhooks(openedBy: vault) }
    }

    package func find(_ id: Webhook.ID) async throws -> Webhook {
        let vault = services.vault
        guard let found = try await services.database.read({ try $0.webhook(id, openedBy: vault) }) else {
            throw Refusal.noSuchWebhook
        }
        return found
    }

    package func deliveries(to id: Webhook.ID) async throws -> [WebhookDelivery] {
        try await services.database.read { snapshot in
            guard try !snapshot.rows("SELECT 1 AS yes FROM webhook WHERE id = \(id)").isEmpty else {
                throw Refusal.noSuchWebhook
            }
            return try snapshot.webhookDeliveries(to: id, limit: Self.shownDeliveries)
        }
    }

    /// Adds an endpoint with a secret of its own.
    package func add(_ entry: Entry) async throws -> Webhook {
        let webhook = try Self.webhook(
            services.random.identifier(), of: entry, secret: Webhook.makeSecret(services.random))
        let (vault, now) = (services.vault, services.clock.now())
        try await services.database.write { transaction in
            let count = try transaction.rows("SELECT COUNT(*) AS count FROM webhook").first.map {
                row -> Int in try row["count"]
            }
            guard count ?? 0 < Webhook.most else {
                throw Refusal.invalid("There are \(Webhook.most) webhooks. Remove one first.")
            }
            try transaction.save(webhook, sealedBy: vault, at: now)
        }
        return webhook
    }

    @discardableResult
    package func change(_ id: Webhook.ID, to entry: Entry) async throws -> Webhook {
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.write { transaction in
            guard let old = try transaction.webhook(id, openedBy: vault) else { throw Refusal.noSuchWebhook }
            let new = try Self.webhook(id, of: entry, secret: old.secret)
            try transaction.save(new, sealedBy: vault, at: now)
            return new
        }
    }

    /// Signs with another secret from now on. It is told this once.
    package func renewSecret(of id: Webhook.ID) async throws -> Webhook {
        let secret = Webhook.makeSecret(services.random)
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.write { transaction in
            guard let old = try transaction.webhook(id, openedBy: vault) else { throw Refusal.noSuchWebhook }
            let new = try Self.webhook(id, of: Entry(old), secret: secret)
            try transaction.save(new, sealedBy: vault, at: now)
            return new
        }
    }

    package func remove(_ id: Webhook.ID) async throws {
        guard try await services.database.write({ try $0.removeWebhook(id) }) else {
            throw Refusal.noSuchWebhook
        }
    }

    /// Calls the endpoint now, with an event that says nothing of anybody; it need not be switched on.
    package func test(_ id: Webhook.ID) async throws -> WebhookOutcome {
        let webhook = try await find(id)
        let delivery: WebhookDelivery.ID = services.random.identifier()
        let began = services.clock.now()
        let body = WebhookDelivery.body(
            .test, at: began, data: .object([:]), publicURL: services.publicURL)
        let outcome = await services.call(
            webhook, with: webhook.request(body, delivery: delivery, at: began))
        let now = services.clock.now()
        try await services.database.write { try $0.keepTest(outcome, as: delivery, of: id, at: now) }
        return outcome
    }

    private static func webhook(_ id: Webhook.ID, of entry: Entry, secret: Secret) throws -> Webhook {
        let unknown = entry.events.filter {
            WebhookEvent(rawValue: $0).map(WebhookEvent.offered.contains) != true
        }
        guard unknown.isEmpty else {
            let known = WebhookEvent.offered.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("“\(unknown[0])” is no event. There are \(known).")
        }
        let webhook = Webhook(
            id: id, url: entry.url, secret: secret,
            events: WebhookEvent.offered.filter { entry.events.contains($0.rawValue) },
            includesText: entry.includesText, allowsPrivateHost: entry.allowsPrivateHost,
            isEnabled: entry.isEnabled)
        guard webhook.problems.isEmpty else {
            throw Refusal.invalid(webhook.problems.joined(separator: " "))
        }
        return webhook
    }
}
