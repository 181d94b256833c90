package import AsyncHTTPClient
package import Casewire
import Crypto
import Foundation

extension Number.ProviderKind {
    package static let telnyx = Number.ProviderKind(rawValue: "telnyx")
}

/// Telnyx (Messaging, API version 2).
package struct TelnyxCarrier: Carrier {
    package init() {}

    package var description: CarrierDescription {
        CarrierDescription(
            kind: .telnyx, name: "Telnyx",
            fields: [
                .init("api_key", "API key", in: .secret),
                .init("public_key", "Public key of webhooks", in: .further, isSecret: false),
                .init(
                    "messaging_profile_id", "Messaging profile", in: .account, isRequired: false,
                    isSecret: false),
            ],
            limit: TextLimit(units: 1600, segments: 10), knowsRepeats: true, sendsFiles: true,
            problems: { values in
                TelnyxSignature(publicKey: values["public_key"] ?? "") == nil
                    ? [
                        "public_key is not the one that Telnyx shows under Keys & Credentials: 32 bytes in Base64."
                    ]
                    : []
            })
    }

    package var webhooks: any WebhookDecoder { TelnyxWebhooks() }

    package func provider(for number: Number, client: HTTPClient) -> any SMSProvider {
        TelnyxProvider(
            apiKey: number.secret, profileID: number.account, apiURL: number.apiURL, client: client)
    }
}

/// Checks `telnyx-signature-ed25519` (Telnyx: "Receiving webhooks").
struct TelnyxSignature {
    /// Older or newer calls are refused, so that one that was overheard cannot be played again later.
    static let tolerance = Duration.seconds(300)

    private let key: Curve25519.Signing.PublicKey

    /// Nil where the text is no such key.
    init?(publicKey: String) {
        guard let bytes = Data(base64Encoded: publicKey),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// What is signed is the time, a bar, and the raw body.
    func isGenuine(signature: String, timestamp: String, body: [UInt8], at now: Timestamp) -> Bool {
        guard let signature = Data(base64Encoded: signature), signature.count == 64,
            timestamp.utf8.count <= 12, let seconds = Int64(timestamp)
        else { return false }
        let age = now - Timestamp(milliseconds: seconds * 1000)
        guard age <= Self.tolerance, age >= .zero - Self.tolerance else { return false }
        return key.isValidSignature(signature, for: Data("\(timestamp)|".utf8) + body)
    }
}
