import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct JobRunnerTests {
    @Test(arguments: Engine.all)
    func `jobs of one lane run in order, and a retrying head holds its lane`(on engine: Engine) async throws {
        let world = try await World(
            on: engine, sms: ScriptedSMS(failing: [.notTaken(reason: "503", retryAfter: .seconds(3))]))
        let session = try await world.converse("Hello")
        let actions = SessionActions(services: world.services)
        await world.sms.fail(next: .notTaken(reason: "503", retryAfter: .seconds(5)))
        _ = try await actions.reply("first", in: session.id, by: "test", key: nil)
        _ = try await actions.reply("second", in: session.id, by: "test", key: nil)
        try await world.settle(2)
        #expect(await world.textsSent.count == 1)
        try await world.settle(5)
        #expect(await world.textsSent.suffix(2) == ["first", "second"])
    }

    @Test(arguments: Engine.all)
    func `a request for work that waits moves it, but not beyond its latest moment`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let now = world.clock.now()
        let session: Session.ID = world.random.identifier()
        for wait in [4, 8, 40] {
            try await world.database.write {
                try $0.enqueue(
                    AnswerCustomer(session: session), at: now + .seconds(wait), latest: now + .seconds(15),
                    now: now,
                    id: "\(wait)")
            }
        }
        let jobs = try await world.database.read { try $0.jobs(in: .waiting, limit: 10) }
        #expect(jobs.map(\.runAt) == [now + .seconds(15)])
    }

    @Test(arguments: Engine.all)
    func `a job whose node died is run again when its lease ends, and the dead node can write nothing`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let now = world.clock.now()
        let session: Session.ID = world.random.identifier()
        try await world.database.write {
            try $0.enqueue(AnswerCustomer(session: session), at: now, now: now, id: "job")
        }
        let taken = try await world.database.write {
            try $0.claimJobs(limit: 5, lease: "dead", until: now + .seconds(60), now: now)
        }
        #expect(taken.map(\.id) == ["job"])
        let later = now + .seconds(61)
        let again = try await world.database.write {
            try $0.claimJobs(limit: 5, lease: "alive", until: later + .seconds(60), now: later)
        }
        #expect(again.map(\.id) == ["job"])
        try await world.database.write { try $0.finishJob("job", lease: "dead") }
        #expect(try await world.database.read { try $0.jobs(in: .running, limit: 5) }.count == 1)
        let renewed = try await world.database.write {
            try $0.renewLease(of: "job", lease: "dead", until: later, now: later)
        }
        #expect(!renewed)
    }

    @Test(arguments: Engine.all)
    func `a job that nobody can run is set aside with its reason, and can be retried by hand`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let now = world.clock.now()
        try await world.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO job (id, kind, payload, lane, state, run_at, attempts, created_at)
                VALUES ('odd', 'from.the.future', '{}', 'lane', 'waiting', \(now), 0, \(now))
                """)
        }
        try await world.jobs.runDue()
        let aside = try await world.database.read { try $0.jobs(in: .setAside, limit: 5) }
        #expect(aside.first?.error?.contains("from.the.future") == true)
        #expect(try await world.database.write { try $0.retrySetAside("odd", newID: "again", now: now) })
        #expect(try await world.database.read { try $0.jobs(in: .waiting, limit: 5) }.map(\.id) == ["again"])
    }

    @Test func `waits grow, stay below their limit, and end`() {
        let policy = RetryPolicy(firstWait: .seconds(1), longestWait: .seconds(300), tries: 12)
        #expect(policy.wait(afterFailures: 1, chance: 0) == .milliseconds(500))
        #expect(policy.wait(afterFailures: 3, chance: 1) == .seconds(4))
        #expect(policy.wait(afterFailures: 11, chance: 1) == .seconds(300))
        #expect(policy.wait(afterFailures: 12, chance: 0) == nil)
        #expect(RetryPolicy.endless.wait(afterFailures: 10_000, chance: 0.5) != nil)
    }
}
