import Crypto
import Foundation

/// A random token that is handed out once and kept only as its SHA-256, so that a copy of the database opens nothing.
///
/// Tokens are 256 bits of chance, so a fast hash is enough; passwords are another matter.
package enum SecretToken {
    /// A new token: 43 characters that need no escaping in a URL, a cookie or a header (RFC 4648, section 5).
    package static func make(_ random: any RandomSource) -> Secret {
        Secret(
            Data(random.bytes(32)).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
    }

    /// What is kept of a token: its SHA-256 in hexadecimal.
    package static func digest(_ token: String) -> String {
        digest(of: Array(token.utf8))
    }

    package static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Compares in a time that does not depend on where two secrets differ.
    package static func areEqual(_ one: String, _ other: String) -> Bool {
        areEqual(Array(one.utf8), Array(other.utf8))
    }

    static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
