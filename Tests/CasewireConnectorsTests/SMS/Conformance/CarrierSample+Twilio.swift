import Casewire
import Crypto
import Foundation

@testable import CasewireConnectors

extension CarrierSample {
    static let twilio = CarrierSample(
        carrier: TwilioCarrier(), number: number(.twilio, account: "AC1"),
        text: { id, body in
            signed(
                "/webhooks/twilio",
                [
                    ("MessageSid", id), ("AccountSid", "AC1"), ("From", customer), ("To", ours),
                    ("Body", body), ("NumMedia", "0"), ("FromCity", ""),
                ])
        },
        receipt: { id, message, state in
            var call = signed(
                "/webhooks/twilio/status",
                [
                    ("MessageSid", id), ("AccountSid", "AC1"), ("From", ours), ("To", customer),
                    ("MessageStatus", state.rawValue), ("ErrorCode", state.isFailed ? "30003" : ""),
                ], query: "message=\(message)")
            call.address = .receipts
            return call
        },
        tampered: { call in
            var query = call
            query.query += "&a=1"
            var host = call
            host.path += "x"
            var signature = call
            signature.headers["X-Twilio-Signature"]? =
                "AAAA" + (call.headers["X-Twilio-Signature"] ?? "").dropFirst(4)
            return [query, host, signature, without("X-Twilio-Signature", call)]
                + (0..<40).map { call.withBody(changedAt: $0 * 7) }
        },
        accepted: (201, #"{"sid":"SM1","status":"queued","num_segments":"1"}"#),
        refused: (400, #"{"code":21211,"message":"Invalid To","status":400}"#),
        optedOut: ("21610", 400, #"{"code":21610,"message":"Unsubscribed","status":400}"#),
        sent: { ($0.form["To"], $0.form["Body"]) })

    private static func signed(_ path: String, _ fields: [(String, String)], query: String = "") -> RawCall {
        var call = RawCall(path: path, query: query, body: form(fields))
        let text = call.url + fields.sorted { $0.0 < $1.0 }.map { $0.0 + $0.1 }.joined()
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data("0123456789abcdef".utf8)))
        call.headers = [
            "X-Twilio-Signature": Data(code).base64EncodedString(),
            "Content-Type": "application/x-www-form-urlencoded",
        ]
        return call
    }
}

extension MessageState {
    var isFailed: Bool { self == .failed || self == .undelivered }
}
