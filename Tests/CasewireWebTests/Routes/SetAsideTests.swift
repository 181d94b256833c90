import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SetAsideTests {
    /// A reply whose sending was set aside after two failures.
    private static func setSendAside(in world: World) async throws -> (job: String, session: Session.ID) {
        let session = try await world.converse("Hello")
        _ = try await SessionActions(services: world.services).reply(
            "Your order <b>has shipped</b>.", in: session.id, by: "test", key: nil)
        var job = ""
        for (try_, error) in ["The token is wrong.", "The token is wrong.", "The number is gone."]
            .enumerated()
        {
            let now = world.clock.now() + .seconds(60 * (try_ + 1))
            let claimed = try await world.database.write {
                try $0.claimJobs(limit: 9, lease: "lease", until: now + .seconds(60), now: now)
            }
            for other in claimed {
                guard other.kind == "message.send" else {
                    try await world.database.write { try $0.finishJob(other.id, lease: "lease") }
                    continue
                }
                job = other.id
                try await world.database.write { transaction in
                    if try_ == 2 {
                        try transaction.setAsideJob(other.id, lease: "lease", error: error, now: now)
                    } else {
                        try transaction.retryJob(other.id, lease: "lease", at: now, error: error, now: now)
                    }
                }
            }
        }
        return (job, session.id)
    }

    @Test(arguments: Engine.all)
    func `what was tried is kept, counted, and goes along with a retry`(on engine: Engine) async throws {
        try await WebWorld(on: engine).run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let (job, _) = try await Self.setSendAside(in: caller.world)
            let listed = try await caller.api(.get, "jobs?state=set_aside", key: key).items
            let history = try #require(listed.first?["history"] as? [[String: Any]])
            #expect(history.map { $0["error"] as? String } == ["The token is wrong.", "The number is gone."])
            #expect(history.map { $0["times"] as? Int } == [2, 1])
            #expect(try await caller.api(.post, "jobs/\(job)/retry", key: key).status == 202)
            let waiting = try await caller.api(.get, "jobs?state=waiting&limit=200", key: key).items
            let again = waiting.first { $0["kind"] as? String == "message.send" }
            #expect((again?["history"] as? [[String: Any]])?.count == 2)
            try await caller.world.settle()
            #expect(await caller.world.textsSent.last?.contains("has shipped") == true)
            let left = try await caller.world.database.read { try $0.rows("SELECT job_id FROM job_attempt") }
            #expect(left.isEmpty)
        }
    }

    @Test
    func `a history does not grow without end`() async throws {
        let world = try await World(on: .memory)
        try await world.receive("Hello")
        for round in 0..<30 {
            let now = world.clock.now() + .seconds(60 * (round + 1))
            let claimed = try await world.database.write {
                try $0.claimJobs(limit: 1, lease: "lease", until: now + .seconds(60), now: now)
            }
            let job = try #require(claimed.first)
            try await world.database.write {
                try $0.retryJob(job.id, lease: "lease", at: now, error: "Error \(round)", now: now)
            }
        }
        let kept = try await world.database.read {
            try $0.rows("SELECT error FROM job_attempt ORDER BY position")
        }
        #expect(kept.count == 20)
        let last: String = try #require(try kept.last?["error"])
        #expect(last == "Error 29")
    }

    @Test
    func `a skipped text never leaves, and its session says who skipped it`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let (job, session) = try await Self.setSendAside(in: caller.world)
            let export = try await caller.api(.get, "jobs/export", key: key)
            #expect(export.text.contains("The number is gone.") && export.text.contains(session.rawValue))
            #expect(!export.text.contains("has shipped"))
            #expect(export.headers[.contentDisposition]?.contains("attachment") == true)
            #expect(try await caller.api(.post, "jobs/\(job)/skip", key: key).status == 204)
            #expect(try await caller.api(.post, "jobs/\(job)/skip", key: key).status == 404)
            let before = await caller.world.textsSent.count
            _ = try await SessionActions(services: caller.world.services).reply(
                "Another.", in: session, by: "test", key: nil)
            try await caller.world.settle()
            #expect(await caller.world.textsSent.dropFirst(before) == ["Another."])
            let skipped = try await caller.world.timeline().first { $0.title.contains("skipped") }
            #expect(skipped?.details["by"]?.isEmpty == false)
            let decisions = try await caller.world.database.read { try $0.jobDecisions(limit: 9) }
            #expect(decisions.map(\.decision) == [.skipped])
        }
    }

    @Test
    func `the health page shows what was tried in a table, with its buttons`() async throws {
        try await WebWorld().run { caller async throws in
            let (job, _) = try await Self.setSendAside(in: caller.world)
            let rep = try await caller.signIn(.rep, email: "rep@example.com")
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let seen = try await caller.page("/settings/health", in: rep)
            #expect(seen.text.contains("<th scope=\"col\">What went wrong</th>"))
            #expect(seen.text.contains("<td>The token is wrong.</td>"))
            #expect(!seen.text.contains(">Skip</button>") && !seen.text.contains("Export as JSON"))
            let page = try await caller.page("/settings/health", in: admin)
            #expect(page.text.contains(">Skip</button>") && page.text.contains("Export as JSON"))
            #expect(try await caller.page("/settings/health/set-aside.json", in: admin).text.contains(job))
            #expect(try await caller.submit("/settings/health/jobs/\(job)/skip", in: admin).status == 303)
            #expect(
                try await caller.page("/settings/health", in: admin).text.contains("Nothing is set aside."))
        }
    }

    @Test(arguments: [("sent", MessageState.sent, 0), ("queue", .sending, 1)])
    func `a person may say whether a text of unknown outcome was sent`(
        outcome: String, state: MessageState, sent: Int
    ) async throws {
        for byPage in [true, false] {
            try await WebWorld().run { caller async throws in
                let world = caller.world
                let session = try await world.converse("Hello")
                await world.sms.failLists(.refused(reason: "No list."))
                await world.sms.fail(next: .unknown(reason: "Lost."))
                _ = try await SessionActions(services: world.services).reply(
                    "Shipped.", in: session.id, by: "test", key: nil)
                try await world.settle()
                let message = try #require(try await world.messages().last)
                #expect(message.state == .unknown)
                let key = try await caller.makeKey(.admin)
                let path = "messages/\(message.id)/resolve"
                let wrong = try await caller.api(.post, path, key: key, body: #"{"outcome":"lost"}"#)
                #expect(wrong.status == 422)
                if byPage {
                    let rep = try await caller.signIn(.rep)
                    let page = try await caller.page("/sessions/\(session.id)", in: rep)
                    #expect(page.text.contains("It was sent") && page.text.contains("Send it again"))
                    #expect(page.text.contains(rep.formToken))
                    #expect(try await caller.submit("/" + path, ["outcome": outcome], in: rep).status == 303)
                } else {
                    let body = "{\"outcome\":\"\(outcome)\"}"
                    #expect(try await caller.api(.post, path, key: key, body: body).status == 200)
                    #expect(try await caller.api(.post, path, key: key, body: body).status == 409)
                }
                let before = await world.textsSent.count
                try await world.settle(200)
                #expect(try await world.messages().last?.state == state)
                #expect(await world.textsSent.count == before + sent)
                #expect(try await world.timeline().contains { $0.title.contains("by hand") })
            }
        }
    }
}
