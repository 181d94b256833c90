import Crypto
import Foundation

/// Seals secrets before the database keeps them, and opens them again (ChaCha20-Poly1305, RFC 8439).
///
/// A sealed secret is `v1.` and Base64 of nonce, ciphertext and tag.
package struct Vault: Sendable {
    private let key: SymmetricKey

    /// - Parameter keyBytes: 32 bytes, as the key file holds them.
    package init(keyBytes: [UInt8]) throws {
        guard keyBytes.count == 32 else { throw VaultError.badKey }
        key = SymmetricKey(data: keyBytes)
    }

    package func seal(_ secret: Secret) throws -> String {
        let box = try ChaChaPoly.seal(Data(secret.value.utf8), using: key)
        return "v1." + box.combined.base64EncodedString()
    }

    package func open(_ sealed: String) throws -> Secret {
        guard sealed.hasPrefix("v1."), let bytes = Data(base64Encoded: String(sealed.dropFirst(3))),
            let box = try? ChaChaPoly.SealedBox(combined: bytes),
            let opened = try? ChaChaPoly.open(box, using: key)
        else { throw VaultError.cannotOpen }
        return Secret(String(decoding: opened, as: UTF8.self))
    }

    /// Tells keys apart without revealing them: the database keeps it, and a node with another key refuses to start.
    package var fingerprint: String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("casewire key".utf8), using: key)
        return Data(code).prefix(12).base64EncodedString()
    }

    /// A keyed hash, for finding again what may not be kept in clear.
    package func hash(_ text: String) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)).base64EncodedString()
    }
}

package enum VaultError: Error, CustomStringConvertible {
    case badKey
    case cannotOpen

    package var description: String {
        switch self {
        case .badKey: "The key file must hold 32 bytes."
        case .cannotOpen:
            "A secret was sealed with another key file. Start with the key file it was sealed with."
        }
    }
}
