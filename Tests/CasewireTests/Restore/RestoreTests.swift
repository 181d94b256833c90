import Casewire
import CasewireStorage
import TestSupport
import Testing

@Suite struct RestoreTests {
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"

    /// A copy as `casewire backup` makes it, on any engine.
    private static func backup(_ world: World, on engine: Engine) async throws -> any Database {
        let (copy, now) = (try await engine.makeDatabase(), world.clock.now())
        try await copy.migrate(Schema.migrations)
        try await CopyDatabase(from: world.database, to: copy).run()
        try await copy.write { try $0.noteBackup(at: now) }
        return copy
    }

    /// Goes on with a backup, as after `casewire restore`; the carrier's list has all that ever went either way.
    private static func restore(_ backup: any Database, after world: World) async throws -> World {
        let list = try await world.database.read { snapshot in
            try snapshot.rows(
                """
                SELECT message.*, contact.phone FROM message JOIN contact ON contact.id = message.contact_id
                WHERE provider_id IS NOT NULL ORDER BY message.created_at
                """
            ).map { row -> ListedText in
                let (direction, phone): (String, String) = (try row["direction"], try row["phone"])
                let ours = world.number.phone.e164
                return ListedText(
                    providerID: try row["provider_id"], from: direction == "in" ? phone : ours,
                    to: direction == "in" ? ours : phone, body: try row["text"],
                    createdAt: try row["created_at"], status: direction == "in" ? "received" : "delivered",
                    errorCode: nil)
            }
        }
        await world.sms.list(list)
        world.clock.advance(by: .seconds(60))
        await world.creatio.set(world.clock.now())
        let (id, now): (String, Timestamp) = (world.random.identifier(), world.clock.now())
        try await backup.write { try $0.noteRestore(at: now, id: id) }
        world.clock.advance(by: .seconds(30))
        await world.creatio.set(world.clock.now())
        return world.continued(on: backup)
    }

    private static func openTask(_ world: World, of session: Session.ID) async throws -> String {
        let link = try #require(try await world.database.read { try $0.caseLink(of: session) })
        let tasks = await world.creatio.rows("Activity").filter {
            $0.id("StatusId") == notStarted && $0.id("CaseId") == link.caseID
        }
        return try #require(tasks.first?.id("Id"))
    }

