import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct SignInsTests {
    private static func makeOperator(in world: World) async throws {
        let person = Operator(
            id: world.random.identifier(), email: "Rep@Example.com", role: .rep, createdAt: world.clock.now())
        let hash = try await PasswordHash(password: Secret("correct horse"), random: world.random)
        let isNew = try await world.database.write { try $0.insertOnce(person, password: hash) }
        #expect(isNew)
    }

    @Test(arguments: Engine.all)
    func `a token is kept as its digest alone`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.makeOperator(in: world)
        let signIns = SignIns(services: world.services)
        let token = try await signIns.signIn(
            email: "rep@example.com", password: Secret("correct horse"), from: "127.0.0.1")
        let found = try await signIns.signIn(token: token.value)
        #expect(found?.person.email == "rep@example.com")
        #expect(found?.person.role == .rep)
        let kept = try await world.database.read {
            try $0.rows("SELECT token FROM sign_in").map { row -> String in try row["token"] }
        }
        #expect(kept == [SecretToken.digest(token.value)])
        #expect(try await signIns.signIn(token: kept[0]) == nil)
    }

    @Test
    func `a new password ends the sign-ins made with the old one`() async throws {
        let world = try await World(on: .memory)
        try await Self.makeOperator(in: world)
        let signIns = SignIns(services: world.services)
        let token = try await signIns.signIn(
            email: "rep@example.com", password: Secret("correct horse"), from: "127.0.0.1")
        let renewed = try await PasswordHash(password: Secret("battery staple"), random: world.random)
        let isDone = try await world.database.write {
            try $0.resetPassword(ofOperator: "REP@example.com", to: renewed)
        }
        #expect(isDone)
        #expect(try await signIns.signIn(token: token.value) == nil)
        await #expect(throws: SignIns.Refusal.wrongPassword) {
            try await signIns.signIn(
                email: "rep@example.com", password: Secret("correct horse"), from: "127.0.0.1")
        }
    }

    @Test
    func `an address is taken once, however it is spelled`() async throws {
        let world = try await World(on: .memory)
        try await Self.makeOperator(in: world)
        let again = Operator(
            id: world.random.identifier(), email: " rep@EXAMPLE.com", role: .owner,
            createdAt: world.clock.now())
        let hash = try await PasswordHash(password: Secret("another one"), random: world.random)
        let isNew = try await world.database.write { try $0.insertOnce(again, password: hash) }
        #expect(!isNew)
        #expect(try await world.database.read { try $0.operators().map(\.role) } == [.rep])
    }
}
