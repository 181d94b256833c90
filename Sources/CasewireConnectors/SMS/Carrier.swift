package import AsyncHTTPClient
package import Casewire

/// A kind of carrier: everything that this program knows of it, in one folder.
package protocol Carrier: Sendable {
    var description: CarrierDescription { get }
    var webhooks: any WebhookDecoder { get }
    func provider(for number: Number, client: HTTPClient) -> any SMSProvider
}

/// The carriers that this program speaks with.
package enum Carriers {
    package static let all: [any Carrier] = [
        TwilioCarrier(), TelnyxCarrier(), VonageCarrier(), KannelCarrier(),
    ]

    package static let descriptions: [CarrierDescription] = all.map(\.description)

    package static func find(_ kind: Number.ProviderKind) -> (any Carrier)? {
        all.first { $0.description.kind == kind }
    }
}
