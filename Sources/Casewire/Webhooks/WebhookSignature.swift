import Crypto
import Foundation

/// How an endpoint knows that it was us: HMAC-SHA256 over id, time and body (Standard Webhooks, "Signature scheme").
enum WebhookSignature {
    /// What the header `webhook-signature` holds: `v1,` and Base64.
    ///
    /// - Parameters:
    ///   - timestamp: whole seconds since 1970 UTC, as the header `webhook-timestamp` holds them.
    ///   - secret: Base64 of the key, with or without `whsec_` before it.
    static func make(id: String, timestamp: String, body: [UInt8], secret: Secret) -> String {
        let text = secret.value.hasPrefix("whsec_") ? String(secret.value.dropFirst(6)) : secret.value
        let key = SymmetricKey(data: Data(base64Encoded: text) ?? Data(text.utf8))
        var code = HMAC<SHA256>(key: key)
        code.update(data: Data("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return "v1," + Data(code.finalize()).base64EncodedString()
    }
}
