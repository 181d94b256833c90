import Casewire
import Foundation

/// What stands in the fields of a webhook's form, and what was wrong with it.
struct WebhookForm: Sendable {
    var entry: WebhookActions.Entry
    var problem: String?

    /// A new one is told of nobody who waits until something is chosen; escalations are what most want.
    init() {
        entry = WebhookActions.Entry(url: "", events: [WebhookEvent.sessionEscalated.rawValue])
    }

    init(_ webhook: Webhook) {
        entry = WebhookActions.Entry(webhook)
    }

    init(_ form: FormBody) {
        entry = WebhookActions.Entry(
            url: (form["url"] ?? "").trimmingCharacters(in: .whitespaces),
            events: WebhookEvent.offered.map(\.rawValue).filter { form[$0] == "yes" },
            includesText: form["include_text"] == "yes",
            allowsPrivateHost: form["allow_private_host"] == "yes", isEnabled: form["enabled"] == "yes")
    }
}
