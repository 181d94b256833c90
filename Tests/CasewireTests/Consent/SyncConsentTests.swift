import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// *Do not use SMS* of a Creatio contact and the opt-out here are the same thing.
@Suite struct SyncConsentTests {
    private func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("Hello, how do I return something?")
        return world
    }

    private func contact(_ world: World) async throws -> RowValues {
        let id = try #require(await world.creatio.rows("Case").first?.id("ContactId"))
        return try #require(await world.creatio.rows("Contact").first { $0.id("Id") == id })
    }

    private func tick(_ isSet: Bool, in world: World) async throws {
        let id = try #require(try await contact(world).id("Id"))
        await world.creatio.edit("Contact", id, ["DoNotUseSms": .flag(isSet)])
        try await wait(world)
    }

    /// Until Creatio's contacts were looked at once more.
    private func wait(_ world: World) async throws {
        world.clock.advance(by: .seconds(330))
        try await world.settle(70)
    }

    private func isSuppressed(_ world: World) async throws -> Bool {
        let session = try await world.session()
        return try await world.database.read { try $0.isSuppressed(session.contact) }
    }

    @Test(arguments: Engine.all)
    func `STOP ticks it, START unticks it, and neither comes back as the other`(on engine: Engine)
        async throws
    {
        let world = try await world(on: engine)
        try await world.converse("STOP")
        #expect(try await contact(world)["DoNotUseSms"] == .flag(true))
        try await wait(world)
        #expect(try await isSuppressed(world))
        try await world.converse("START")
        #expect(try await contact(world)["DoNotUseSms"] == .flag(false))
        try await wait(world)
        #expect(try await !isSuppressed(world))
    }

    @Test(arguments: Engine.all)
    func `a tick in Creatio is an opt-out, is in the ledger, and its removal lifts it`(
        on engine: Engine
    ) async throws {
        let world = try await world(on: engine)
        try await tick(true, in: world)
        #expect(try await isSuppressed(world))
        let session = try await world.session()
        let ledger = try await world.database.read { try $0.consent(of: session.contact) }
        #expect(ledger.last?.source == "creatio" && ledger.last?.kind == .optOut)
        let sent = await world.textsSent.count
        await #expect(throws: SessionActions.Refusal.suppressed) {
            _ = try await SessionActions(services: world.services).reply(
                "Hello", in: session.id, by: "test", key: nil)
        }
        #expect(await world.textsSent.count == sent)
        try await tick(false, in: world)
        #expect(try await !isSuppressed(world))
    }

    @Test(arguments: Engine.all)
    func `a tick's removal never lifts what the customer said`(on engine: Engine) async throws {
        let world = try await world(on: engine)
        try await world.converse("STOP")
        try await tick(false, in: world)
        #expect(try await isSuppressed(world))
    }

    @Test(arguments: Engine.all)
    func `while the customer's START is on its way, the old tick does not opt them out again`(
        on engine: Engine
    ) async throws {
        let world = try await world(on: engine)
        try await world.converse("STOP")
        try await world.receive("START")
        // A poll that still sees the tick, before the START was written there.
        let session = try await world.session()
        let tick = DoNotUseSms(contact: try #require(try await contact(world).id("Id")), isSet: true)
        let now = world.clock.now()
        try await world.database.write { try $0.take(tick, at: now) }
        #expect(try await world.database.read { try !$0.isSuppressed(session.contact) })
        try await world.settle(10)
        #expect(try await contact(world)["DoNotUseSms"] == .flag(false))
    }

    @Test(arguments: Engine.all)
    func `a contact that is ticked already when it is found is opted out`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let id = "00000000-0000-4000-8000-0000000000dd"
        await world.creatio.insert(
            "Contact",
            [
                "Id": .id(id), "Name": .text("Customer"), "MobilePhone": .text(World.customer),
                "DoNotUseSms": .flag(true),
            ])
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        #expect(await world.creatio.rows("Case").first?.id("ContactId") == id)
        #expect(try await isSuppressed(world))
    }

    @Test(arguments: Engine.all)
    func `an opt-out from before the contact was known there is written once it is`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        try await world.converse("STOP")
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        let session = try await world.session()
        try await SessionActions(services: world.services).handOff(session.id, by: "test")
        try await world.settle(20)
        #expect(try await contact(world)["DoNotUseSms"] == .flag(true))
    }
}
