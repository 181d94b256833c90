import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct BackfillTextsTests {
    /// A world whose number was set up an hour ago.
    private static func world(on engine: Engine, autopilot: Bool = true) async throws -> World {
        let world = try await World(on: engine, autopilot: autopilot)
        world.clock.advance(by: .seconds(3600))
        return world
    }

    @Test(arguments: Engine.all)
    func `a missed text is found, keeps its time, is marked late and answered once`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine)
        let missed = world.listed("Where is my order?", id: "SM1", ago: .seconds(120))
        await world.sms.list([missed])
        for _ in 1...3 { try await world.backfill() }
        try await world.settle()
        let texts = try await world.messages()
        #expect(texts.map(\.text).first == "Where is my order?")
        #expect(texts.map(\.isLate) == [true, false])
        #expect(texts.first?.createdAt == missed.createdAt)
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `whatever races with it, a text is one message and one answer`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        let missed = world.listed("Hello", id: "SM1", ago: .seconds(60))
        await world.sms.list([missed])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    if number.isMultiple(of: 2) {
                        try await world.receive("Hello", id: "SM1")
                    } else {
                        try await BackfillTexts(number: world.number.id).run(with: world.services)
                    }
                }
            }
            try await group.waitForAll()
        }
        try await world.settle()
        #expect(try await world.messages().count { $0.direction == .inbound } == 1)
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a text that came by itself and was answered is left alone`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        try await world.receive("Hello", id: "SM1")
        try await world.settle()
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        await world.sms.list([
            world.listed("Hello", id: "SM1", ago: .seconds(30)),
            world.listed("Win", id: "SM2", ago: .seconds(30), from: "WINNER"),
        ])
        try await world.receive("Win", from: "WINNER", id: "SM2")
        for _ in 1...2 { try await world.backfill() }
        try await world.settle()
        #expect(try await world.session().state == .resolved)
        #expect(await world.textsSent.count == 1)
        #expect(try await world.database.read { try $0.strayTexts(limit: 9) }.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a text that the carrier may still bring is left for the next look, soon after`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine)
        await world.sms.list([world.listed("Hello", id: "SM1", ago: .seconds(5))])
        try await world.backfill()
        #expect(try await world.database.read { try $0.rows("SELECT id FROM message") }.isEmpty)
        try await world.settle(30)
        #expect(try await world.messages().first?.isLate == true)
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `a late text older than ten minutes goes to a person as stale`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.list([world.listed("Where is my order?", id: "SM1", ago: .seconds(601))])
        try await world.backfill()
        try await world.settle()
        let session = try await world.session()
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.stale])
        #expect(try await world.messages().filter { $0.author == .agent }.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `a fresh text before an old one in the thread is answered with it`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.list([world.listed("It is order 7", id: "SM1", ago: .seconds(601))])
        try await world.receive("Are you there?")
        try await world.backfill()
        try await world.settle()
        #expect(try await world.session().state == .agent)
        #expect(await world.textsSent.count == 1)
    }

    @Test(arguments: Engine.all)
    func `an opt-out that came late does not undo what the customer said after it`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine)
        try await world.converse("STOP")
        try await world.converse("START")
        let contact = try await world.session().contact
        await world.sms.list([
            world.listed("stop", id: "SM1", ago: .seconds(120)),
            world.listed("Please stop texting me", id: "SM2", ago: .seconds(110)),
        ])
        try await world.backfill()
        try await world.settle()
        #expect(try await world.database.read { try !$0.isSuppressed(contact) })
        #expect(await world.textsSent.isEmpty)
        let ledger = try await world.database.read { try $0.consent(of: contact) }
        #expect(ledger.map(\.kind) == [.optOut, .optIn, .optOut, .optOut])

        await world.sms.list([world.listed("STOP", id: "SM3", ago: .zero)])
        world.clock.advance(by: .seconds(20))
        try await world.backfill()
        #expect(try await world.database.read { try $0.isSuppressed(contact) })
    }

    @Test(arguments: Engine.all)
    func `a text written before the session was resolved opens it again`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        let first = try await world.converse("Hello")
        world.clock.advance(by: .seconds(60))
        try await SessionActions(services: world.services).resolve(first.id, by: "test")
        await world.sms.list([world.listed("One more question about my order", id: "SM1", ago: .seconds(30))])
        try await world.backfill()
        try await world.settle()
        #expect(try await world.session().id == first.id)
        #expect(try await world.session().state == .agent)
        #expect(await world.textsSent.count == 2)
    }

    @Test(arguments: Engine.all)
    func `a text that the carrier held back is kept aside, not answered`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.list([
            world.listed("Auto reply", id: "SM1", ago: .seconds(60), status: "failed", error: "30039")
        ])
        for _ in 1...2 { try await world.backfill() }
        try await world.settle()
        let strays = try await world.database.read { try $0.strayTexts(limit: 9) }
        #expect(strays.map(\.text) == ["Auto reply"])
        #expect(strays.first?.reason == "Code 30039.")
        #expect(await world.textsSent.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `attachments that the list counts are noted on the timeline`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.list([world.listed("This one", id: "MM1", ago: .seconds(60), media: 2)])
        try await world.backfill()
        #expect(try await world.timeline().contains { $0.title.contains("2 attachments") })
    }

    @Test(arguments: Engine.all)
    func `texts from before the number was set up are none of ours`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.list([world.listed("Long ago", id: "SM1", ago: .seconds(3700))])
        try await world.backfill()
        #expect(try await world.database.read { try $0.rows("SELECT id FROM contact") }.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `it comes back every five minutes, waits out the carrier, and reads a long outage in parts`(
        on engine: Engine
    ) async throws {
        let world = try await Self.world(on: engine)
        try await world.backfill()
        world.clock.advance(by: .seconds(299))
        try await world.jobs.runDue()
        #expect(await world.sms.queries.count == 1)
        world.clock.advance(by: .seconds(1))
        await world.sms.failLists(.unavailable(reason: "Away."))
        try await world.jobs.runDue()
        let waiting = try await world.database.read { try $0.jobs(in: .waiting, limit: 9) }
        #expect(waiting.map(\.error) == ["Away."])
        let before = await world.sms.queries.count
        world.clock.advance(by: .seconds(60 * 3600))
        await world.sms.failLists(nil)
        await world.sms.list([world.listed("On Saturday", id: "SM1", ago: .seconds(30 * 3600))])
        try await world.jobs.runDue()
        let queries = await world.sms.queries.dropFirst(before)
        #expect(queries.count == 11)
        #expect(queries.allSatisfy { ($0.until ?? $0.since) - $0.since <= .seconds(7 * 3600) })
        #expect(try await world.session().handoff?.reasons == nil)
        try await world.settle()
        #expect(try await world.session().handoff?.reasons == [.stale])
    }

    @Test(arguments: Engine.all)
    func `a late text of an answered customer brings no turn and no notice`(on engine: Engine) async throws {
        for autopilot in [true, false] {
            let world = try await Self.world(on: engine, autopilot: autopilot)
            let text = InboundText(
                providerID: "SM1", from: World.customer, to: world.number.phone.e164, body: "Hello")
            _ = try await Intake(services: world.services).receive(
                text, on: world.number, sentAt: world.clock.now() - .seconds(60), isAnswered: true)
            try await world.settle()
            #expect(await world.textsSent.isEmpty)
            #expect(try await world.session().state == (autopilot ? .agent : .handedOff))
        }
    }
}
