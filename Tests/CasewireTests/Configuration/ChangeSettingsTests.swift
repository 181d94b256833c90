import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct ChangeSettingsTests {
    private let caller = Caller(name: "admin@example.com", role: .admin)

    private func json(_ text: String) throws -> JSONValue {
        try #require(JSONValue(decoding: Array(text.utf8)))
    }

    private func audit(of world: World) async throws -> [String] {
        try await world.database.read { try $0.auditEntries(limit: 10).map(\.action) }
    }

    @Test(arguments: Engine.all)
    func `settings are changed as a whole or not at all, and the audit log names them`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let changes = ChangeSettings(services: world.services)
        let before = try await world.database.read { try $0.agentSettings() }
        await #expect(throws: ChangeSettings.Refusal.self) {
            try await changes.agent(
                try json(#"{"burst_seconds": 1, "handoff": {"level": "never"}}"#), by: caller)
        }
        #expect(try await world.database.read { try $0.agentSettings() } == before)
        #expect(try await audit(of: world).isEmpty)
        let outcome = try await changes.agent(
            try json(#"{"burst_seconds": 1, "handoff": {"notice": "One moment."}}"#), by: caller)
        #expect(outcome.settings == ["agent.handoff.notice", "agent.burst_seconds"])
        #expect(try await audit(of: world) == ["Changed agent.handoff.notice, agent.burst_seconds"])
        let after = try await world.database.read { try $0.agentSettings() }
        #expect(after.notice == "One moment." && after.burstSeconds == 1 && after.level == before.level)
        // Taken away, the built-in wording holds; a second time nothing changes.
        try await changes.agent(try json(#"{"handoff": {"notice": ""}}"#), by: caller)
        #expect(try await world.database.read { try $0.agentSettings() }.notice == nil)
        #expect(
            try await changes.agent(try json(#"{"handoff": {"notice": null}}"#), by: caller).settings.isEmpty)
        #expect(try await audit(of: world).count == 2)
    }

    @Test func `a key stays where none is entered, is told to nobody, and goes to no other host`()
        async throws
    {
        let world = try await World(on: .memory)
        let changes = ChangeSettings(services: world.services)
        func key() async throws -> String? {
            let vault = world.services.vault
            return try await world.database.read {
                try $0.agentSettings().endpoint?.opened(by: vault).key?.value
            }
        }
        try await changes.agent(
            try json(
                #"{"model": {"kind": "openai", "url": "https://a.example/v1", "name": "m", "api_key": "topsecret"}}"#
            ),
            by: caller)
        try await changes.agent(
            try json(#"{"model": {"kind": "openai", "url": "https://a.example/v2", "name": "n"}}"#),
            by: caller)
        #expect(try await key() == "topsecret")
        let refusal = await #expect(throws: ChangeSettings.Refusal.self) {
            try await changes.agent(
                try json(#"{"model": {"kind": "openai", "url": "https://b.example/v1", "name": "n"}}"#),
                by: caller)
        }
        #expect(refusal?.problems.map(\.setting) == ["agent.model.api_key"])
        for other in ["http://a.example/v1", "https://a.example:8443/v1"] {
            await #expect(throws: ChangeSettings.Refusal.self, "\(other)") {
                try await changes.agent(
                    try json(#"{"model": {"kind": "openai", "url": "\#(other)", "name": "n"}}"#), by: caller)
            }
        }
        #expect(try await key() == "topsecret")
        try await changes.agent(
            try json(
                #"{"model": {"kind": "openai", "url": "https://b.example/v1", "name": "n", "api_key": null}}"#
            ),
            by: caller)
        #expect(try await key() == nil)
        #expect(try await !audit(of: world).contains { $0.contains("topsecret") })
    }

    @Test func `days of the same hours are kept together`() async throws {
        let world = try await World(on: .memory)
        try await ChangeSettings(services: world.services).hours(
            try json(
                """
                {"hours": {"timezone": "UTC", "shifts": [
                    {"days": ["tue"], "from": "09:00", "to": "17:00"}, {"days": ["mon"], "from": "9:00", "to": "17:00"},
                    {"days": ["mon"], "from": "18:00", "to": "24:00"}]}}
                """), by: caller)
        let hours = try await world.database.read { try $0.agentSettings() }.hours
        #expect(
            hours?.shifts == [
                .init(days: [.mon, .tue], from: 540, to: 1020), .init(days: [.mon], from: 1080, to: 1440),
            ])
    }

    @Test(arguments: Engine.all)
    func `what a setup file names is known until a start without one`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        func declared() async throws -> DeclaredSettings? {
            try await world.database.read { try $0.declaredSettings() }
        }
        let apply = ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock)
        var setup = Setup()
        setup.agent = AgentDeclaration(try json(#"{"handoff": {"level": "patient"}, "csat": {}}"#)).entry
        _ = try await apply.apply(setup, dryRun: true, from: .start)
        #expect(try await declared() == nil)
        _ = try await apply.apply(setup, from: .start)
        #expect(try await declared()?.names == ["agent.handoff.level", "agent.csat"])
        #expect(try await declared()?.warning(about: "agent.handoff.level")?.contains("next start") == true)
        #expect(try await declared()?.warning(about: "agent.handoff")?.contains("next start") == true)
        #expect(try await declared()?.warning(about: "agent.handoff.notice") == nil)
        // What is changed elsewhere declares nothing.
        try await ChangeSettings(services: world.services).agent(try json(#"{"profile": "x"}"#), by: caller)
        #expect(try await declared()?.names.count == 2)
        let now = world.clock.now()
        try await world.database.write { try $0.noteStartWithoutSetup(at: now) }
        #expect(try await declared()?.warning(about: "agent.csat")?.contains("applied again") == true)
    }

    @Test func `hours tell until when they hold`() throws {
        let hours = BusinessHours(
            timezone: "America/New_York",
            shifts: [
                .init(days: [.mon], from: 540, to: 720), .init(days: [.mon], from: 720, to: 1020),
                .init(days: [.tue], from: 540, to: 1020),
            ], holidays: ["2026-11-24"])
        func state(_ moment: String) throws -> BusinessHours.State {
            hours.state(at: try #require(Timestamp(iso8601: moment)))
        }
        let (end, next) = (
            Timestamp(iso8601: "2026-11-23T22:00:00Z"), Timestamp(iso8601: "2026-11-30T14:00:00Z")
        )
        #expect(try state("2026-11-23T15:00:00Z") == .open(until: end))
        #expect(try state("2026-11-23T22:00:00Z") == .closed(until: next))
        #expect(try state("2026-11-24T15:00:00Z") == .closed(until: next))
        let never = BusinessHours(timezone: "UTC", shifts: [], holidays: [])
        #expect(never.state(at: try #require(end)) == .closed(until: nil))
        let always = BusinessHours(
            timezone: "UTC", shifts: [.init(days: BusinessHours.Day.allCases, from: 0, to: 1440)],
            holidays: [])
        #expect(always.state(at: try #require(end)) == .open(until: nil))
    }

    @Test func `the words of the levels are what the policy does`() {
        let words = LeveledTrigger.allCases.map { trigger in
            HandoffLevel.allCases.map { $0.words(for: trigger) }
        }
        #expect(
            words == [
                [
                    "Is told politely that no person answers", "A person at once",
                    "A person, after one question for missing facts", "A person, after 2 offers to help",
                ],
                [
                    "Is told that it is not known", "A person at once",
                    "A person, after one rephrasing question",
                    "A person, after 2 rephrasing questions",
                ],
                ["Nothing by itself", "A person at once", "A person at once", "A person at the second time"],
                ["An apology", "A person at once", "A person at once", "A person at once"],
            ])
    }
}
