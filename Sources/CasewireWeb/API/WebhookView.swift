import Casewire

/// An endpoint as the API shows it.
struct WebhookView: Encodable {
    let id: String
    let url: String
    let events: [String]
    let includeText: Bool
    let allowPrivateHost: Bool
    let enabled: Bool
    /// Told once, where it was just made.
    var secret: String?

    init(_ webhook: Webhook, tellsSecret: Bool = false) {
        id = webhook.id.rawValue
        url = webhook.url
        events = webhook.events.map(\.rawValue)
        includeText = webhook.includesText
        allowPrivateHost = webhook.allowsPrivateHost
        enabled = webhook.isEnabled
        secret = tellsSecret ? webhook.secret.value : nil
    }
}

/// What became of something that an endpoint was to be told.
struct WebhookDeliveryView: Encodable {
    let id: String
    let event: String
    @OrNull var session: String?
    let state: String
    let tries: Int
    @OrNull var status: Int?
    @OrNull var error: String?
    let createdAt: String
    @OrNull var triedAt: String?

    init(_ delivery: WebhookDelivery) {
        id = delivery.id.rawValue
        event = delivery.event.rawValue
        session = delivery.session?.rawValue
        state = delivery.state.rawValue
        tries = delivery.tries
        status = delivery.status
        error = delivery.error
        createdAt = delivery.at.iso8601
        triedAt = delivery.triedAt?.iso8601
    }
}

/// What came of a test.
struct WebhookTestView: Encodable {
    let delivered: Bool
    @OrNull var status: Int?
    @OrNull var error: String?

    init(_ outcome: WebhookOutcome) {
        delivered = outcome.problem == nil
        status = outcome.status
        error = outcome.problem
    }
}
