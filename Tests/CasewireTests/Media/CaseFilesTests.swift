import Casewire
import CasewireStorage
import Synchronization
import TestSupport
import Testing

/// Pictures and files of texts, as files of the case.
struct CaseFilesTests {
    private static func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        await world.sms.put(SampleFile.jpeg(90_000), as: "a")
        await world.sms.put(SampleFile.vcard, as: "b")
        return world
    }

    private func files(_ world: World) async -> [RowValues] { await world.creatio.rows("CaseFile") }

    @Test(arguments: Engine.all)
    func `each file of a text is attached to the case, after its activity`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        try await world.receive("Look", media: [SampleFile.picture("a"), SampleFile.picture("b")])
        try await world.settle(20)
        let (ticket, link) = try await world.session(of: World.customer, with: { ($0.ticket, $1) })
        let files = await files(world)
        #expect(Set(files.compactMap { $0.text("Name") }) == ["\(ticket)-1-1.jpg", "\(ticket)-1-2.vcf"])
        #expect(files.allSatisfy { $0.id("CaseId") == link.caseID })
        let picture = try #require(files.first { $0.text("Name") == "\(ticket)-1-1.jpg" }?.id("Id"))
        #expect(await world.creatio.contents[picture] == SampleFile.jpeg(90_000))
        let created = await world.creatio.created
        let activity = try #require(await world.creatio.rows("Activity").first?.id("Id"))
        let places = (created.firstIndex(of: activity), created.firstIndex(of: picture))
        #expect(try #require(places.0) < (try #require(places.1)))
        #expect(link.sync == .synced)
        let text = try #require(await world.creatio.rows("Activity").first?.text("DetailedResult"))
        #expect(
            text.hasSuffix(
                "Look\n[picture, 88 KB, attached to the case as \(ticket)-1-1.jpg]\n[contact card, \(SampleFile.vcard.count) bytes, attached to the case as \(ticket)-1-2.vcf]"
            ))
    }

    @Test(arguments: Engine.all)
    func `a picture without words has an activity that says so`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        await world.sms.fail(.tooLarge(bytes: nil), for: "c")
        try await world.receive("", media: [SampleFile.picture("a"), SampleFile.picture("c")])
        try await world.settle(20)
        let ticket = try await world.session().ticket
        let activity = try #require(await world.creatio.rows("Activity").first)
        #expect(
            activity.text("Title") == "Customer: [picture, 88 KB, attached to the case as \(ticket)-1-1.jpg]")
        #expect(
            activity.text("DetailedResult")?.contains(
                "[a file that was not kept: too large: more than the 5 MB that are kept]") == true)
        let found = try #require(await world.creatio.rows("Case").first)
        #expect(found.text("Subject")?.hasPrefix("SMS from \(World.customer): ") == true)
    }

    @Test(arguments: Engine.all)
    func `a file whose answer was lost is looked for, and sent again only where it is not there`(
        on engine: Engine
    ) async throws {
        for arrives in [true, false] {
            let world = try await Self.world(on: engine)
            let site = FilesApart(inner: world.creatio) { tries in
                tries == 1 ? (.unavailable(reason: "The answer was lost."), arrives: arrives) : nil
            }
            let node = try await World(
                in: world.database, seed: 9, sms: world.sms, clock: world.clock, site: site)
            try await node.receive("Look", media: [SampleFile.picture("a")])
            try await node.settle(40)
            let files = await files(world)
            #expect(files.count == 1)
            let id = try #require(files.first?.id("Id"))
            #expect(await world.creatio.contents[id] == SampleFile.jpeg(90_000))
            #expect(site.tries == (arrives ? 1 : 2))
            #expect(await world.creatio.created.count { $0 == id } == 1)
            let state = try await world.database.read { try $0.rows("SELECT state FROM case_file") }
            #expect(try state.map { try $0["state"] as String } == ["written"])
        }
    }

    @Test(arguments: Engine.all)
    func `a file that Creatio does not take is told once, and the case goes on`(on engine: Engine)
        async throws
    {
        let world = try await Self.world(on: engine)
        try await world.receive("Hello")
        try await world.settle(20)
        let session = try await world.session()
        let refusing = FilesApart(inner: world.creatio) { _ in
            (.rejected(reason: "Files of the type jpg are not allowed"), arrives: false)
        }
        let other = try await World(
            in: world.database, seed: 9, sms: world.sms, clock: world.clock, site: refusing)
        try await other.receive("Look", id: "MM9", media: [SampleFile.picture("a")])
        try await other.settle(20)
        try await other.receive("Still there?", id: "SM10")
        try await other.settle(20)
        #expect(try await other.database.read { try $0.caseLink(of: session.id)?.sync } == .synced)
        let told = try await other.timeline().filter { $0.title.contains("was not attached to the case") }
        #expect(
            told.map(\.title) == [
                "The file \(session.ticket)-3-1.jpg was not attached to the case: Files of the type jpg are not allowed."
            ])
        #expect(await files(world).isEmpty)
    }

    @Test(arguments: Engine.all)
    func `a missing right is shown, holds nothing else up, and is made good`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        let denied = CaseSystemFailure.denied(
            object: "CaseFile", right: "add", reason: "Grant Create on CaseFile.")
        let node = try await World(
            in: world.database, seed: 9, sms: world.sms, clock: world.clock,
            site: FilesApart(inner: world.creatio) { _ in (denied, arrives: false) })
        try await node.receive("Look", media: [SampleFile.picture("a")])
        try await node.settle(20)
        let session = try await node.session()
        let link = try await node.database.read { try $0.caseLink(of: session.id) }
        #expect(link?.sync == .failed)
        #expect(link?.error == "Grant Create on CaseFile.")
        #expect(await world.creatio.rows("Activity").count >= 2)
        world.clock.advance(by: .seconds(400))
        try await world.settle(5)
        #expect(await files(world).count == 1)
        #expect(try await node.database.read { try $0.caseLink(of: session.id)?.sync } == .synced)
    }

    @Test(arguments: Engine.all)
    func `resync whole makes a deleted file again`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        try await world.receive("Look", media: [SampleFile.picture("a")])
        try await world.settle(20)
        let id = try #require(await files(world).first?.id("Id"))
        await world.creatio.remove("CaseFile", id)
        try await world.settle(60)
        #expect(await files(world).isEmpty)
        let session = try await world.session()
        try await SessionActions(services: world.services).resync(session.id, by: "test")
        try await world.settle(20)
        #expect(await files(world).compactMap { $0.id("Id") } == [id])
        #expect(await world.creatio.contents[id] == SampleFile.jpeg(90_000))
    }
}

