import CasewireStorage
import Foundation
import TestSupport
import Testing

@testable import Casewire

/// Nobody is texted first at night, where they are; whoever wrote is answered at any hour.
@Suite struct QuietHoursTests {
    private static let newYorker = "+12125550123"

    private static func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text)) }

    @Test(arguments: [
        ("+12125550123", ["America/New_York"]), ("+14165550123", ["America/Toronto"]),
        ("+493012345678", ["Europe/Berlin"]), ("+81312345678", ["Asia/Tokyo"]), ("+15551230001", []),
    ])
    func `a number tells its time zone, or too many`(_ phone: String, _ zones: [String]) throws {
        #expect(PhoneZones.zones(of: try #require(PhoneNumber(e164: phone))).map(\.identifier) == zones)
    }

    @Test(arguments: [
        // New York is five hours behind, four in summer.
        ("2026-01-15T02:00:00Z", "2026-01-15T13:00:00Z"), ("2026-01-15T12:59:59Z", "2026-01-15T13:00:00Z"),
        ("2026-01-15T13:00:00Z", nil), ("2026-01-16T01:59:59Z", nil),
        ("2026-07-15T01:00:00Z", "2026-07-15T12:00:00Z"),
        // In the night to 8 March 2026 the clocks go forward, in that to 1 November back.
        ("2026-03-08T03:00:00Z", "2026-03-08T12:00:00Z"), ("2026-11-01T03:00:00Z", "2026-11-01T13:00:00Z"),
    ])
    func `they end in the morning of the zone`(_ now: String, _ end: String?) throws {
        let quiet = QuietHours(from: 21 * 60, to: 8 * 60)
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let found = quiet.end(after: try Self.moment(now), in: [zone])
        #expect(found == (try end.map { try Self.moment($0) }))
    }

    @Test func `with several zones it must be day in all`() throws {
        let quiet = QuietHours(from: 21 * 60, to: 8 * 60)
        let zones = try ["America/New_York", "America/Los_Angeles"].map {
            try #require(TimeZone(identifier: $0))
        }
        #expect(
            quiet.end(after: try Self.moment("2026-01-15T13:30:00Z"), in: zones)
                == (try Self.moment("2026-01-15T16:00:00Z")))
        // Never day in both at once: it gives up at some moment in place of searching for ever.
        #expect(
            QuietHours(from: 9 * 60, to: 8 * 60).end(
                after: try Self.moment("2026-01-15T13:30:00Z"), in: zones) != nil)
    }

    @Test func `times are read and written`() {
        #expect(QuietHours.minutes("21:05") == 1265)
        #expect(QuietHours.time(1265) == "21:05")
        for text in ["24:00", "9:00", "21", "21:60", "aa:bb"] { #expect(QuietHours.minutes(text) == nil) }
    }

    @Test(arguments: Engine.all)
    func `a first text waits for the morning, shown as such, and goes by itself`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine, at: "2026-01-15T03:00:00Z")
        try await Self.start(in: world)
        try await world.settle()
        #expect(await world.sms.sent.isEmpty)
        let message = try #require(try await world.messages(of: Self.newYorker).last)
        #expect(message.state == .queued)
        #expect(message.heldUntil == (try Self.moment("2026-01-15T13:00:00Z")))
        #expect(
            try await world.timeline(of: Self.newYorker).map(\.title).contains(
                "A text waits until 08:00 in America/New_York: quiet hours."))
        world.clock.advance(by: .seconds(10 * 3600 - 30))
        try await world.jobs.runDue()
        #expect(await world.sms.sent.isEmpty)
        world.clock.advance(by: .seconds(30))
        try await world.jobs.runDue()
        #expect(await world.textsSent == ["Your table is ready."])
        #expect(try await world.messages(of: Self.newYorker).last?.heldUntil == nil)
    }

    @Test(arguments: Engine.all)
    func `a customer who writes is answered at night, after what waited for them`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine, at: "2026-01-15T03:00:00Z")
        try await Self.start(in: world)
        try await world.settle()
        try await SessionActions(services: world.services).handBack(
            try await world.session(of: Self.newYorker).id, by: "test")
        try await world.converse("Hello", from: Self.newYorker)
        let sent = await world.textsSent
        #expect(sent.count == 2)
        #expect(sent.first == "Your table is ready.")
        #expect(sent.last?.contains("You asked: Hello") == true)
    }

    @Test(arguments: Engine.all)
    func `an opt-out at night is confirmed at once, and what waited never goes`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine, at: "2026-01-15T03:00:00Z")
        try await Self.start(in: world)
        try await world.settle()
        try await world.receive("please stop texting me", from: Self.newYorker)
        try await world.settle()
        let sent = await world.textsSent
        #expect(sent.count == 1)
        #expect(sent.first?.contains("START") == true)
        world.clock.advance(by: .seconds(12 * 3600))
        try await world.jobs.runDue()
        #expect(await world.sms.sent.count == 1)
        #expect(try await world.messages(of: Self.newYorker).first?.state == .failed)
    }

    @Test(arguments: [false, true])
    func `late texts of reps wait only where that is set, and not in a conversation`(_ holdsReps: Bool)
        async throws
    {
        let world = try await Self.world(on: .memory, at: "2026-01-14T22:00:00Z", holdsReps: holdsReps)
        let session = try await world.converse("Hello", from: Self.newYorker)
        let actions = SessionActions(services: world.services)
        world.clock.advance(by: .seconds(4 * 3600 + 1800))  // 21:30 there, and long since they wrote.
        _ = try await actions.reply("Late", in: session.id, by: "rep", key: nil)
        try await world.settle(2)
        #expect(await world.textsSent.contains("Late") == !holdsReps)
        try await world.receive("Anybody there?", from: Self.newYorker)
        _ = try await actions.reply("Yes, I am here.", in: session.id, by: "rep", key: nil)
        try await world.settle(2)
        #expect(await world.textsSent.suffix(2) == ["Late", "Yes, I am here."])
    }

    @Test func `the question at the end of a session waits for the morning`() async throws {
        let world = try await Self.world(on: .memory, at: "2026-01-14T22:00:00Z")
        let now = world.clock.now()
        try await world.database.write { transaction in
            var settings = try transaction.agentSettings()
            settings.satisfaction = SatisfactionQuestion(question: "Happy?")
            try transaction.save(settings, at: now)
        }
        let session = try await world.converse("Hello", from: Self.newYorker)
        world.clock.advance(by: .seconds(4 * 3600 + 1800))  // 21:30 there, and long since they wrote.
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(2)
        #expect(await !world.textsSent.contains("Happy?"))
        world.clock.advance(by: .seconds(11 * 3600))
        try await world.jobs.runDue()
        #expect(await world.textsSent.last == "Happy?")
    }

    @Test(arguments: Engine.all)
    func `ended quiet hours let everything go`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine, at: "2026-01-15T03:00:00Z")
        try await Self.start(in: world)
        try await world.settle()
        var setup = Setup()
        setup.organization = Setup.Organization()
        setup.organization?.quietHours = QuietHours(from: 0, to: 0)
        _ = try await ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock
        ).apply(setup)
        try await world.jobs.runDue()
        #expect(await world.sms.sent.count == 1)
        #expect(try await world.database.read { try $0.organization().quietHours } == nil)
    }

    // MARK: Helpers

    private static func world(on engine: Engine, at now: String, holdsReps: Bool = false) async throws
        -> World
    {
        let world = try await World(on: engine, clock: ManualClock(try moment(now)))
        let at = world.clock.now()
        try await world.database.write { transaction in
            var organization = try transaction.organization()
            organization.quietHours = QuietHours(from: 21 * 60, to: 8 * 60, holdsReps: holdsReps)
            try transaction.save(organization, at: at)
        }
        return world
    }

    private static func start(in world: World) async throws {
        _ = try await StartConversation(services: world.services).run(
            to: newYorker, from: nil, text: "Your table is ready.",
            consent: .init(source: "web form", wording: nil),
            by: "test", key: nil)
    }
}
