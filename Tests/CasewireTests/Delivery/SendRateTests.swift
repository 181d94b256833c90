import CasewireStorage
import TestPrograms
import TestSupport
import Testing

@testable import Casewire

/// A number's texts leave no faster than its rate, the most urgent first, and none holds a worker while it waits.
@Suite struct SendRateTests {
    private static let phones = (0..<12).map { "+1555123\(1000 + $0)" }

    @Test func `each kind of sender has its usual rate`() throws {
        func usual(_ phone: String, apiURL: String? = nil, _ state: Registration.State? = nil) throws
            -> Double?
        {
            SendRate(
                usualFor: try #require(PhoneNumber(e164: phone)), apiURL: apiURL,
                registration: state.map { Registration(kind: .campaign, state: $0) })?.segmentsPerSecond
        }
        #expect(try usual("+15550001000") == 1)
        #expect(try usual("+15550001000", .pending) == 1)
        #expect(try usual("+15550001000", .registered) == 4)
        #expect(try usual("+18885550100") == 3)
        #expect(try usual("+447700900123") == nil)
        #expect(try usual("+15550001000", apiURL: "http://127.0.0.1:8091") == nil)
    }

    @Test func `a text takes its number as long as its segments do, rounded up`() throws {
        let three = try #require(SendRate(segmentsPerSecond: 3))
        #expect(three.time(for: 1) == .milliseconds(334))
        #expect(three.time(for: 3) == .seconds(1))
        #expect(try #require(SendRate(segmentsPerSecond: 0.5)).time(for: 2) == .seconds(4))
        #expect(SendRate(segmentsPerSecond: 0) == nil)
    }

