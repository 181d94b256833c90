import Casewire
import CasewireStorage
import TestSupport
import Testing

/// Files that reps attach to replies in Creatio.
struct ReplyMediaTests {
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"
    private static let abroad = "+447700900123"

    /// A handed-off session with its open task.
    private static func world(on engine: Engine, phone: String = World.customer) async throws -> (
        World, String
    ) {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person", from: phone)
        let open = await world.creatio.rows("Activity").filter { $0.id("StatusId") == notStarted }
        return (world, try #require(open.first?.id("Id")))
    }

    private static func complete(_ task: String, in world: World) async throws {
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(finished), "DetailedResult": .text("See the picture.")])
        try await world.settle(40)
    }

    private func title(of task: String, in world: World) async -> String? {
        await world.creatio.rows("Activity").first { $0.id("Id") == task }?.text("Title")
    }

    @Test(arguments: Engine.all)
    func `a picture goes along with the reply, and its task says so`(on engine: Engine) async throws {
        let (world, task) = try await Self.world(on: engine)
        await world.creatio.attach(SampleFile.png, named: "label.png", to: task)
        await world.sms.fail(next: .notTaken(reason: "503", retryAfter: nil))
        try await Self.complete(task, in: world)
        let sent = try #require(await world.sms.sent.last)
        #expect(sent.body == "See the picture.")
        let address = try #require(sent.files.first)
        #expect(sent.files.count == 1)
        #expect(address.hasPrefix("https://support.example.com/files/"))
        #expect(address.hasSuffix("/file.png"))
        #expect(await title(of: task, in: world)?.hasSuffix(", with 1 file") == true)
        let media = try await world.media()
        #expect(media.map(\.state) == [.kept])
        #expect(media.map(\.isOurs) == [true])
        // What a rep took from Creatio is not brought back there.
        #expect(await world.creatio.rows("CaseFile").isEmpty)
    }

    @Test(arguments: Engine.all)
    func `where files cannot go along, the text has their addresses`(on engine: Engine) async throws {
        let (world, task) = try await Self.world(on: engine, phone: Self.abroad)
        await world.creatio.attach(SampleFile.png, named: "label.png", to: task)
        try await Self.complete(task, in: world)
        let sent = try #require(await world.sms.sent.last)
        #expect(sent.files.isEmpty)
        let lines = sent.body.split(separator: "\n")
        #expect(lines.first == "See the picture.")
        #expect(lines.last?.hasPrefix("https://support.example.com/files/") == true)
    }

    @Test(arguments: Engine.all)
    func `a file that cannot be sent does not hold the reply up, and is named`(on engine: Engine) async throws
    {
        let cases: [([UInt8]?, String, Int?, String)] = [
            (SampleFile.svg, "a.svg", nil, "its kind is not sent by text"),
            (SampleFile.png, "a.png", 12 << 20, "too large: 12 MB of at most 5 MB"),
            (nil, "a.png", nil, "it could not be read from Creatio"),
        ]
        for (content, name, size, reason) in cases {
            let (world, task) = try await Self.world(on: engine)
            await world.creatio.attach(content, named: name, to: task, size: size)
            try await Self.complete(task, in: world)
            let sent = try #require(await world.sms.sent.last)
            #expect(sent.body == "See the picture.")
            #expect(sent.files.isEmpty)
            #expect(await title(of: task, in: world)?.hasSuffix(", a file NOT SENT: \(reason)") == true)
        }
    }

    @Test(arguments: Engine.all)
    func `a reply that is read while Creatio goes away is sent once it is back, with its file`(
        on engine: Engine
    ) async throws {
        let (world, task) = try await Self.world(on: engine)
        await world.creatio.attach(SampleFile.png, named: "label.png", to: task)
        let before = await world.textsSent.count
        await world.creatio.setAway("Away.")
        try await Self.complete(task, in: world)
        #expect(await world.textsSent.count == before)
        await world.creatio.setAway(nil)
        try await world.settle(150)
        #expect(await world.textsSent.count == before + 1)
        #expect(await world.sms.sent.last?.files.count == 1)
    }

    private static let files: [([(MediumType, Int)], String, Bool)] = [
        ([(.jpeg, 5_000_000)], World.customer, true), ([(.jpeg, 5_000_001)], World.customer, false),
        ([(.jpeg, 3_000_000), (.png, 2_500_000)], World.customer, false),
        ([(.pdf, 500_000)], World.customer, true),
        ([(.pdf, 500_001)], World.customer, false), ([(.jpeg, 10)], abroad, false),
        (Array(repeating: (.gif, 10), count: 10), World.customer, true),
        (Array(repeating: (.gif, 10), count: 11), World.customer, false),
    ]

    @Test
    func `what goes along is what carriers take`() throws {
        let carrier = ScriptedCarrier.description(sendsFiles: true)
        for (files, phone, goesAlong) in Self.files {
            let phone = try #require(PhoneNumber(e164: phone))
            let parts = files.map { (type: $0.0, bytes: $0.1) }
            #expect(FileCarriage(of: parts, by: carrier, to: phone) == (goesAlong ? .along : .linked))
            #expect(
                FileCarriage(of: parts, by: ScriptedCarrier.description(sendsFiles: false), to: phone)
                    == .linked)
            #expect(FileCarriage(of: parts, by: nil, to: phone) == .linked)
        }
    }

    private enum ScriptedCarrier {
        static func description(sendsFiles: Bool) -> CarrierDescription {
            CarrierDescription(
                kind: .twilio, name: "Twilio", fields: [], limit: .usual, sendsFiles: sendsFiles)
        }
    }

    @Test
    func `an address is good for one file and one time`() throws {
        let vault = try Vault(keyBytes: Array(repeating: 7, count: 32))
        let other = try Vault(keyBytes: Array(repeating: 8, count: 32))
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let id = Medium.ID(rawValue: "m1")
        let parts = FileAddress.path(of: id, as: .png, writtenAt: now, vault: vault).split(separator: "/")
            .map(String.init)
        #expect(parts.count == 5)
        let (end, signature) = (parts[2], parts[3])
        func isValid(
            _ id: Medium.ID = id, _ end: String = end, _ signature: String = signature, vault: Vault = vault,
            at moment: Timestamp = now
        ) -> Bool {
            FileAddress.isValid(id, until: end, signature: signature, vault: vault, at: moment)
        }
        #expect(isValid())
        #expect(isValid(at: now + FileAddress.lifetime))
        #expect(!isValid(at: now + FileAddress.lifetime + .seconds(1)))
        #expect(!isValid(Medium.ID(rawValue: "m2")))
        #expect(!isValid(id, "\(end)0"))
        #expect(!isValid(id, "+\(end)"))
        #expect(!isValid(id, end, String(signature.dropLast())))
        #expect(!isValid(id, end, ""))
        #expect(!isValid(vault: other))
        for place in signature.indices {
            var changed = signature
            changed.replaceSubrange(place...place, with: signature[place] == "A" ? "B" : "A")
            #expect(!isValid(id, end, changed))
        }
    }
}
