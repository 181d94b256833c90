import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import Casewire
@testable import CasewireWeb

@Suite struct SetupRoutesTests {
    private func states(_ caller: WebCaller, key: String) async throws -> [String: String] {
        let items = try await caller.api(.get, "setup", key: key).items
        return Dictionary(
            items.map { ($0["step"] as? String ?? "", $0["state"] as? String ?? "") }
        ) { first, _ in first }
    }

    @Test func `each step is as it stands, and the page says where to go on`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            #expect(try await states(caller, key: key)["owner"] == "open")
            try await caller.makeOperator(.owner, email: "owner@example.com")
            var states = try await states(caller, key: key)
            #expect(states["owner"] == "done")
            #expect(states["number"] == "open")
            #expect(states["creatio"] == "open")
            #expect(states["knowledge"] == "open")
            let page = try await caller.page("/settings/setup", in: admin)
            #expect(page.text.matches(of: /aria-current="step"/).count == 1)
            let next = try #require(page.text.firstMatch(of: /aria-current="step">\s*<h2>([^<]+)/))
            #expect(next.output.1 == "Number")

            try await caller.world.connectCreatio()
            let now = caller.world.clock.now()
            try await caller.world.database.write {
                try $0.saveSetting(
                    "creatio.status",
                    CreatioStatus(state: .failing, reason: "The secret is wrong.", since: now), at: now)
                try $0.execute("UPDATE number SET connected_at = \(now), verified_at = \(now)")
            }
            states = try await self.states(caller, key: key)
            #expect(states["creatio"] == "failing")
            #expect(states["number"] == "done")
            #expect(try await caller.page("/settings/setup", in: admin).text.contains("The secret is wrong."))
        }
    }

    @Test func `how the self-test ended is kept and shown`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let rep = try await caller.makeKey(.rep)
            #expect(
                try await caller.api(.post, "setup/selftest", key: rep, body: #"{"passed": true}"#).status
                    == 403)
            #expect(try await states(caller, key: key)["selftest"] == "open")
            let failed = #"{"passed": false, "problem": "No case was written."}"#
            #expect(try await caller.api(.post, "setup/selftest", key: key, body: failed).status == 204)
            #expect(try await states(caller, key: key)["selftest"] == "failing")
            #expect(
                try await caller.api(.post, "setup/selftest", key: key, body: #"{"passed": true}"#).status
                    == 204)
            #expect(try await states(caller, key: key)["selftest"] == "done")
        }
    }
}
