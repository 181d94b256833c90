import Casewire
import CasewirePages

/// One endpoint: where it is, what it is told, and what it took.
struct WebhookPage: Page {
    static let template = "pages/webhook"

    struct EventPart: Sendable {
        let name: String
        let words: String
        let isChosen: Bool
    }

    struct DeliveryPart: Sendable {
        let event: String
        let session: String?
        let state: String
        let stateWords: String
        let outcome: String
        let tries: Int
        let at: MomentLabel

        init(_ delivery: WebhookDelivery) {
            event = delivery.event.rawValue
            session = delivery.session.map { "/sessions/\($0)" }
            state = delivery.state.rawValue
            stateWords = say(told: delivery.state.words)
            outcome =
                say(told: delivery.error) ?? delivery.status.map { say("Answered \($0).") }
                ?? say("Not tried yet.")
            tries = delivery.tries
            at = MomentLabel(delivery.at)
        }
    }

    struct TestPart: Sendable {
        let words: String
        let isGood: Bool

        init(_ outcome: WebhookOutcome) {
            isGood = outcome.problem == nil
            words =
                say(told: outcome.problem)
                ?? say("The endpoint took it: it answered \(outcome.status ?? 200).")
        }
    }

    let frame: PageFrame
    let formToken: String
    let heading: String
    let address: String
    let isNew: Bool
    let isSaved: Bool
    let url: String
    let events: [EventPart]
    let includesText: Bool
    let allowsPrivateHost: Bool
    let isEnabled: Bool
    let problem: String?
    /// Shown this once.
    let secret: String?
    let test: TestPart?
    let deliveries: [DeliveryPart]
    let hasNoDeliveries: Bool

    init(
        _ form: WebhookForm, of webhook: Webhook?, deliveries: [WebhookDelivery] = [], isSaved: Bool = false,
        showsSecret: Bool = false, test: WebhookOutcome? = nil, frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.isSaved = isSaved
        heading = webhook?.host ?? say("New webhook")
        address = "/settings/webhooks/" + (webhook?.id.rawValue ?? "new")
        isNew = webhook == nil
        url = form.entry.url
        events = WebhookEvent.offered.map {
            EventPart(
                name: $0.rawValue, words: say(told: $0.words),
                isChosen: form.entry.events.contains($0.rawValue))
        }
        includesText = form.entry.includesText
        allowsPrivateHost = form.entry.allowsPrivateHost
        isEnabled = form.entry.isEnabled
        problem = say(told: form.problem)
        secret = showsSecret ? webhook?.secret.value : nil
        self.test = test.map { TestPart($0) }
        self.deliveries = deliveries.map { DeliveryPart($0) }
        hasNoDeliveries = deliveries.isEmpty
    }
}

/// All endpoints.
struct WebhooksPage: Page {
    static let template = "pages/webhooks"

    struct WebhookPart: Sendable {
        let id: String
        let url: String
        let events: String
        let isOff: Bool
        let state: String
        let trouble: String?
    }

    let frame: PageFrame
    let webhooks: [WebhookPart]
    let isEmpty: Bool

    init(_ webhooks: [Webhook], newest: [Webhook.ID: WebhookDelivery], frame: PageFrame) {
        self.frame = frame
        self.webhooks = webhooks.map { webhook in
            let last = newest[webhook.id]
            return WebhookPart(
                id: webhook.id.rawValue, url: webhook.url,
                events: webhook.events.map(\.rawValue).joined(separator: ", "), isOff: !webhook.isEnabled,
                state: last.map { say("Last tried: \(say(told: $0.state.words).lowercased()).") }
                    ?? say("Nothing was sent yet."),
                trouble: say(told: last?.error))
        }
        isEmpty = webhooks.isEmpty
    }
}
