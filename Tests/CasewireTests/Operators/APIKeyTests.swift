import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct APIKeyTests {
    @Test(arguments: Engine.all)
    func `a key opens until it is revoked, and is kept as its digest alone`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let token = APIKey.makeToken(world.random)
        #expect(APIKey.isWellFormed(token))
        let (id, now): (APIKey.ID, Timestamp) = (world.random.identifier(), world.clock.now())
        try await world.database.write {
            try $0.saveKey(named: "automation", role: .admin, token: token, id: id, at: now)
        }
        #expect(try await world.database.read { try $0.apiKey(token: token.value) }?.role == .admin)
        let kept = try await world.database.read {
            try $0.rows("SELECT digest FROM api_key").map { row -> String in try row["digest"] }
        }
        #expect(!kept[0].contains(token.value))
        #expect(try await world.database.write { try $0.revokeKey(named: "automation", at: now) })
        #expect(try await world.database.read { try $0.apiKey(token: token.value) } == nil)
        #expect(try await !world.database.write { try $0.revokeKey(named: "automation", at: now) })
    }

    @Test
    func `a setup file says what a name's key is, each time`() async throws {
        let world = try await World(on: .memory)
        let (one, two) = (APIKey.makeToken(world.random), APIKey.makeToken(world.random))
        let now = world.clock.now()
        func save(_ name: String, _ token: Secret) async throws -> Bool {
            let id: APIKey.ID = world.random.identifier()
            return try await world.database.write {
                try $0.saveKey(named: name, role: .admin, token: token, id: id, at: now)
            }
        }
        #expect(try await save("automation", one))
        #expect(try await !save("automation", one))
        #expect(try await save("automation", two))
        #expect(try await !save("other", two))
        #expect(try await world.database.read { try $0.apiKey(token: one.value) } == nil)
        #expect(try await world.database.read { try $0.apiKey(token: two.value) }?.name == "automation")
    }

    @Test(arguments: [
        ("cw_0123456789abcdef0123456789abcdef", true), ("cw_0123456789abcdef0123456789abcde", false),
        ("xx_0123456789abcdef0123456789abcdef", false), ("cw_0123456789abcdef 0123456789abcdef", false),
    ])
    func `a key of one's own is long enough and fits a header`(token: String, isGood: Bool) {
        #expect(APIKey.isWellFormed(Secret(token)) == isGood)
    }
}
