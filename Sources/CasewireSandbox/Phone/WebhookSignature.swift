import Crypto
import FoundationEssentials

/// The `X-Twilio-Signature` of a webhook (Twilio: "Validating requests"; vectors of its official libraries).
///
/// HMAC-SHA1 under the account's auth token over the whole URL without fragment, then, for a form, each name
/// followed by each of its different values, names and values in the order of their code units. Base64.
package enum WebhookSignature {
    package static func sign(url: String, fields: FormFields?, authToken: String) -> String {
        var code = HMAC<Insecure.SHA1>(key: SymmetricKey(data: Array(authToken.utf8)))
        code.update(data: Array(url.utf8))
        var values: [String: [String]] = [:]
        for pair in fields?.pairs ?? [] { values[pair.name, default: []].append(pair.value) }
        for (name, values) in values.sorted(by: { precedes($0.key, $1.key) }) {
            var last: String?
            for value in values.sorted(by: precedes) {
                // Compared byte by byte: equality of strings would take é for e with an accent after it.
                if let last, last.utf8.elementsEqual(value.utf8) { continue }
                last = value
                code.update(data: Array(name.utf8))
                code.update(data: Array(value.utf8))
            }
        }
        return Data(code.finalize()).base64EncodedString()
    }

    /// The lower-case hexadecimal SHA-256 of a JSON body, which rides in the URL as `bodySHA256`.
    package static func bodyHash(_ body: some Sequence<UInt8>) -> String {
        SHA256.hash(data: Array(body)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
