import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// A password as it is kept: an scrypt hash that names its own parameters (RFC 7914).
///
/// Stored as `scrypt$N$r$p$salt$hash`, the last two in Base64. Making and checking one takes some 40 ms of one core and
/// 16 MB on purpose, so both run beside the pool that answers requests.
package struct PasswordHash: Sendable, Hashable {
    private struct Cost: Hashable {
        let rounds: Int
        let blockSize: Int
        let parallelism: Int
    }

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    private static let cost = Cost(rounds: 16_384, blockSize: 8, parallelism: 1)
    private static let saltLength = 16
    private static let hashLength = 32
    /// No one types more; a bound on work for whoever sends more.
    package static let longestPassword = 1024
    /// Characters that a new password needs (NIST SP 800-63B, section 5.1.1: at least 8).
    package static let shortestPassword = 8

    /// Hashes a new password with a salt of its own.
    package init(password: Secret, random: any RandomSource) async throws {
        let salt = random.bytes(Self.saltLength)
        self.cost = Self.cost
        self.salt = salt
        hash = try await Self.derive(password, salt: salt, cost: Self.cost)
    }

    /// Reads what `stored` gave; nil for anything else.
    package init?(stored: String) {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt",
            let rounds = Int(parts[1]), let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
            let salt = Data(base64Encoded: String(parts[4])), let hash = Data(base64Encoded: String(parts[5]))
        else { return nil }
        cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        self.salt = Array(salt)
        self.hash = Array(hash)
    }

    package var stored: String {
        let numbers = "\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)"
        return "scrypt$\(numbers)$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }

    /// Whether this is the hash of a password; takes as long when it is not.
    package func matches(_ password: Secret) async -> Bool {
        guard password.value.utf8.count <= Self.longestPassword,
            let other = try? await Self.derive(password, salt: salt, cost: cost)
        else { return false }
        return SecretToken.areEqual(hash, other)
    }

    private static func derive(_ password: Secret, salt: [UInt8], cost: Cost) async throws -> [UInt8] {
        let bytes = Array(password.value.precomposedStringWithCanonicalMapping.utf8)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        let key = try KDF.Scrypt.deriveKey(
                            from: bytes, salt: salt, outputByteCount: hashLength, rounds: cost.rounds,
                            blockSize: cost.blockSize, parallelism: cost.parallelism)
                        return key.withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}
