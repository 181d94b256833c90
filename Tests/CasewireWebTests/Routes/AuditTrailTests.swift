import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

@Suite struct AuditTrailTests {
    private func entries(_ caller: WebCaller) async throws -> [AuditEntry] {
        try await caller.world.database.read { try $0.auditEntries(limit: 100) }
    }

    @Test func `who changed a setting is kept, and who was not allowed to`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.makeKey(.admin)
            let rep = try await caller.makeKey(.rep)
            #expect(
                try await caller.api(.put, "limits", key: admin, body: #"{"segments_per_day": 500}"#).status
                    == 200)
            #expect(try await caller.api(.put, "limits", key: rep, body: "{}").status == 403)
            #expect(
                try await caller.api(.put, "limits", key: admin, body: #"{"segments_per_day": 0}"#).status
                    == 422)
            #expect(try await caller.api(.get, "limits", key: admin).status == 200)
            let entries = try await entries(caller)
            #expect(entries.map(\.isRefused) == [true, false])
            #expect(entries.allSatisfy { $0.action == "PUT limits" })
            #expect(entries.map(\.role) == [.rep, .admin])
        }
    }

    @Test func `a form without its token changes nothing and leaves no entry of a change`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let stale = try await caller.submit(
                "/settings/people", ["email": "a@example.com", "role": "rep", "form_token": "x"], in: admin)
            #expect(stale.status == 403)
            #expect(try await entries(caller).isEmpty)
        }
    }

    @Test func `the log is paged, for admins alone, and holds no secret`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            for index in 0..<3 {
                let made = try await caller.submit(
                    "/settings/keys", ["name": "key\(index)", "role": "viewer"], in: admin)
                #expect(made.status == 200)
            }
            let key = try await caller.makeKey(.admin)
            let first = try await caller.api(.get, "audit?limit=2", key: key)
            let next = try #require(try first.json["next"] as? String)
            let second = try await caller.api(.get, "audit?limit=2&cursor=\(next)", key: key)
            #expect(try first.items.count == 2)
            #expect(try second.items.count == 1)
            #expect(try first.items[0]["who"] as? String == "admin@example.com")
            #expect(!first.text.contains("cw_"))
            #expect(try await caller.api(.get, "audit?cursor=x", key: key).status == 400)
            let page = try await caller.page("/settings/audit", in: admin)
            #expect(page.text.matches(of: /POST settings\/keys/).count == 3)
            let rep = try await caller.signIn(.rep)
            #expect(try await caller.page("/settings/audit", in: rep).status == 403)
        }
    }
}
