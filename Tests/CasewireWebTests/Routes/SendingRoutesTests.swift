import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SendingRoutesTests {
    private static func hold(_ world: World) async throws {
        let (id, now): (String, Timestamp) = (world.random.identifier(), world.clock.now())
        try await world.database.write { transaction in
            try transaction.noteBackup(at: now - .seconds(3600))
            try transaction.noteRestore(at: now, id: id)
        }
    }

    @Test
    func `the API says that sending is held, and releases it after the comparison`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            #expect(try await caller.api(.get, "sending", key: key).json["held"] as? Bool == false)
            #expect(try await caller.api(.post, "sending/release", key: key).status == 409)
            try await Self.hold(caller.world)
            #expect(try await caller.api(.post, "sending/release", key: key).status == 409)
            try await caller.world.jobs.runDue()
            let held = try await caller.api(.get, "sending", key: key)
            #expect(try held.json["held"] as? Bool == true)
            #expect((try held.json["comparison"] as? [String: Any])?["adopted"] as? Int == 0)
            #expect(try await caller.api(.post, "sending/compare", key: key).status == 202)
            let rep = try await caller.makeKey(.rep)
            #expect(try await caller.api(.post, "sending/release", key: rep).status == 403)
            let released = try await caller.api(.post, "sending/release", key: key)
            #expect(try released.json["held"] as? Bool == false)
            #expect((try released.json["released_by"] as? String)?.isEmpty == false)
        }
    }

    @Test
    func `inbox and health page say so, with the release for whoever may`() async throws {
        try await WebWorld().run { caller async throws in
            try await Self.hold(caller.world)
            let rep = try await caller.signIn(.rep, email: "rep@example.com")
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let words = "Sending is held since the database was restored from a backup of"
            #expect(try await caller.page("/inbox", in: rep).text.contains(words))
            let seen = try await caller.page("/settings/health", in: rep)
            #expect(seen.text.contains(words) && !seen.text.contains("Release sending"))
            #expect(
                try await caller.page("/settings/health", in: admin).text.contains(
                    "Release sending without the comparison"))
            #expect(try await caller.submit("/settings/health/sending/release", in: admin).status == 409)
            try await caller.world.jobs.runDue()
            #expect(
                try await caller.page("/settings/health", in: admin).text.contains(
                    ">Release sending</button>"))
            #expect(try await caller.submit("/settings/health/sending/release", in: admin).status == 303)
            #expect(try await !caller.page("/inbox", in: rep).text.contains(words))
        }
    }
}
