import CasewireStorage
import Foundation

/// Tells an endpoint of one thing. Each endpoint has a lane and an edge of its own, so that one that is away holds up nothing else.
package struct DeliverWebhook: Job {
    package static let kind = "webhook.deliver"
    package static let retry = RetryPolicy.endless
    /// An endpoint that answers, and refuses, is asked so often: about half an hour.
    static let mostRefusals = 12
    /// One that does not answer is tried for so long.
    static let longestAway = Duration.seconds(24 * 3600)

    package let delivery: WebhookDelivery.ID
    package let webhook: Webhook.ID

    package var lane: String? { "webhook/\(webhook.rawValue)" }
    package var edge: Edge? { .webhook(webhook) }
    package var coalescingKey: String? { "deliver/\(delivery.rawValue)" }

    package init(delivery: WebhookDelivery.ID, webhook: Webhook.ID) {
        self.delivery = delivery
        self.webhook = webhook
    }

    package func run(with services: Services) async throws {
        // What a restored database would tell was told before.
        try await services.requireSending()
        let vault = services.vault
        let (found, endpoint) = try await services.database.read { [delivery, webhook] snapshot in
            (try snapshot.webhookDelivery(delivery), try snapshot.webhook(webhook, openedBy: vault))
        }
        guard let found, let endpoint, let json = found.data,
            let data = JSONValue(decoding: Array(json.utf8))
        else { return }  // Told before, or removed meanwhile.
        guard endpoint.isEnabled else {
            return try await services.database.write { [delivery] in
                try $0.drop(delivery, because: "The webhook was switched off.")
            }
        }
        let body = WebhookDelivery.body(
            found.event, at: found.at, data: data, publicURL: services.publicURL)
        let outcome = await services.call(
            endpoint, with: endpoint.request(body, delivery: delivery, at: services.clock.now()))
        let now = services.clock.now()
        let isOver =
            outcome.isAway ? now - found.at >= Self.longestAway : found.tries + 1 >= Self.mostRefusals
        let chance = services.random.fraction()
        try await services.database.write { [delivery, webhook] in
            try $0.keep(outcome, of: delivery, to: webhook, isOver: isOver, at: now, chance: chance)
        }
        guard let problem = outcome.problem else { return }
        if isOver { throw GivingUp(problem) }
        throw WebhookNotTaken(reason: problem)
    }
}

/// An endpoint did not take what it was told.
struct WebhookNotTaken: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}

extension Services {
    /// Makes a call of a webhook's; whatever comes of it is an outcome.
    func call(_ webhook: Webhook, with request: ActionRequest) async -> WebhookOutcome {
        do {
            return WebhookOutcome(.success(try await connections.actions.call(request)), host: webhook.host)
        } catch {
            return WebhookOutcome(.failure(error), host: webhook.host)
        }
    }
}