extension World {
    fileprivate func session<Value>(
        of phone: String, with body: (Session, CaseLink) throws -> Value
    ) async throws -> Value {
        let session = try await session(of: phone)
        let link = try await database.read { try $0.caseLink(of: session.id) }
        return try body(session, #require(link))
    }
}

/// A site whose files fail as they are told, by the number of the try.
private final class FilesApart: CaseSystem {
    private let inner: MemoryCreatio
    private let fails: @Sendable (Int) -> (CaseSystemFailure, arrives: Bool)?
    private let count = Mutex(0)

    init(inner: MemoryCreatio, _ fails: @escaping @Sendable (Int) -> (CaseSystemFailure, arrives: Bool)?) {
        self.inner = inner
        self.fails = fails
    }

    var tries: Int { count.withLock { $0 } }

    func describe() async throws(CaseSystemFailure) -> CaseSystemDescription { try await inner.describe() }
    func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]] {
        try await inner.read(queries)
    }
    func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome] {
        try await inner.write(changes)
    }

    func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8] {
        try await inner.download(file, of: object, largestBytes: largestBytes)
    }

    func attach(_ file: CaseAttachment) async throws(CaseSystemFailure) {
        let tries = count.withLock { count in
            count += 1
            return count
        }
        let fault = fails(tries)
        if fault?.arrives ?? true { try await inner.attach(file) }
        if let fault { throw fault.0 }
    }
}
