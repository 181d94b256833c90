package import Casewire
import Foundation

/// Reads Telnyx's webhooks: texts and receipts come to one address (Telnyx: "Receiving webhooks for messaging").
package struct TelnyxWebhooks: WebhookDecoder {
    package init() {}

    package var methods: Set<String> { ["POST"] }

    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
        guard let signature = call.header("telnyx-signature-ed25519"),
            let timestamp = call.header("telnyx-timestamp"),
            let checker = number.further["public_key"].flatMap({ TelnyxSignature(publicKey: $0.value) })
        else { return false }
        return checker.isGenuine(
            signature: signature, timestamp: timestamp, body: call.body, at: call.receivedAt)
    }

    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        guard let data = try? JSONDecoder().decode(Envelope.self, from: Data(call.body)).data else {
            throw UnreadableWebhook("The body is not an event of Telnyx's messaging.")
        }
        let payload = data.payload
        switch data.eventType {
        case "message.received":
            guard let from = payload.from?.phoneNumber, let to = payload.to?.first?.phoneNumber,
                let text = payload.text ?? (payload.media?.isEmpty == false ? "" : nil)
            else { throw UnreadableWebhook("The event lacks from, to or text.") }
            let media = (payload.media ?? []).prefix(Self.mostMedia).compactMap { media in
                media.url.map {
                    InboundText.Media(url: $0, contentType: media.contentType ?? "application/octet-stream")
                }
            }
            let inbound = InboundText(
                providerID: payload.id, from: from, to: to, body: text, media: Array(media))
            return WebhookContent(number: to, event: .text(inbound))
        case "message.sent", "message.finalized":
            guard let from = payload.from?.phoneNumber, let to = payload.to?.first else {
                throw UnreadableWebhook("The event lacks from or to.")
            }
            let receipt = Receipt(
                providerID: payload.id, messageID: call.query["message"],
                status: Self.words[to.status ?? ""] ?? to.status ?? data.eventType,
                errorCode: payload.errors?.first?.code)
            return WebhookContent(number: from, event: .receipt(receipt))
        default:
            return WebhookContent(
                number: payload.from?.phoneNumber ?? payload.to?.first?.phoneNumber, event: .other)
        }
    }

    private static let mostMedia = 10

    /// Telnyx: "Message statuses". Without a confirmation a text stays sent.
    private static let words = [
        "sending_failed": "failed", "expired": "failed", "delivery_failed": "undelivered",
        "delivery_unconfirmed": "sent",
    ]

    package func words(forErrorCode code: String) -> String { TelnyxErrorText.words(for: code) }

    package func meansOptOut(errorCode code: String) -> Bool { code == "40300" }

    /// Telnyx: "Advanced opt-in/out". What HELP says is the profile's choice, so it is left to us.
    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool {
        let word = body.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
        return switch keyword {
        case .optOut: Self.optOut.contains(word)
        case .optIn: word == "START" || word == "UNSTOP"
        case .help: false
        }
    }

    private static let optOut: Set = ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"]

    private struct Envelope: Decodable {
        struct Event: Decodable {
            let eventType: String
            let payload: Payload

            enum CodingKeys: String, CodingKey {
                case payload
                case eventType = "event_type"
            }
        }

        struct Payload: Decodable {
            let id: String
            let from: Party?
            let to: [Party]?
            let text: String?
            let media: [Media]?
            let errors: [Problem]?
        }

        struct Party: Decodable {
            let phoneNumber: String?
            let status: String?

            enum CodingKeys: String, CodingKey {
                case status
                case phoneNumber = "phone_number"
            }
        }

        struct Media: Decodable {
            let url: String?
            let contentType: String?

            enum CodingKeys: String, CodingKey {
                case url
                case contentType = "content_type"
            }
        }

        struct Problem: Decodable { let code: String? }

        let data: Event
    }
}
