import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// A snoozed session is hidden until its time or the customer's next text.
@Suite struct SnoozeTests {
    private static let me = Operator.ID(rawValue: "me")

    private func isShown(in view: InboxView, of world: World) async throws -> Bool {
        let found = try await world.database.read {
            try $0.inbox(InboxQuery(view: view, viewer: Self.me, hidesSnoozed: true))
        }
        return !found.entries.isEmpty
    }

    /// A handed-off session that `me` has and has seen.
    private func handedOff(on engine: Engine) async throws -> (World, Session.ID) {
        let world = try await World(on: engine)
        try await world.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO operator (id, email, role, password, created_at)
                VALUES ('me', 'me@example.com', 'rep', '', 1)
                """)
        }
        try await world.converse("I need to speak with a person")
        let id = try await world.session().id
        try await SessionActions(services: world.services).assign(id, to: Self.me, by: "test")
        try await world.database.write { try $0.noteSeen(id, to: 100, by: Self.me) }
        return (world, id)
    }

    private func unseen(_ world: World) async throws -> Int {
        try await world.database.read { try $0.unseenCount(for: Self.me) }
    }

    @Test(arguments: Engine.all)
    func `it is hidden until its time, then unread`(on engine: Engine) async throws {
        let (world, id) = try await handedOff(on: engine)
        #expect(try await unseen(world) == 0)
        try await SessionActions(services: world.services).snooze(id, until: .hour, by: "test")
        for view in [InboxView.all, .mine, .handedOff] {
            #expect(try await !isShown(in: view, of: world), "\(view)")
        }
        #expect(try await isShown(in: .snoozed, of: world))
        let everything = try await world.database.read { try $0.inbox(InboxQuery()) }
        #expect(everything.entries.count == 1)
        #expect(try await world.timeline().last?.title == "Snoozed.")
        world.clock.advance(by: .seconds(3590))
        try await world.jobs.runDue()
        #expect(try await isShown(in: .snoozed, of: world))
        world.clock.advance(by: .seconds(15))
        try await world.jobs.runDue()
        #expect(try await world.session().snoozedUntil == nil)
        #expect(try await isShown(in: .all, of: world))
        #expect(try await isShown(in: .mine, of: world))
        #expect(try await !isShown(in: .snoozed, of: world))
        #expect(try await world.timeline().last?.title == "The snooze is over.")
        #expect(try await unseen(world) == 1)
    }

    @Test(arguments: Engine.all)
    func `the customer's next text wakes it at once, once`(on engine: Engine) async throws {
        let (world, id) = try await handedOff(on: engine)
        try await SessionActions(services: world.services).snooze(id, until: .tomorrow, by: "test")
        #expect(try await unseen(world) == 0)
        try await world.receive("Thanks")
        #expect(try await isShown(in: .handedOff, of: world))
        #expect(try await unseen(world) == 1)
        world.clock.advance(by: .seconds(3 * 24 * 3600))
        try await world.jobs.runDue()
        let titles = try await world.timeline().map(\.title)
        #expect(titles.contains("Woken by a new text."))
        #expect(!titles.contains("The snooze is over."))
    }

    @Test(arguments: Engine.all)
    func `a later time moves the end, and a reply leaves it asleep`(on engine: Engine) async throws {
        let (world, id) = try await handedOff(on: engine)
        let actions = SessionActions(services: world.services)
        try await actions.snooze(id, until: .hour, by: "test")
        try await actions.snooze(id, until: .at(world.clock.now() + .seconds(7200)), by: "test")
        _ = try await actions.reply("Please wait until then.", in: id, by: "test", key: nil)
        world.clock.advance(by: .seconds(3700))
        try await world.jobs.runDue()
        #expect(try await world.session().snoozedUntil != nil)
        world.clock.advance(by: .seconds(3700))
        try await world.jobs.runDue()
        #expect(try await world.session().snoozedUntil == nil)
        try await actions.snooze(id, until: .hour, by: "test")
        try await actions.resolve(id, by: "test")
        #expect(try await world.session().snoozedUntil == nil)
        await #expect(throws: SessionActions.Refusal.self) {
            try await actions.snooze(id, until: .hour, by: "test")
        }
        await #expect(throws: SessionActions.Refusal.self) { try await actions.wake(id, by: "test") }
    }

    @Test(arguments: Engine.all)
    func `nobody is reminded of it while it is snoozed; the wait begins anew as it wakes`(on engine: Engine)
        async throws
    {
        let (world, id) = try await handedOff(on: engine)
        let actions = SessionActions(services: world.services)
        world.clock.advance(by: .seconds(1800))
        try await world.jobs.runDue()
        #expect(try await world.session().escalatedAt != nil)
        try await actions.snooze(id, until: .hour, by: "test")
        #expect(try await world.session().escalatedAt == nil)
        world.clock.advance(by: .seconds(3550))
        try await world.database.write { [now = world.clock.now()] in
            try $0.enqueue(EscalateSession(session: id), at: now, now: now, id: "early")
        }
        try await world.jobs.runDue()
        #expect(try await world.session().escalatedAt == nil)
        world.clock.advance(by: .seconds(60))
        try await world.jobs.runDue()
        let woken = try await world.session()
        #expect(woken.snoozedUntil == nil && woken.escalatedAt == nil)
        #expect(woken.waitingSince == world.clock.now())
        world.clock.advance(by: .seconds(1790))
        try await world.jobs.runDue()
        #expect(try await world.session().escalatedAt == nil)
        world.clock.advance(by: .seconds(15))
        try await world.jobs.runDue()
        #expect(try await world.session().escalatedAt != nil)
    }

    @Test(arguments: Engine.all)
    func `a snoozed session of the agent's is not resolved as idle before it wakes`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.converse("How do I return something?")
        let id = try await world.session().id
        try await SessionActions(services: world.services).snooze(
            id, until: .at(world.clock.now() + .seconds(24 * 3600)), by: "test")
        for _ in 0..<12 {
            world.clock.advance(by: .seconds(7200 - 60))
            try await world.jobs.runDue()
        }
        #expect(try await world.session().state == .agent)
        #expect(try await world.session().snoozedUntil != nil)
        world.clock.advance(by: .seconds(3600))
        try await world.jobs.runDue()
        #expect(try await world.session().snoozedUntil == nil)
        world.clock.advance(by: .seconds(4 * 3600))
        try await world.jobs.runDue()
        #expect(try await world.session().state == .resolved)
    }

    @Test(arguments: [
        (SnoozeTime.hour, "2026-11-27T23:30:00Z", "2026-11-28T00:30:00Z"),
        // Friday evening in New York; there it is not Saturday yet.
        (.tomorrow, "2026-11-28T02:00:00Z", "2026-11-28T14:00:00Z"),
        (.monday, "2026-11-28T02:00:00Z", "2026-11-30T14:00:00Z"),
        (.monday, "2026-11-30T12:00:00Z", "2026-12-07T14:00:00Z"),  // From Monday to the next.
        (.tomorrow, "2026-03-07T15:00:00Z", "2026-03-08T13:00:00Z"),  // Clocks go forward that night.
    ])
    func `times are those of the organization's zone`(time: SnoozeTime, now: String, until: String) throws {
        let now = try #require(Timestamp(iso8601: now))
        #expect(time.moment(after: now, timezone: "America/New_York") == Timestamp(iso8601: until))
    }

    @Test func `a date and time is read in the organization's zone`() throws {
        let zone = "America/New_York"
        let read = SnoozeTime.local("2026-11-30T09:15", timezone: zone)
        #expect(read == Timestamp(iso8601: "2026-11-30T14:15:00Z").map { SnoozeTime.at($0) })
        for text in ["", "2026-11-30", "2026-13-30T09:15", "2026-11-30T24:15", "tomorrow at nine"] {
            #expect(SnoozeTime.local(text, timezone: zone) == nil, "\(text)")
        }
    }

    @Test func `a time that is over or years ahead is refused`() async throws {
        let (world, id) = try await handedOff(on: .memory)
        let actions = SessionActions(services: world.services)
        for wait in [Duration.zero, .seconds(-60), .seconds(400 * 24 * 3600)] {
            await #expect(throws: SessionActions.Refusal.self) {
                try await actions.snooze(id, until: .at(world.clock.now() + wait), by: "test")
            }
        }
        #expect(try await world.session().snoozedUntil == nil)
    }
}
