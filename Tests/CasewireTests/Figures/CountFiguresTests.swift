import Casewire
import CasewireStorage
import TestSupport
import Testing

/// What analytics draw is what happened, day by day.
@Suite struct CountFiguresTests {
    private func count(_ world: World) async throws {
        let now = world.clock.now()
        try await world.database.write {
            try $0.enqueue(CountFigures(), at: now, now: now, id: "count-\(now)")
        }
        try await world.jobs.runDue()
    }

    private func report(_ world: World) async throws -> FigureReport {
        let now = world.clock.now()
        return try await world.database.read { try $0.figureReport(from: nil, to: nil, at: now) }
    }

    @Test(arguments: Engine.all)
    func `sessions, texts, handoffs and waits are counted on their days`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("What are your opening hours?")
        try await world.converse("I need to speak with a person", from: "+15551230002")
        let session = try await world.session(of: "+15551230002")
        world.clock.advance(by: .seconds(200))
        _ = try await SessionActions(services: world.services).reply(
            "Hello, how can we help?", in: session.id, by: "test", key: nil)
        try await world.settle(3)
        world.clock.advance(by: .seconds(26 * 3600))
        try await world.converse("I need to speak with a person", from: "+15551230003")
        try await count(world)

        let report = try await report(world)
        let today = try #require(report.days.last)
        let earlier = try #require(report.days.dropLast().last)
        #expect(report.days.count == 30)
        #expect((today[.sessions, "started"], today[.sessions, "handed_off"]) == (1, 1))
        #expect((earlier[.sessions, "started"], earlier[.sessions, "handed_off"]) == (2, 1))
        #expect(report.containment == 1.0 / 3)
        #expect(earlier[.texts, "customer"] == 2)
        #expect(earlier[.texts, "rep"] == 1)
        #expect(report.total(.handoffs, "user_requested") == 2)
        #expect(earlier[.peopleAnswer, "5m"] == 1)
        #expect(today[.peopleAnswer, "none"] == 1)
        #expect(earlier[.firstAnswer, "10s"] == 1)
        #expect(earlier[.segments, "sent"] >= 3)
        #expect(report.countedAt == world.clock.now())
    }

    @Test(arguments: Engine.all)
    func `a day is counted once more when more is known, and never twice`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("What are your opening hours?")
        try await count(world)
        try await count(world)
        #expect(try await report(world).total(.sessions, "started") == 1)
        #expect(try await report(world).total(.sessions, "handed_off") == 0)
        // The next day the same session reaches people: its own day is counted again.
        world.clock.advance(by: .seconds(20 * 3600))
        try await world.converse("I need to speak with a person")
        try await count(world)
        let report = try await report(world)
        #expect(report.total(.sessions, "started") == report.days.last.map { 1 + $0[.sessions, "started"] })
        #expect(report.total(.handoffs, "user_requested") == 1)
    }

    @Test(arguments: Engine.all)
    func `another time zone counts other days`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("What are your opening hours?")
        try await count(world)
        let now = world.clock.now()
        try await world.database.write {
            var organization = try $0.organization()
            organization.timezone = "Pacific/Kiritimati"
            try $0.save(organization, at: now)
        }
        try await count(world)
        let report = try await report(world)
        #expect(report.timezone == "Pacific/Kiritimati")
        #expect(report.total(.sessions, "started") == 1)
        let kept = try await world.database.read {
            try $0.rows("SELECT SUM(count) AS n FROM figure WHERE topic = 'sessions'").first.map {
                row -> Int in
                try row["n"]
            }
        }
        #expect(kept == 1)
    }

    @Test(arguments: [
        ("2026-01-31", "2026-01-01"), ("2024-01-01", "2026-01-01"), ("yesterday", "2026-01-01"),
    ])
    func `a span that is none is refused in words`(from: String, to: String) async throws {
        let world = try await World(on: .memory)
        let now = world.clock.now()
        await #expect(throws: FigureSpanProblem.self) { () async throws in
            try await world.database.read { try $0.figureReport(from: from, to: to, at: now) }
        }
    }
}
