import Casewire
import Crypto
import Foundation

@testable import CasewireConnectors

extension CarrierSample {
    private static let telnyxKey = Curve25519.Signing.PrivateKey()

    static let telnyx = CarrierSample(
        carrier: TelnyxCarrier(),
        number: number(
            .telnyx, account: "profile",
            further: ["public_key": telnyxKey.publicKey.rawRepresentation.base64EncodedString()]),
        text: { id, body in
            event(
                "message.received",
                """
                {"direction":"inbound","encoding":"GSM-7","from":{"carrier":"T","phone_number":"\(customer)"},
                "id":"\(id)","media":[],"messaging_profile_id":"profile","parts":1,"record_type":"message",
                "text":\(quoted(body)),"to":[{"carrier":"Telnyx","phone_number":"\(ours)","status":"webhook_delivered"}],
                "type":"SMS"}
                """)
        },
        receipt: { id, message, state in
            let words: [MessageState: String] = [
                .sent: "sent", .delivered: "delivered", .undelivered: "delivery_failed",
                .failed: "sending_failed",
            ]
            let errors = state.isFailed ? #"[{"code":"40008","title":"Undeliverable"}]"# : "[]"
            var call = event(
                state == .sent ? "message.sent" : "message.finalized",
                """
                {"direction":"outbound","errors":\(errors),"from":{"phone_number":"\(ours)"},"id":"\(id)",
                "text":"x","to":[{"phone_number":"\(customer)","status":"\(words[state] ?? "queued")"}],"type":"SMS"}
                """)
            call.query = "message=\(message)"
            call.address = .receipts
            return call
        },
        tampered: { call in
            var early = call
            early.at = now + .seconds(302)
            var late = call
            late.at = now - .seconds(302)
            var time = call
            time.headers["telnyx-timestamp"] = "1795000001"
            var signature = call
            signature.headers["telnyx-signature-ed25519"]? = Data(count: 64).base64EncodedString()
            return [early, late, time, signature, without("telnyx-signature-ed25519", call)]
                + [without("telnyx-timestamp", call)] + (0..<60).map { call.withBody(changedAt: $0 * 7) }
        },
        accepted: (200, #"{"data":{"id":"T1","parts":1,"to":[{"status":"queued"}]}}"#),
        refused: (400, #"{"errors":[{"code":"40310","title":"Invalid 'to' address"}]}"#),
        optedOut: ("40300", 400, #"{"errors":[{"code":"40300","title":"Blocked due to STOP message"}]}"#),
        sent: { ($0.json["to"], $0.json["text"]) })

    private static func event(_ type: String, _ payload: String) -> RawCall {
        let json = """
            {"data":{"event_type":"\(type)","id":"e1","occurred_at":"2026-11-18T00:00:00.000+00:00",
            "payload":\(payload),"record_type":"event"},"meta":{"attempt":1}}
            """
        let body = Array(json.utf8)
        let signature = try? telnyxKey.signature(for: Data("\(seconds)|".utf8) + body)
        return RawCall(
            path: "/webhooks/telnyx",
            headers: [
                "telnyx-signature-ed25519": (signature ?? Data()).base64EncodedString(),
                "telnyx-timestamp": seconds, "Content-Type": "application/json",
            ], body: body)
    }
}
