import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct OutageTests {
    @Test(arguments: Engine.all)
    func `while a carrier is away single tries look for it, and all goes on in order when it is back`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let phones = (1...12).map { "+1555124\(1000 + $0)" }
        let actions = SessionActions(services: world.services)
        for phone in phones { try await world.converse("Hello", from: phone) }
        let sentBefore = await world.sms.sent.count
        await world.sms.setAway(true)
        for phone in phones {
            let session = try await world.session(of: phone)
            for text in ["first", "second"] {
                _ = try await actions.reply("\(text) to \(phone)", in: session.id, by: "test", key: nil)
            }
        }
        let callsBefore = await world.sms.calls
        let began = world.clock.now()
        try await world.settle(600)

        // One try every two seconds at first, one a minute later: without the pause it would be hundreds.
        let calls = await world.sms.calls - callsBefore
        #expect((5...60).contains(calls), "\(calls) calls")
        let outage = try #require(try await world.database.read { try $0.outages(endedSince: began).first })
        #expect(outage.number == world.number.phone && outage.endedAt == nil)
        #expect(outage.since - began < .seconds(2))
        #expect(outage.waiting == 24)

        await world.sms.setAway(false)
        try await world.settle(61)
        let sent = await world.sms.sent.dropFirst(sentBefore)
        #expect(sent.count == 24)
        for phone in phones {
            #expect(
                sent.filter { $0.to.e164 == phone }.map(\.body) == [
                    "first to \(phone)", "second to \(phone)",
                ])
        }
        let over = try #require(try await world.database.read { try $0.outages(endedSince: began).first })
        #expect(over.endedAt != nil && over.waiting == 0)
    }

    @Test(arguments: Engine.all)
    func `an outage of Creatio holds no text, and a success ends a run of failures`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        for _ in 1...2 { await world.creatio.fail(.refusing(.unavailable(reason: "503"))) }
        try await world.converse("Hello")
        try await world.settle(30)
        #expect(
            try await world.database.read { try $0.outages(endedSince: Timestamp(milliseconds: 0)) } == [])
        #expect(await world.creatio.rows("Case").count == 1)

        await world.creatio.setAway("503")
        try await world.converse("Is anybody there?")
        try await world.settle(60)
        let now = world.clock.now()
        let outage = try #require(try await world.database.read { try $0.statistics(at: now) }.outages.first)
        #expect(outage.edge == .creatio && outage.reason == "503")
        #expect(await world.textsSent.count == 2)
    }

    @Test(arguments: Engine.all)
    func `a failure soon after the end belongs to the same outage`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let start = world.clock.now()
        for second in 0..<3 {
            try await world.database.write {
                try $0.noteAway(.creatio, because: "503", at: start + .seconds(second), chance: 0)
            }
        }
        try await world.database.write { try $0.noteReached(.creatio, at: start + .seconds(50)) }
        try await world.database.write {
            try $0.noteAway(.creatio, because: "504", at: start + .seconds(90), chance: 0)
        }
        let again = try await world.database.read { try $0.outages(endedSince: start) }
        #expect(again.map(\.since) == [start] && again.first?.nextTryAt != nil)

        try await world.database.write { try $0.noteReached(.creatio, at: start + .seconds(100)) }
        try await world.database.write {
            try $0.noteAway(.creatio, because: "503", at: start + .seconds(500), chance: 0)
        }
        #expect(try await world.database.read { try $0.outages(endedSince: start) } == [])
    }

    @Test func `tries grow rare with the age of an outage, and never rarer than a minute`() {
        #expect(Outage.wait(afterLasting: .zero, chance: 0) == .seconds(1))
        #expect(Outage.wait(afterLasting: .seconds(40), chance: 1) == .seconds(10))
        #expect(Outage.wait(afterLasting: .seconds(86_400), chance: 1) == .seconds(60))
    }

    @Test(arguments: Engine.all)
    func `work scheduled by a clock that was a year ahead waits only as long as it was meant to`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let session: Session.ID = world.random.identifier()
        let (now, ahead) = (world.clock.now(), world.clock.now() + .seconds(365 * 86_400))
        try await world.database.write {
            try $0.enqueue(ResolveIdle(session: session), at: ahead + .seconds(60), now: ahead, id: "ahead")
        }
        let other: Session.ID = world.random.identifier()
        try await world.database.write {
            try $0.enqueue(ResolveIdle(session: other), at: now + .seconds(90), now: now, id: "right")
        }
        try await world.database.write { try $0.mendSchedule(now: now) }
        let jobs = try await world.database.read { try $0.jobs(in: .waiting, limit: 5) }
        #expect(jobs.map(\.runAt) == [now + .seconds(60), now + .seconds(90)])
    }
}
