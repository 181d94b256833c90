package import AsyncHTTPClient
package import Casewire

/// Stands for a carrier that a newer version of this program knew: nothing of it is believed, nothing is sent.
package struct UnknownCarrier: Carrier, SMSProvider, WebhookDecoder {
    package let kind: Number.ProviderKind

    package init(kind: Number.ProviderKind) {
        self.kind = kind
    }

    private var reason: String { "This version of Casewire does not know the provider \(kind.rawValue)." }

    package var description: CarrierDescription {
        CarrierDescription(kind: kind, name: kind.rawValue, fields: [], limit: .usual)
    }
    package var webhooks: any WebhookDecoder { self }
    package func provider(for number: Number, client: HTTPClient) -> any SMSProvider { self }

    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        throw .refused(code: nil, reason: reason)
    }
    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        throw .refused(reason: reason)
    }
    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    { throw .refused(reason: reason) }

    package var methods: Set<String> { [] }
    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        throw UnreadableWebhook(reason)
    }
    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool { false }
    package func words(forErrorCode code: String) -> String { "Error \(code)." }
    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool { false }
}