    @Test(arguments: Engine.all)
    func `texts leave at the rate, and none sleeps in a worker`(on engine: Engine) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 2)
        try await Self.startAll(in: world, phones: 5)
        try await world.jobs.runDue()  // Returns, although four texts still wait.
        #expect(await world.sms.sent.count == 1)
        #expect(try await world.database.read { try $0.numberStatuses() }.first?.waiting.count == 4)
        #expect(try await world.database.read { try $0.jobCounts()[.running] } == nil)

        for expected in [1, 1, 2, 2, 3, 3, 4, 4, 5] {
            #expect(await world.sms.sent.count == expected)
            world.clock.advance(by: .milliseconds(250))
            try await world.jobs.runDue()
        }
        #expect(try await Self.tooEarly(in: world, rate: 2).isEmpty)
    }

    @Test(arguments: Engine.all)
    func `a person's text goes before the agent's, and that before what begins a conversation`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 1)
        let talking = try await Self.handedOff(in: world)
        try await world.settle(20)
        let before = await world.sms.sent.count

        try await Self.startAll(in: world, phones: 9)
        try await world.receive("Hello", from: Self.phones[10])
        try await world.settle(4)
        _ = try await SessionActions(services: world.services).reply(
            "I am looking into it.", in: talking.id, by: "rep", key: nil)
        try await world.settle(20)

        let order = await world.sms.sent.dropFirst(before).map { $0.body.prefix(5) }
        #expect(order.first == "Start")
        #expect(order.last == "Start")
        let person = try #require(order.firstIndex(of: "I am "))
        #expect(order[person...].count { $0 == "Start" } >= 1)
        let agent = try #require(
            await world.sms.sent.dropFirst(before).firstIndex { $0.body.contains("You asked") })
        #expect(agent < (order.lastIndex(of: "Start") ?? 0))
        #expect(try await Self.tooEarly(in: world, rate: 1).isEmpty)
    }

    @Test(arguments: Engine.all)
    func `ranks decide who is called up, and a lane keeps its order`(on engine: Engine) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 1)
        let session = try await Self.handedOff(in: world)
        try await world.settle(20)
        let before = await world.sms.sent.count
        let (now, random) = (world.clock.now(), world.random)
        try await world.database.write { transaction in
            try transaction.queue(
                NewMessage(author: .system, text: "bulk 1", purpose: "start"), in: session, at: now,
                random: random)
        }
        try await Self.startAll(in: world, phones: 3)
        _ = try await SessionActions(services: world.services).reply(
            "person 2", in: session.id, by: "rep", key: nil)
        try await world.settle(10)
        // The person's text lifts what is before it to the same customer, past the other conversations.
        #expect(
            await world.sms.sent.dropFirst(before).map { String($0.body.prefix(8)) } == [
                "bulk 1", "person 2", "Starting", "Starting", "Starting",
            ])
    }

    @Test(arguments: Engine.all)
    func `what an outage left behind goes after what is said now`(on engine: Engine) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 1)
        await world.sms.setAway(true)
        for phone in Self.phones.prefix(4) { try await world.receive("Old", from: phone) }
        try await world.settle(100)
        await world.sms.setAway(false)
        try await world.receive("New", from: Self.phones[9])
        try await world.settle(90)
        let sent = await world.textsSent
        #expect(sent.count == 5)
        let new = try #require(sent.firstIndex { $0.contains("New") })
        #expect(new < 4)  // At least one of the old has it before the end was seen.
    }

    @Test(arguments: Engine.all)
    func `the turn of a process that died is free again soon`(on engine: Engine) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 1)
        try await Self.startAll(in: world, phones: 1)
        try await world.settle(3)
        try await Self.startAll(in: world, phones: 3, from: 1)
        let now = world.clock.now()
        let claimed = try await world.database.write {
            try $0.claimJobs(limit: 10, lease: "gone", until: now + .seconds(5), now: now)
        }
        #expect(claimed.count { $0.kind == SendMessage.kind } == 1)  // One is called up, not all.
        try await world.settle(9)
        #expect(await world.sms.sent.count == 1)
        try await world.settle(5)
        #expect(await world.sms.sent.count == 4)
    }

    @Test(arguments: Engine.all)
    func `a carrier that asks for a pause gets it for all of the number's texts`(on engine: Engine)
        async throws
    {
        let sms = ScriptedSMS(failing: [.notTaken(reason: "Too fast.", retryAfter: .seconds(20))])
        let world = try await World(on: engine, sms: sms, segmentsPerSecond: 10)
        try await Self.startAll(in: world, phones: 4)
        try await world.settle(19)
        #expect(await sms.calls == 1)
        try await world.settle(5)
        #expect(await sms.sent.count == 4)
    }

    @Test(arguments: Engine.all)
    func `a rate that is taken away lets everything go`(on engine: Engine) async throws {
        let world = try await World(on: engine, segmentsPerSecond: 0.1)
        try await Self.startAll(in: world, phones: 6)
        try await world.jobs.runDue()
        #expect(await world.sms.sent.count == 1)
        var setup = Setup()
        setup.numbers = [
            Setup.NumberEntry(
                phone: world.number.phone, provider: .twilio, account: "AC1", secret: Secret("token"),
                apiURL: nil,
                autopilot: nil, segmentsPerSecond: 0)
        ]
        let changes = try await ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock
        ).apply(setup)
        #expect(changes == ["number +15550001000: changed"])
        try await world.jobs.runDue()
        #expect(await world.sms.sent.count == 6)
    }

    @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL isn't installed."))
    func `two nodes together keep to the rate`() async throws {
        let (sms, clock) = (ScriptedSMS(), ManualClock())
        var nodes: [World] = []
        for database in try await Engine.postgres.makeShared() {
            nodes.append(
                try await World(
                    in: database, seed: UInt64(nodes.count + 1) * 1_000_000_007, sms: sms, clock: clock,
                    segmentsPerSecond: 4))
        }
        try await Self.startAll(in: nodes[0], phones: 12)
        var counts: [Int] = []
        for _ in 0..<60 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes {
                    for _ in 0..<3 { group.addTask { try await node.jobs.runDue(width: 4) } }
                }
                try await group.waitForAll()
            }
            counts.append(await sms.calls)
            clock.advance(by: .milliseconds(50))
        }
        #expect(counts.last == 12)
        // In any second, whenever it begins, there are four at most.
        for end in counts.indices.dropFirst(19) { #expect(counts[end] - counts[end - 19] <= 4) }
        #expect(try await Self.tooEarly(in: nodes[1], rate: 4).isEmpty)
        #expect(counts[56] == 12)  // And they do not dawdle: 12 need 2.75 s.
    }

    // MARK: Helpers

    /// Begins a conversation of one segment with each of some customers.
    private static func startAll(in world: World, phones count: Int, from first: Int = 0) async throws {
        for phone in phones[first..<(first + count)] {
            _ = try await StartConversation(services: world.services).run(
                to: phone, from: nil, text: "Starting with \(phone.suffix(4)).",
                consent: .init(source: "web form", wording: nil), by: "test", key: nil)
        }
    }

    private static func handedOff(in world: World) async throws -> Session {
        let session = try await world.converse("Hello")
        try await SessionActions(services: world.services).takeOver(session.id, by: "rep")
        return session
    }

    /// The texts that were handed over before the rate allowed it, by what the database has.
    private static func tooEarly(in world: World, rate: Double) async throws -> [String] {
        let pace = try #require(SendRate(segmentsPerSecond: rate))
        let calls = try await world.database.read { snapshot in
            try snapshot.rows(
                "SELECT text, segments, called_at FROM message WHERE called_at IS NOT NULL ORDER BY called_at, position"
            ).map { row -> (text: String, segments: Int, at: Timestamp) in
                (try row["text"], try row["segments"], try row["called_at"])
            }
        }
        return zip(calls, calls.dropFirst()).filter { before, after in
            after.at - before.at < pace.time(for: before.segments)
        }.map(\.1.text)
    }
}
