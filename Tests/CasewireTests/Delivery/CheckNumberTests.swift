import Casewire
import CasewireStorage
import TestSupport
import Testing

struct CheckNumberTests {
    private static func check(_ world: World) async throws -> NumberStatus {
        let number = world.number.id
        let (id, now): (String, Timestamp) = (world.random.identifier(), world.clock.now())
        try await world.database.write {
            try $0.enqueue(CheckNumber(number: number), at: now, now: now, id: id)
        }
        try await world.jobs.runDue()
        return try await status(world)
    }

    private static func status(_ world: World) async throws -> NumberStatus {
        try #require(try await world.database.read { try $0.numberStatuses() }.first)
    }

    /// The public address leads here: a call of our own comes in as the carrier's do.
    private static func leadsHere(_ world: World) async {
        let (database, number) = (world.database, world.number)
        await world.sms.probing { probe in
            #expect(probe.address == "https://support.example.com/webhooks/twilio")
            _ = try? await database.write { try $0.noteProbe(probe.mark, of: number.id) }
            return .answered
        }
    }

    @Test(arguments: Engine.all)
    func `a number is verified by a call of our own that comes back`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        await Self.leadsHere(world)
        await world.sms.setRegistration(Registration(kind: .campaign, state: .rejected, reason: "Unclear"))
        let status = try await Self.check(world)
        #expect(status.isVerified)
        #expect(status.verifiedAt == world.clock.now() && status.checkedAt == world.clock.now())
        #expect(status.registration == Registration(kind: .campaign, state: .rejected, reason: "Unclear"))

        // Somebody points the address elsewhere; the next look, which comes by itself, tells.
        await world.sms.probing { _ in .answered }
        world.clock.advance(by: .seconds(901))
        try await world.jobs.runDue()
        let later = try await Self.status(world)
        #expect(!later.isVerified)
        #expect(later.probeNote?.contains("Another server answered") == true)
    }

    @Test func `a call that does not get through is tried again soon`() async throws {
        let world = try await World(on: .memory)
        await world.sms.probing { _ in .failed("The proxy is away.") }
        let status = try await Self.check(world)
        #expect(!status.isVerified && status.isConnected)
        #expect(status.probeNote == "The proxy is away.")
        await Self.leadsHere(world)
        world.clock.advance(by: .seconds(2))
        try await world.jobs.runDue()
        #expect(try await Self.status(world).isVerified)
    }

    @Test func `a carrier that is away is told from one that refuses`() async throws {
        let world = try await World(on: .memory)
        await Self.leadsHere(world)
        await world.sms.connecting(gives: .failure(.unavailable(reason: "No answer.")))
        #expect(try await Self.check(world).note == "The carrier could not be reached: No answer.")
        await world.sms.connecting(gives: .failure(.refused(reason: "Wrong token.")))
        world.clock.advance(by: .seconds(2))
        let refused = try await Self.check(world)
        #expect(refused.note == "Wrong token." && !refused.isVerified)
    }

    @Test func `where only the carrier can sign, a customer's text proves the way`() async throws {
        let world = try await World(on: .memory)
        let before = try await Self.check(world)
        #expect(before.isConnected && !before.isVerified)
        #expect(before.probeNote?.contains("text the number once") == true)
        try await world.receive("Hello")
        #expect(try await Self.check(world).verifiedAt == world.clock.now())
    }

    @Test(arguments: [
        ("+15550001000", true), ("+18885550100", true), ("+12125550100", true), ("+14165550100", false),
        ("+447400123456", false), ("+12425550100", false),
    ])
    func `US carriers ask for the registration of US numbers alone`(phone: String, isAsked: Bool) throws {
        #expect(try #require(PhoneNumber(e164: phone)).needsUSRegistration == isAsked)
    }
}
