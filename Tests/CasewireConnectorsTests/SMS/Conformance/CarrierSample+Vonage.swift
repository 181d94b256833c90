import Casewire
import Crypto
import Foundation

@testable import CasewireConnectors

extension CarrierSample {
    private static let vonageSecret = "signature-secret"
    private static let vonageNumber = number(
        .vonage, account: "abcd1234", further: ["signature_secret": vonageSecret])

    /// The Messages API, whose webhooks carry a token.
    static let vonage = CarrierSample(
        carrier: VonageCarrier(), number: vonageNumber,
        text: { id, body in
            token(
                """
                {"to":"15550001000","from":"15551230001","channel":"sms","message_uuid":"\(id)",
                "timestamp":"2026-11-18T00:00:00Z","message_type":"text","text":\(quoted(body)),
                "sms":{"num_messages":"1","keyword":"X"},"usage":{"price":"0.0050","currency":"EUR"}}
                """)
        },
        receipt: { id, message, state in
            let words: [MessageState: String] = [
                .sent: "submitted", .delivered: "delivered", .undelivered: "undeliverable",
                .failed: "rejected",
            ]
            let error =
                state.isFailed
                ? #","error":{"type":"https://developer.vonage.com/api-errors/messages#1330","title":"1330"}"#
                : ""
            var call = token(
                """
                {"message_uuid":"\(id)","to":"15551230001","from":"15550001000","channel":"sms",
                "timestamp":"2026-11-18T00:00:00Z","status":"\(words[state] ?? "")","client_ref":"\(message)"\(error)}
                """)
            call.address = .receipts
            return call
        },
        tampered: { call in
            let parts = (call.headers["Authorization"] ?? "").split(separator: ".").map(String.init)
            func with(_ token: String, _ change: (inout RawCall) -> Void = { _ in }) -> RawCall {
                var changed = call
                changed.headers["Authorization"] = token
                change(&changed)
                return changed
            }
            let none = "Bearer " + base64URL(#"{"alg":"none","typ":"JWT"}"#)
            let other = "Bearer " + base64URL(#"{"alg":"HS512","typ":"JWT"}"#)
            return [
                with("\(none).\(parts[1])."), with("\(none).\(parts[1]).\(parts[2])"),
                with("\(other).\(parts[1]).\(parts[2])"), with("\(parts[0]).\(parts[1])"),
                with("\(parts[0]).\(parts[1]).\(parts[2]).x"), with("Bearer "),
                with("\(parts[0]).\(parts[1]).\(String(parts[2].reversed()))"),
                with(call.headers["Authorization"] ?? "") { $0.at = now + .seconds(26 * 3600) },
                with(call.headers["Authorization"] ?? "") { $0.at = now - .seconds(302) },
                with(call.headers["Authorization"] ?? "") { $0.body = [] },
                without("Authorization", call),
            ] + (0..<40).map { call.withBody(changedAt: $0 * 7) }
        },
        accepted: (202, #"{"message_uuid":"V1"}"#),
        refused: (
            422, #"{"type":"https://developer.vonage.com/api-errors/messages#1150","title":"Invalid params"}"#
        ),
        sent: { ($0.json["to"].map { "+" + $0 }, $0.json["text"]) })

    /// The SMS API, whose webhooks carry a code among their fields.
    static let vonageShort = CarrierSample(
        carrier: VonageCarrier(), number: vonageNumber,
        text: { id, body in
            coded([
                ("msisdn", "15551230001"), ("to", "15550001000"), ("messageId", id), ("text", body),
                ("type", "text"), ("keyword", "X"), ("message-timestamp", "2026-11-18 00:00:00"),
            ])
        },
        receipt: { id, message, state in
            let words: [MessageState: String] = [
                .sent: "accepted", .delivered: "delivered", .undelivered: "failed", .failed: "rejected",
            ]
            var call = coded([
                ("msisdn", "15551230001"), ("to", "15550001000"), ("messageId", id),
                ("status", words[state] ?? ""), ("err-code", state.isFailed ? "5" : "0"),
                ("client-ref", message), ("scts", "2611180000"),
            ])
            call.address = .receipts
            return call
        },
        tampered: { call in
            var late = call
            late.at = now + .seconds(26 * 3600)
            var more = call
            more.body += Array("&x=1".utf8)
            // A changed byte may be of an escape that means the same, so whole values are changed.
            let text = String(decoding: call.body, as: UTF8.self)
            let fields = text.split(separator: "&")
            let cut = fields.indices.map { index in
                var changed = call
                changed.body = Array(
                    fields.enumerated().filter { $0.offset != index }.map { String($0.element) }
                        .joined(separator: "&").utf8)
                return changed
            }
            let longer = fields.indices.map { index in
                var changed = call
                changed.body = Array(
                    fields.enumerated().map { $0.offset == index ? $0.element + "1" : $0.element }
                        .joined(separator: "&").utf8)
                return changed
            }
            return [late, more] + cut + longer
        },
        accepted: vonage.accepted, refused: vonage.refused, sent: vonage.sent)

    static func coded(_ fields: [(String, String)]) -> RawCall {
        let fields = fields + [("timestamp", seconds), ("nonce", "a-b")]
        let text = fields.sorted { $0.0 < $1.0 }.map { name, value in
            "&\(name)=" + value.map { "&=".contains($0) ? "_" : String($0) }.joined()
        }.joined()
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data(vonageSecret.utf8)))
        let signature = Data(code).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return RawCall(
            path: "/webhooks/vonage", headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: form(fields + [("sig", signature)]))
    }

    private static func token(_ json: String) -> RawCall {
        let body = Array(json.utf8)
        let hash = Data(SHA256.hash(data: body)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let claims =
            #"{"iat":\#(seconds),"jti":"j","iss":"Vonage","payload_hash":"\#(hash)","api_key":"abcd1234"}"#
        let signed = base64URL(#"{"alg":"HS256","typ":"JWT"}"#) + "." + base64URL(claims)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(vonageSecret.utf8)))
        return RawCall(
            path: "/webhooks/vonage",
            headers: [
                "Authorization": "Bearer \(signed).\(base64URL(Data(code)))",
                "Content-Type": "application/json",
            ], body: body)
    }

    private static func base64URL(_ text: String) -> String { base64URL(Data(text.utf8)) }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
