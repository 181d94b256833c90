import TestSupport
import Testing

@testable import Casewire

struct PasswordHashTests {
    private let random = SeededRandom()

    @Test
    func `a password fits its own hash alone`() async throws {
        let hash = try await PasswordHash(password: Secret("correct horse"), random: random)
        #expect(await hash.matches(Secret("correct horse")))
        #expect(await !hash.matches(Secret("Correct horse")))
        #expect(await !hash.matches(Secret("")))
    }

    @Test
    func `a hash is kept as text that names its cost and hides the password`() async throws {
        let hash = try await PasswordHash(password: Secret("correct horse"), random: random)
        #expect(hash.stored.hasPrefix("scrypt$16384$8$1$"))
        #expect(!hash.stored.contains("correct"))
        let read = try #require(PasswordHash(stored: hash.stored))
        #expect(await read.matches(Secret("correct horse")))
    }

    @Test
    func `two hashes of one password differ`() async throws {
        let one = try await PasswordHash(password: Secret("correct horse"), random: random)
        let other = try await PasswordHash(password: Secret("correct horse"), random: random)
        #expect(one.stored != other.stored)
    }

    @Test
    func `the same letters typed another way fit`() async throws {
        let hash = try await PasswordHash(password: Secret("caf\u{E9} au lait"), random: random)
        #expect(await hash.matches(Secret("cafe\u{301} au lait")))
    }

    @Test
    func `a password past all measure is not hashed`() async throws {
        let long = Secret(String(repeating: "a", count: PasswordHash.longestPassword + 1))
        let hash = try await PasswordHash(password: long, random: random)
        #expect(await !hash.matches(long))
    }

    @Test(arguments: ["", "scrypt$16384$8$1$AA==", "plain$1$1$1$AA==$AA==", "scrypt$x$8$1$AA==$AA=="])
    func `what is no hash is not read as one`(_ text: String) {
        #expect(PasswordHash(stored: text) == nil)
    }
}
