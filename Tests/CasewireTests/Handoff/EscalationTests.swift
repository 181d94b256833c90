import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// A customer who waits for a person too long is raised, once a wait.
@Suite struct EscalationTests {
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"

    private func raised(in world: World) async throws -> Int {
        try await world.timeline().count { $0.title.hasPrefix("Nobody answered within") }
    }

    private func wait(minutes: Int, in world: World) async throws {
        world.clock.advance(by: .seconds(minutes * 60 - 2))
        try await world.settle(4)
    }

    private func set(
        _ world: World, _ configure: @escaping @Sendable (inout AgentSettings) -> Void
    ) async throws {
        let now = world.clock.now()
        try await world.database.write { transaction in
            var agent = try transaction.agentSettings()
            configure(&agent)
            try transaction.save(agent, at: now)
        }
    }

    @Test(arguments: Engine.all)
    func `a wait is raised once, and an answer ends it`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("I need to speak with a person")
        let id = try await world.session().id
        try await wait(minutes: 29, in: world)
        #expect(try await raised(in: world) == 0)
        try await world.receive("Is anybody there?")
        try await wait(minutes: 1, in: world)
        #expect(try await raised(in: world) == 1)
        let raisedAt = try #require(try await world.session().escalatedAt)
        let since = try #require(try await world.session().waitingSince)
        #expect((1800...1810).contains((raisedAt - since).inMilliseconds / 1000))
        let listed = try await world.database.read { try $0.inbox(InboxQuery(view: .escalated)) }
        #expect(listed.entries.map(\.session.id) == [id])

        // Neither time, nor another text, nor the same job again raises it a second time.
        try await world.receive("Hello?")
        let now = world.clock.now()
        try await world.database.write {
            try $0.enqueue(EscalateSession(session: id), at: now, now: now, id: "again")
        }
        try await wait(minutes: 120, in: world)
        #expect(try await raised(in: world) == 1)

        _ = try await SessionActions(services: world.services).reply(
            "We are here.", in: id, by: "test", key: nil)
        #expect(try await world.session().escalatedAt == nil)
        #expect(try await world.session().waitingSince == nil)
        try await wait(minutes: 120, in: world)
        #expect(try await raised(in: world) == 1)

        try await world.receive("And where is my order?")
        try await wait(minutes: 31, in: world)
        #expect(try await raised(in: world) == 2)
    }

    @Test(arguments: Engine.all)
    func `only time within business hours counts`(on engine: Engine) async throws {
        let start = try #require(Timestamp(iso8601: "2026-11-27T21:50:00Z"))  // Friday 16:50 in New York.
        let world = try await World(on: engine, clock: ManualClock(start))
        try await set(world) {
            $0.escalateAfterMinutes = 20
            $0.hours = BusinessHours(
                timezone: "America/New_York",
                shifts: [.init(days: [.mon, .tue, .wed, .thu, .fri], from: 9 * 60, to: 17 * 60)],
                holidays: [])
        }
        try await world.converse("I need to speak with a person")
        try await wait(minutes: 60, in: world)
        #expect(try await raised(in: world) == 0)
        let opening = try #require(Timestamp(iso8601: "2026-11-30T14:00:00Z"))
        world.clock.advance(by: opening - world.clock.now() + .seconds(9 * 60))
        try await world.settle(1)
        #expect(try await raised(in: world) == 0)
        try await wait(minutes: 2, in: world)
        #expect(try await raised(in: world) == 1)
    }

    @Test(arguments: Engine.all)
    func `nobody waits after thanks, a take-over of what was answered, an opt-out or a hand-back`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let actions = SessionActions(services: world.services)
        try await world.converse("How do I return something?")
        let id = try await world.session().id
        try await actions.takeOver(id, by: "test")
        #expect(try await world.session().waitingSince == nil)
        try await world.receive("Thank you!")
        #expect(try await world.session().waitingSince == nil)
        try await world.receive("And how long does that take?")
        #expect(try await world.session().waitingSince != nil)
        try await actions.handBack(id, by: "test")
        #expect(try await world.session().waitingSince == nil)
        try await actions.handOff(id, by: "test")
        #expect(try await world.session().waitingSince != nil)
        try await world.receive("STOP")
        try await wait(minutes: 60, in: world)
        #expect(try await raised(in: world) == 0)
    }

    @Test(arguments: Engine.all)
    func `zero raises nothing, and a longer time holds for who waits already`(on engine: Engine) async throws
    {
        let world = try await World(on: engine)
        try await world.converse("I need to speak with a person")
        try await set(world) { $0.escalateAfterMinutes = 90 }
        try await wait(minutes: 45, in: world)
        #expect(try await raised(in: world) == 0)
        try await wait(minutes: 46, in: world)
        #expect(try await raised(in: world) == 1)
        #expect(try await world.timeline().last?.title == "Nobody answered within 1 h 30 min.")
        try await set(world) { $0.escalateAfterMinutes = 0 }
        try await SessionActions(services: world.services).resolve(
            try await world.session().id, by: "test")
        try await world.receive("I need to speak with a person", from: "+15551230002")
        try await world.settle(10)
        try await wait(minutes: 600, in: world)
        #expect(try await world.session(of: "+15551230002").escalatedAt == nil)
    }

    @Test(arguments: Engine.all)
    func `the reply task in Creatio reminds anew, once, and a reply there ends the wait`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        func task() async throws -> RowValues {
            let open = await world.creatio.rows("Activity").filter { $0.id("StatusId") == Self.notStarted }
            #expect(open.count == 1)
            return try #require(open.first)
        }
        let first = try #require(try await task()["RemindToOwnerDate"])
        try await wait(minutes: 31, in: world)
        let raised = try #require(try await world.session().escalatedAt)
        #expect(try await task()["RemindToOwnerDate"] == .moment(raised))
        #expect(first != .moment(raised))
        // What the rep makes of it stands.
        let later = RowValue.moment(raised + .seconds(7200))
        let id = try #require(try await task().id("Id"))
        await world.creatio.edit("Activity", id, ["RemindToOwnerDate": later])
        try await world.receive("Hello?")
        try await world.settle(10)
        #expect(try await task()["RemindToOwnerDate"] == later)

        await world.creatio.edit(
            "Activity", id, ["StatusId": .id(Self.finished), "DetailedResult": .text("We are on it.")])
        try await world.settle(30)
        #expect(try await world.session().waitingSince == nil)
        #expect(try await world.session().escalatedAt == nil)
    }
}