    private static func reply(_ text: String, to task: String, in world: World) async throws {
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(finished), "DetailedResult": .text(text)])
        try await world.settle(20)
    }

    @Test(arguments: Engine.all)
    func `after a restore the phones get nothing twice and Creatio no second case`(on engine: Engine)
        async throws
    {
        let (ann, bob, cid) = ("+15551230001", "+15551230002", "+15551230003")
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await world.converse("Where is my order?", from: ann)
        try await world.converse("I need to speak with a person", from: bob)
        try await world.settle(20)
        let backup = try await Self.backup(world, on: engine)

        // Ten minutes that the backup does not have: answers, a rep's reply, a customer who is new.
        try await world.converse("What are your opening hours?", from: ann)
        let bobs = try await world.session(of: bob)
        try await Self.reply("We are on it.", to: try await Self.openTask(world, of: bobs.id), in: world)
        try await world.converse("Thank you, I wait for it", from: bob)
        try await world.converse("Do you ship to Norway?", from: cid)
        try await world.converse("I need to speak with a person", from: cid)
        try await world.settle(60)
        world.clock.advance(by: .seconds(400))
        let sent = await world.textsSent
        let cases = await world.creatio.rows("Case").count
        let activities = await world.creatio.rows("Activity").count
        #expect(cases == 3)

        let restored = try await Self.restore(backup, after: world)
        try await restored.settle(60)
        #expect(await restored.textsSent == sent)
        let hold = try #require(try await restored.database.read { try $0.sendingHold() })
        let found = try #require(hold.comparison)
        #expect(found.received == 4 && found.answered == 3)
        #expect(found.adopted == 4, "\(found)")
        #expect(found.replies == 1)
        try await RestoreActions(services: restored.services).release(by: "test", anyway: false)
        try await restored.settle(120)

        #expect(await restored.textsSent == sent)
        #expect(await restored.creatio.rows("Case").count == cases)
        let doubled = await restored.creatio.rows("Activity").filter {
            $0.text("Title")?.hasPrefix("Handoff") == false
        }
        #expect(doubled.count <= activities)
        for phone in [ann, bob, cid] {
            let before = try await world.messages(of: phone).map(\.text)
            #expect(try await restored.messages(of: phone).map(\.text) == before)
        }
        #expect(try await restored.session(of: cid).state == .handedOff)

        // What a rep answers now is sent, once, also on a task that was made after the backup.
        for phone in [bob, cid] {
            let session = try await restored.session(of: phone)
            let task = try await Self.openTask(restored, of: session.id)
            try await Self.reply("Now to \(phone).", to: task, in: restored)
        }
        #expect(await restored.textsSent.dropFirst(sent.count) == ["Now to \(bob).", "Now to \(cid)."])
    }

    @Test(arguments: Engine.all)
    func `a text that the backup had queued is matched with the one that was sent`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let session = try await world.converse("Hello")
        _ = try await SessionActions(services: world.services).reply(
            "Your order has shipped.", in: session.id, by: "test", key: nil)
        let backup = try await Self.backup(world, on: engine)
        try await world.settle()
        let sent = await world.textsSent

        let restored = try await Self.restore(backup, after: world)
        try await restored.settle(60)
        try await RestoreActions(services: restored.services).release(by: "test", anyway: false)
        try await restored.settle(60)
        #expect(await restored.textsSent == sent)
        #expect(try await restored.messages().last?.state == .delivered)
        #expect(try await restored.database.read { try $0.restore()?.comparison?.matched } == 1)
    }

    @Test(arguments: Engine.all)
    func `until the release nothing is sent and nobody is answered, then at once`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let session = try await world.converse("Hello")
        let backup = try await Self.backup(world, on: engine)
        let restored = try await Self.restore(backup, after: world)
        await restored.sms.failLists(.unavailable(reason: "Away."))
        let sent = await restored.textsSent.count
        _ = try await SessionActions(services: restored.services).reply(
            "One moment.", in: session.id, by: "test", key: nil)
        try await restored.converse("Are you there?", from: "+15551230002")
        try await restored.settle(120)
        #expect(await restored.textsSent.count == sent)
        let words = try #require(try await restored.database.read { try $0.sendingHold()?.words })
        let waiting = try await restored.database.read { try $0.jobs(in: .waiting, limit: 50) }
        #expect(waiting.filter { $0.error == words }.count >= 2)
        await #expect(throws: RestoreActions.Refusal.notCompared) {
            try await RestoreActions(services: restored.services).release(by: "test", anyway: false)
        }
        try await RestoreActions(services: restored.services).release(by: "test", anyway: true)
        try await restored.settle(2)
        #expect(await restored.textsSent.count == sent + 2)
        await #expect(throws: RestoreActions.Refusal.notHeld) {
            try await RestoreActions(services: restored.services).release(by: "test", anyway: true)
        }
    }

    @Test(arguments: Engine.all)
    func `a text nobody answered is answered or goes to a person after the release`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.converse("Hello")
        let backup = try await Self.backup(world, on: engine)
        world.clock.advance(by: .seconds(60))
        try await world.receive("Where is my order?", id: "SM-new")
        let restored = try await Self.restore(backup, after: world)
        try await restored.settle(30)
        try await RestoreActions(services: restored.services).release(by: "test", anyway: false)
        try await restored.settle(30)
        #expect(await restored.textsSent.last == "You asked: Where is my order?")
        #expect(try await restored.messages().filter { $0.text == "Where is my order?" }.count == 1)
    }
}
