import Casewire
import Foundation

@testable import CasewireConnectors

extension CarrierSample {
    private static let kannelKey = "k-0123456789abcdef"

    /// Texts by `get-url`.
    static let kannel = CarrierSample(
        carrier: KannelCarrier(),
        number: number(
            .kannel, account: "u", further: ["key": kannelKey],
            apiURL: "http://127.0.0.1:13013/cgi-bin/sendsms"),
        text: { id, body in
            var call = RawCall(path: "/webhooks/kannel/\(kannelKey)", key: kannelKey)
            call.method = "GET"
            call.query =
                "id=\(id)&from=%2B15551230001&to=15550001000&charset=UTF-8&coding=0&text=\(encoded(body))"
            return call
        },
        receipt: kannelReceipt, givesNoID: true, tampered: otherKeys,
        accepted: (202, "0: Accepted for delivery"),
        refused: (403, "Authorization failed for sendsms"),
        sent: { ($0.query["to"], $0.query["text"]) })

    /// Texts by `post-url`, with what the address lacks in headers.
    static let kannelPost = CarrierSample(
        carrier: KannelCarrier(), number: kannel.number,
        text: { id, body in
            RawCall(
                path: "/webhooks/kannel/\(kannelKey)", query: "id=\(id)", key: kannelKey,
                headers: [
                    "Content-Type": "text/plain; charset=\"UTF-16BE\"", "X-Kannel-From": "+15551230001",
                    "X-Kannel-To": "+15550001000", "X-Kannel-Coding": "2",
                ], body: body.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        },
        receipt: kannelReceipt, givesNoID: true, tampered: otherKeys, accepted: kannel.accepted,
        refused: kannel.refused, sent: kannel.sent)

    private static let kannelReceipt: @Sendable (String, String, MessageState) -> RawCall = {
        id, message, state in
        let types: [MessageState: String] = [.sent: "8", .delivered: "1", .undelivered: "2", .failed: "16"]
        let reply = state.isFailed ? "id:1 stat:UNDELIV err:005 text:" : ""
        var call = RawCall(path: "/webhooks/kannel/\(kannelKey)/status", key: kannelKey)
        call.method = "GET"
        call.address = .receipts
        call.query =
            "message=\(message)&number=15550001000&status=\(types[state] ?? "4")&reply=\(encoded(reply))&id=\(id)"
        return call
    }

    private static let otherKeys: @Sendable (RawCall) -> [RawCall] = { call in
        [nil, "", "k-0123456789abcde", "k-0123456789abcdeg", "K-0123456789ABCDEF", kannelKey + "0", "status"]
            .map {
                var changed = call
                changed.key = $0
                return changed
            }
    }
}
