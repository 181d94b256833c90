import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct SendMessageTests {
    @Test(arguments: Engine.all)
    func `a text waits out an outage and is sent once`(on engine: Engine) async throws {
        let sms = ScriptedSMS(failing: [
            .notTaken(reason: "503", retryAfter: nil), .notTaken(reason: "503", retryAfter: nil),
        ])
        let world = try await World(on: engine, sms: sms)
        try await world.converse("Hello")
        #expect(await sms.sent.count == 1)
        let answer = try #require(try await world.messages().last)
        #expect(answer.state == .sending)  // Accepted; *sent* is the carrier's to say.
        #expect(answer.providerID == "SM-out-1")
    }

    @Test(arguments: Engine.all)
    func `a refused text fails with its reason`(on engine: Engine) async throws {
        let sms = ScriptedSMS(failing: [.refused(code: "21614", reason: "That number cannot receive texts.")])
        let world = try await World(on: engine, sms: sms)
        try await world.converse("Hello")
        let answer = try #require(try await world.messages().last)
        #expect(answer.state == .failed)
        #expect(answer.failure == DeliveryFailure(code: "21614", text: "That number cannot receive texts."))
    }

    @Test(arguments: Engine.all)
    func `a carrier that says opted out suppresses the contact`(on engine: Engine) async throws {
        let sms = ScriptedSMS(failing: [.refused(code: "21610", reason: "The recipient opted out.")])
        let world = try await World(on: engine, sms: sms)
        let session = try await world.converse("Hello")
        #expect(try await world.database.read { try $0.isSuppressed(session.contact) })
    }

    /// Every order of a send's receipts, with one of them twice, ends in the same state.
    @Test func `receipts in any order end in the same state`() async throws {
        for order in permutations(["queued", "sent", "delivered", "sent"]) {
            let world = try await World(on: .memory)
            try await world.converse("Hello")
            let answer = try #require(try await world.messages().last)
            for status in order { try await world.receipt(status, for: answer) }
            #expect(try await world.messages().last?.state == .delivered, "\(order)")
        }
    }

    @Test(arguments: Engine.all)
    func `a late receipt never clears a failure's reason`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("Hello")
        let answer = try #require(try await world.messages().last)
        try await world.receipt("undelivered", for: answer, error: "30003")
        try await world.receipt("sent", for: answer)
        let after = try #require(try await world.messages().last)
        #expect(after.state == .undelivered)
        #expect(after.failure?.code == "30003")
    }

    /// A job also sends what is queued before its own text; one that dies in that call leaves the other text behind.
    @Test(arguments: Engine.all)
    func `a call that was cut short is looked up before a later text goes`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let session = try await world.converse("Hello")
        let actions = SessionActions(services: world.services)
        let first = try await actions.reply("first", in: session.id, by: "test", key: nil)
        let now = world.clock.now()
        try await world.database.write { transaction in
            try transaction.execute(
                "UPDATE message SET state = 'sending', called_at = \(now) WHERE id = \(first)")
            try transaction.execute("DELETE FROM job WHERE kind = 'message.send'")
        }
        _ = try await actions.reply("second", in: session.id, by: "test", key: nil)
        try await world.settle(3)
        #expect(try await world.database.read { try $0.message(first)?.state } == .unknown)
        #expect(await !world.textsSent.contains("second"))
    }

    @Test(arguments: Engine.all)
    func `a receipt that carries our id adopts a send whose answer was lost`(on engine: Engine) async throws {
        let sms = ScriptedSMS(failing: [.unknown(reason: "The connection was cut.")])
        let world = try await World(on: engine, sms: sms)
        try await world.converse("Hello")
        let unknown = try #require(try await world.messages().last)
        #expect(unknown.state == .unknown)
        try await world.receipt("sent", for: unknown)
        let adopted = try #require(try await world.messages().last)
        #expect(adopted.state == .sent)
        #expect(adopted.providerID == "SM-lost")
        try await world.settle(300)
        #expect(await sms.sent.isEmpty)  // Never repeated.
    }

    @Test(arguments: Engine.all)
    func `an unknown send that the carrier's list has is adopted`(on engine: Engine) async throws {
        let sms = ScriptedSMS(failing: [.unknown(reason: "Timed out.")])
        let world = try await World(on: engine, sms: sms)
        try await world.converse("Hello")
        let unknown = try #require(try await world.messages().last)
        await sms.list([
            ListedText(
                providerID: "SM77", from: "+15550001000", to: World.customer, body: unknown.text,
                createdAt: world.clock.now(), status: "delivered", errorCode: nil)
        ])
        try await world.settle(70)
        let adopted = try #require(try await world.messages().last)
        #expect(adopted.providerID == "SM77")
        #expect(adopted.state == .delivered)
        #expect(await sms.sent.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `an unknown send is repeated only when two reads of the list lack it`(on engine: Engine) async throws
    {
        let sms = ScriptedSMS(failing: [.unknown(reason: "Timed out.")])
        let world = try await World(on: engine, sms: sms)
        try await world.converse("Hello")
        try await world.settle(70)
        #expect(try await world.messages().last?.state == .unknown)
        #expect(await sms.sent.isEmpty)
        try await world.settle(90)
        #expect(await sms.sent.count == 1)
        #expect(try await world.messages().last?.state == .sending)
    }

    @Test(arguments: Engine.all)
    func `a later text waits for one whose outcome is not known, and then follows it`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let session = try await world.converse("I need to speak with a person")
        let actions = SessionActions(services: world.services)
        await world.sms.fail(next: .unknown(reason: "Timed out."))
        _ = try await actions.reply("first", in: session.id, by: "test", key: nil)
        _ = try await actions.reply("second", in: session.id, by: "test", key: nil)
        try await world.settle(30)
        #expect(await world.textsSent.count == 1)
        try await world.settle(200)
        #expect(await world.textsSent.suffix(2) == ["first", "second"])
    }

    private func permutations<Element>(_ elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { index in
            var rest = elements
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
