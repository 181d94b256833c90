import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct JobRoutesTests {
    /// Sets the one waiting job aside, as a runner that gives up does.
    private static func setOneAside(in world: World) async throws -> String {
        try await world.receive("Hello")
        let now = world.clock.now() + .seconds(60)
        let claimed = try await world.database.write {
            try $0.claimJobs(limit: 1, lease: "lease", until: now + .seconds(60), now: now)
        }
        let job = try #require(claimed.first)
        try await world.database.write {
            try $0.setAsideJob(job.id, lease: "lease", error: "The model's address is wrong.", now: now)
        }
        return job.id
    }

    @Test
    func `a job that was set aside is listed with its reason, and retried once`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let id = try await Self.setOneAside(in: caller.world)
            let listed = try await caller.api(.get, "jobs?state=set_aside", key: key).items
            #expect(listed.map { $0["id"] as? String } == [id])
            #expect(listed.first?["error"] as? String == "The model's address is wrong.")
            #expect(try await caller.api(.post, "jobs/\(id)/retry", key: key).status == 202)
            #expect(try await caller.api(.post, "jobs/\(id)/retry", key: key).status == 404)
            #expect(try await caller.api(.get, "jobs?state=set_aside", key: key).items.isEmpty)
            #expect(try await caller.api(.get, "jobs?state=asleep", key: key).status == 400)
        }
    }

    @Test
    func `jobs come a page at a time`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            for number in 1...4 { try await caller.world.receive("Hello", from: "+1555123100\(number)") }
            let all = try await caller.api(.get, "jobs?limit=200", key: key).items.count
            var seen: Set<String> = []
            var path: String? = "jobs?limit=3"
            while let current = path {
                let answer = try await caller.api(.get, current, key: key)
                seen.formUnion(try answer.items.compactMap { $0["id"] as? String })
                path = (try answer.json["next"] as? String).map { "jobs?limit=3&cursor=\($0)" }
            }
            #expect(seen.count == all && all >= 4)
        }
    }

    @Test
    func `the health page shows it with a button for whoever may retry`() async throws {
        try await WebWorld().run { caller async throws in
            let id = try await Self.setOneAside(in: caller.world)
            let rep = try await caller.signIn(.rep, email: "rep@example.com")
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let seen = try await caller.page("/settings/health", in: rep)
            #expect(seen.text.contains("The model&#39;s address is wrong."))
            #expect(!seen.text.contains(">Retry</button>"))
            #expect(try await caller.page("/settings/health", in: admin).text.contains(">Retry</button>"))
            #expect(try await caller.submit("/settings/health/jobs/\(id)/retry", in: admin).status == 303)
            let after = try await caller.page("/settings/health", in: admin)
            #expect(after.text.contains("Nothing is set aside."))
        }
    }

    @Test
    func `the health page shows numbers, Creatio and stray texts`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.owner)
            try await caller.world.receive("Win a prize", from: "WINNER")
            let page = try await caller.page("/settings/health", in: browser)
            #expect(page.text.contains("+15550001000"))
            #expect(page.text.contains("Not connected yet"))
            #expect(page.text.contains("Off: handoffs go to the inbox alone"))
            #expect(page.text.contains("WINNER") && page.text.contains("Win a prize"))
        }
    }
}
