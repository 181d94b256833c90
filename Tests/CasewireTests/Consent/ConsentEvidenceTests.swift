import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// The ledger as evidence, opt-outs from elsewhere, first texts of our own, and what outlives an erased contact.
struct ConsentEvidenceTests {
    private static let consent = StartConversation.ConsentSource(
        source: "web form", wording: "Text me, please")

    private func start(_ world: World, to phone: String = World.customer, key: String? = nil) async throws
        -> Session.ID
    {
        try await StartConversation(services: world.services).run(
            to: phone, from: nil, text: "Your table is ready.", consent: Self.consent, by: "rep@example.com",
            key: key)
    }

    @Test(arguments: Engine.all)
    func `the ledger is one line an entry, with nothing that a spreadsheet would run`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.receive("STOP")
        try await world.receive("START")
        _ = try await start(world)
        let number = world.number.id
        let lines = try await world.database.read {
            try ConsentLedger.page(of: number, after: 0, in: $0).lines
        }
        #expect(lines.count == 3)
        #expect(lines[0].hasSuffix(",+15551230001,opt_out,keyword,STOP,,+15550001000\r\n"))
        #expect(lines[2].contains("opt_in,operator,\"web form: Text me, please\""))
        #expect(
            CSV.line(["=1+1", "+15551230001", "+1 or", "a\"b"]) == "'=1+1,+15551230001,'+1 or,\"a\"\"b\"\r\n")
        #expect(CSV.rows("a,\"b, \"\"c\"\"\"\r\n\r\n;x\n") == [["a", "b, \"c\""], ["", "x"]])
    }

    @Test(arguments: Engine.all)
    func `opt-outs of another product are taken over once`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let file = """
            name,Phone,wording
            Customer A,+15551230001,"Stop, please"
            Customer B,(555) 123-0002,
            Customer C,call me,
            Customer A again,+1 555 123 0001,
            """
        let importer = ImportOptOuts(services: world.services)
        let outcome = try await importer.run(file, region: "US", origin: "Elsewhere")
        #expect(outcome == ImportOptOuts.Outcome(imported: 2, known: 1, unreadable: [4]))
        let again = try await importer.run(file, region: "US", origin: "Elsewhere")
        #expect(again.imported == 0)
        try await world.converse("Where is my order?")
        #expect(await world.textsSent.isEmpty)
        let session = try await world.session()
        let entry = try await world.database.read { try $0.consent(of: session.contact) }.first
        #expect(entry?.wording == "Stop, please")
        #expect(entry?.source == "import")
    }

    @Test(arguments: Engine.all)
    func `a first text of ours needs a consent, and is sent once`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        await #expect(throws: SessionActions.Refusal.self) {
            try await StartConversation(services: world.services).run(
                to: World.customer, from: nil, text: "Hello", consent: .init(source: " ", wording: nil),
                by: "rep@example.com", key: nil)
        }
        let first = try await start(world, key: "k")
        #expect(try await start(world, key: "k") == first)
        try await world.settle()
        #expect(await world.textsSent == ["Your table is ready."])
        #expect(try await world.session().state == .handedOff)
        let contact = try await world.session().contact
        #expect(try await world.database.read { try $0.consent(of: contact) }.map(\.source) == ["operator"])
    }

    @Test
    func `a consent that is claimed does not lift an opt-out`() async throws {
        let world = try await World(on: .memory)
        try await world.receive("STOP")
        await #expect(throws: SessionActions.Refusal.suppressed) { try await start(world) }
        try await world.settle()
        #expect(await world.textsSent.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `an erased contact leaves nothing but a hash, and stays opted out`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.converse("Where is my order?")
        try await world.receive("please stop texting me")
        try await world.settle()
        let sent = await world.textsSent.count
        let phone = try #require(PhoneNumber(e164: World.customer))
        let outcome = try await EraseContact(services: world.services).run(phone)
        #expect(outcome?.staysSuppressed == true)
        #expect(try await EraseContact(services: world.services).run(phone) == nil)
        for table: SQL in ["contact", "session", "message", "consent", "suppression", "event"] {
            let rows = try await world.database.read { try $0.rows("SELECT 1 AS yes FROM " + table).count }
            #expect(rows == 0)
        }
        let kept = try await world.database.read {
            try $0.rows("SELECT phone_hash FROM erased_suppression").map { row -> String in
                try row["phone_hash"]
            }
        }
        #expect(kept.count == 1 && !kept[0].contains("555"))

        await #expect(throws: SessionActions.Refusal.suppressed) { try await start(world) }
        try await world.converse("Hello again, where is my order?")
        #expect(await world.textsSent.count == sent)
        try await world.receive("START")
        try await world.converse("Where is my order?")
        #expect(await world.textsSent.count == sent + 1)
    }

    @Test
    func `a contact who is erased and did not opt out begins anew`() async throws {
        let world = try await World(on: .memory)
        try await world.converse("Where is my order?")
        let phone = try #require(PhoneNumber(e164: World.customer))
        #expect(try await EraseContact(services: world.services).run(phone)?.staysSuppressed == false)
        try await world.converse("Where is my order?")
        #expect(await world.textsSent.count == 2)
    }

    @Test
    func `a text that stays sent for hours is told from one that arrived`() async throws {
        let world = try await World(on: .memory)
        _ = try await start(world)
        try await world.settle()
        let message = try #require(try await world.messages().last)
        #expect(!message.isUnconfirmed(at: world.clock.now()))
        #expect(message.isUnconfirmed(at: world.clock.now() + .seconds(5 * 3600)))
        try await world.receipt("delivered", for: message)
        let delivered = try #require(try await world.messages().last)
        #expect(!delivered.isUnconfirmed(at: world.clock.now() + .seconds(5 * 3600)))
    }
}
