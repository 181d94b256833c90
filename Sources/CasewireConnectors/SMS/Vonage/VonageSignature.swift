import Casewire
import Crypto
import Foundation

/// Checks the two ways in which Vonage signs webhooks, both with the account's signature secret.
///
/// The Messages API sends a JSON Web Token that names the body's hash (Vonage: "Decoding signed webhooks"); the SMS API adds
/// a `sig` over all fields (Vonage: "Signing messages").
struct VonageSignature {
    /// How the SMS API's `sig` is made, as chosen in Vonage's settings.
    enum Method: String {
        case sha256, sha512
    }

    /// Vonage goes on trying for a day. An old call that is played again changes nothing, as each text and receipt counts once.
    static let longestAge = Duration.seconds(25 * 3600)
    static let clockSlack = Duration.seconds(300)

    private let key: SymmetricKey
    private let now: Timestamp

    /// Nil without a secret: an empty key would let anyone sign.
    init?(secret: Secret?, now: Timestamp) {
        guard let secret, !secret.value.isEmpty else { return nil }
        key = SymmetricKey(data: Data(secret.value.utf8))
        self.now = now
    }

    // MARK: Messages API

    private struct Header: Decodable { let alg: String }

    private struct Claims: Decodable {
        let iat: Double
        let payload_hash: String
        let api_key: String?
    }

    /// Whether a token is Vonage's, of this account, and about these very bytes.
    func isGenuine(token: Substring, body: [UInt8], account: String) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, token.utf8.count <= 8192, let code = Self.base64URL(parts[2]),
            let header = Self.json(Header.self, parts[0]), header.alg == "HS256",
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(parts[0]).\(parts[1])".utf8), using: key),
            let claims = Self.json(Claims.self, parts[1])
        else { return false }
        let hash = SHA256.hash(data: body).hexadecimal
        return claims.payload_hash.lowercased().utf8.isEqual(inConstantTime: Array(hash.utf8))
            && claims.api_key.map { $0 == account } ?? true && isRecent(claims.iat)
    }

    private static func json<Value: Decodable>(_ type: Value.Type, _ part: Substring) -> Value? {
        base64URL(part).flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    /// Without padding, and of the URL's alphabet alone (RFC 7515, section 2).
    private static func base64URL(_ text: Substring) -> Data? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") })
        else {
            return nil
        }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }

    // MARK: SMS API

    /// Whether the fields' `sig` is right: a code over the others in order, with the signs that part them made harmless.
    func isGenuine(fields: [String: String], method: Method) -> Bool {
        guard let signature = fields["sig"]?.lowercased(),
            let seconds = fields["timestamp"].flatMap(Double.init),
            isRecent(seconds)
        else { return false }
        var text = ""
        for (name, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        where name != "sig" {
            let harmless = value.replacing("&", with: "_").replacing("=", with: "_")
            text += "&\(name)=\(harmless)"
        }
        let bytes = Data(text.utf8)
        let code =
            switch method {
            case .sha256: HMAC<SHA256>.authenticationCode(for: bytes, using: key).hexadecimal
            case .sha512: HMAC<SHA512>.authenticationCode(for: bytes, using: key).hexadecimal
            }
        return code.utf8.isEqual(inConstantTime: Array(signature.utf8))
    }

    private func isRecent(_ seconds: Double) -> Bool {
        guard seconds > 0, seconds < 100_000_000_000 else { return false }
        let age = now - Timestamp(milliseconds: Int64(seconds * 1000))
        return age <= Self.longestAge && age >= .zero - Self.clockSlack
    }
}
