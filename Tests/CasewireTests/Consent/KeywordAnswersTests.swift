import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// Who answers a keyword, by number, kind of sender and word.
struct KeywordAnswersTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let phone: String
        let replies: Number.OptOutReplies
        let text: String
        let answers: Int

        init(_ phone: String, _ replies: Number.OptOutReplies, _ text: String, _ answers: Int) {
            self.phone = phone
            self.replies = replies
            self.text = text
            self.answers = answers
        }

        var testDescription: String { "\(text) to \(phone), \(replies.rawValue)" }
    }

    static let longCode = "+15550001000"
    static let tollFree = "+18885550100"

    /// The scripted carrier answers STOP, CANCEL, START, YES and HELP on long codes, and nothing on toll-free numbers.
    static let rows = [
        Row(longCode, .auto, "STOP", 0), Row(longCode, .auto, "Stop!", 1), Row(longCode, .auto, "ALTO", 1),
        Row(longCode, .auto, "HELP", 0), Row(longCode, .auto, "ayuda", 1),
        Row(longCode, .provider, "STOP", 0), Row(longCode, .provider, "ALTO", 0),
        Row(longCode, .provider, "HELP", 0), Row(longCode, .provider, "please stop texting me", 1),
        Row(longCode, .casewire, "STOP", 1), Row(longCode, .casewire, "HELP", 1),
        Row(tollFree, .auto, "STOP", 1), Row(tollFree, .auto, "HELP", 1),
        Row(tollFree, .provider, "STOP", 0), Row(tollFree, .casewire, "QUIT", 1),
    ]

    @Test(arguments: rows)
    func `a keyword is answered once, by whom it falls to`(_ row: Row) async throws {
        let world = try await World(on: .memory)
        let number = try await connect(row, in: world)
        try await receive(row.text, on: number, in: world)
        try await world.settle()
        #expect(await world.textsSent.count == row.answers)
        let session = try await world.session()
        let isHelp = ConsentKeyword.match(row.text) == .help
        #expect(try await world.database.read { try $0.isSuppressed(session.contact) } == !isHelp)
    }

    @Test(arguments: Number.OptOutReplies.allCases)
    func `after the one confirmation there is silence, until START`(_ replies: Number.OptOutReplies)
        async throws
    {
        let world = try await World(on: .memory)
        let number = try await connect(Row(Self.longCode, replies, "", 0), in: world)
        for text in ["please stop texting me", "STOP", "stop please", "HELP", "where is my order?", "QUIT"] {
            try await receive(text, on: number, in: world)
            try await world.settle()
        }
        #expect(await world.textsSent.count == 1)
        try await receive("START", on: number, in: world)
        try await world.settle()
        // The carrier says it, where it does.
        #expect(await world.textsSent.count == (replies == .casewire ? 2 : 1))
        try await receive("where is my order?", on: number, in: world)
        try await world.settle()
        #expect(await world.textsSent.last?.contains("where is my order?") == true)
    }

    @Test
    func `HELP is answered with name and contact, in the word's language`() async throws {
        let world = try await World(on: .memory)
        let now = world.clock.now()
        try await world.database.write {
            try $0.save(
                OrganizationSettings(name: "Harbor", contact: "help@harbor.example", policyVersion: "2026-1"),
                at: now)
        }
        let number = try await connect(Row(Self.longCode, .casewire, "", 0), in: world)
        for text in ["HELP", "Hilfe"] { try await receive(text, on: number, in: world) }
        try await world.settle()
        let sent = await world.textsSent
        #expect(sent.count == 2)
        #expect(sent.allSatisfy { $0.contains("Harbor") && $0.contains("help@harbor.example") })
        #expect(sent.last?.contains("Hilfe") == true)
        #expect(sent.allSatisfy { Segments(of: $0).count == 1 })
    }

    @Test
    func `the ledger keeps wording, number, source and policy`() async throws {
        let world = try await World(on: .memory)
        let now = world.clock.now()
        try await world.database.write {
            try $0.save(OrganizationSettings(name: "Harbor", policyVersion: "2026-1"), at: now)
        }
        try await world.receive("Please stop texting me, thanks")
        let session = try await world.session()
        let entry = try #require(try await world.database.read { try $0.consent(of: session.contact) }.first)
        #expect(entry.wording == "Please stop texting me, thanks")
        #expect(entry.source == "free_text")
        #expect(entry.number == world.number.id)
        #expect(entry.policy == "2026-1")
        #expect(entry.at == now)
    }

    @Test
    func `a bare CANCEL opts out, and people are told what it may have been about`() async throws {
        let world = try await World(on: .memory)
        try await world.converse("where is my order?")
        try await world.receive("CANCEL")
        let event = try #require(try await world.timeline().last { $0.kind == .consent })
        #expect(event.details["may_be_about"]?.contains("where is my order?") == true)
        let session = try await world.session()
        #expect(try await world.database.read { try $0.isSuppressed(session.contact) })
    }

    private func connect(_ row: Row, in world: World) async throws -> Number {
        let number = Number(
            id: row.phone == Self.longCode ? world.number.id : world.random.identifier(),
            phone: try #require(PhoneNumber(e164: row.phone)), provider: .twilio, account: "AC1",
            secret: Secret("token"), apiURL: nil, autopilot: true, optOutReplies: row.replies)
        let (vault, now) = (world.services.vault, world.clock.now())
        try await world.database.write { try $0.save(number, vault: vault, at: now) }
        return number
    }

    private func receive(_ body: String, on number: Number, in world: World) async throws {
        let text = InboundText(
            providerID: "SM-\(world.random.identifier())", from: World.customer, to: number.phone.e164,
            body: body)
        _ = try await Intake(services: world.services).receive(text, on: number)
    }
}
