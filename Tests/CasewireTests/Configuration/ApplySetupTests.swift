import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct ApplySetupTests {
    private func setup() -> Setup {
        var setup = Setup()
        var organization = Setup.Organization()
        organization.name = "Harbor Outfitters"
        setup.organization = organization
        var creatio = Setup.Creatio(
            url: "https://creatio.example.com", identityURL: nil,
            signIn: .client(id: "id", secret: Secret("hush")))
        creatio.cases = .onHandoff
        setup.creatio = creatio
        setup.knowledge = [
            Setup.ArticleEntry(title: "Returns", body: "Within 30 days.", examples: ["send back"])
        ]
        setup.operators = [
            Setup.OperatorEntry(email: "owner@example.com", role: .owner, password: Secret("long enough"))
        ]
        setup.keys = [
            Setup.KeyEntry(
                name: "automation", key: Secret("cw_0123456789abcdef0123456789abcdef"), role: .admin)
        ]
        return setup
    }

    private func apply(_ setup: Setup, to world: World, dryRun: Bool = false) async throws -> [String] {
        try await ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock
        ).apply(setup, dryRun: dryRun)
    }

    @Test(arguments: Engine.all)
    func `a setup applied twice changes nothing the second time`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        #expect(try await apply(setup(), to: world).count == 5)
        #expect(try await apply(setup(), to: world).isEmpty)
    }

    @Test(arguments: Engine.all)
    func `a dry run tells the difference and changes nothing`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        #expect(try await apply(setup(), to: world, dryRun: true).count == 5)
        #expect(try await world.database.read { try $0.articles().isEmpty })
        #expect(try await world.database.read { try $0.operators().isEmpty })
    }

    @Test(arguments: Engine.all)
    func `what is not named is left as it is`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await apply(setup(), to: world)
        var later = Setup()
        var agent = Setup.Agent()
        agent.burstSeconds = 1
        later.agent = agent
        _ = try await apply(later, to: world)
        let vault = world.services.vault
        let creatio = try await world.database.read { try $0.creatioSettings(openedBy: vault) }
        #expect(creatio?.cases == .onHandoff)
        #expect(try await world.database.read { try $0.organization().name } == "Harbor Outfitters")
        #expect(try await world.database.read { try $0.agentSettings().burstSeconds } == 1)
    }

    @Test(arguments: Engine.all)
    func `secrets are sealed in the database`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        _ = try await apply(setup(), to: world)
        let kept = try await world.database.read { snapshot in
            try snapshot.rows("SELECT value FROM setting").map { row -> String in try row["value"] }
                + snapshot.rows("SELECT secret AS value FROM number").map { row -> String in try row["value"]
                }
                + snapshot.rows("SELECT digest AS value FROM api_key").map { row -> String in try row["value"]
                }
                + snapshot.rows("SELECT password AS value FROM operator").map { row -> String in
                    try row["value"]
                }
        }
        for secret in ["hush", "token", "long enough", "cw_0123456789abcdef0123456789abcdef"] {
            #expect(!kept.contains { $0.contains(secret) }, "\(secret)")
        }
        #expect("\(Secret("hush"))" == "•••")
    }
}
