import Casewire
import CasewireStorage
import Foundation
import TestSupport
import Testing

/// What becomes of the bytes when data is moved, handed over and erased.
struct MediaDataTests {
    private static func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        await world.sms.put(SampleFile.jpeg(300_000), as: "a")
        await world.sms.fail(.tooLarge(bytes: nil), for: "b")
        try await world.receive("Look", media: [SampleFile.picture("a"), SampleFile.picture("b")])
        await world.sms.put(SampleFile.png, as: "c")
        try await world.receive("Me too", from: "+15551230002", media: [SampleFile.picture("c")])
        try await world.settle()
        return world
    }

    @Test(arguments: Engine.all)
    func `bytes move to any engine`(from engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        for other in Engine.all {
            let target = try await other.makeDatabase()
            try await target.migrate(Schema.migrations)
            let copied = try await CopyDatabase(from: world.database, to: target).run()
            #expect(copied.first { $0.table == "medium_part" }?.rows == 6)
            let id = try #require(try await world.media().first?.id)
            #expect(try await target.read { try $0.content(of: id) } == SampleFile.jpeg(300_000))
            await target.close()
        }
    }

    @Test(arguments: Engine.all)
    func `an export holds the bytes`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        let phone = try #require(PhoneNumber(e164: World.customer))
        let export = try await world.database.read { try $0.export(of: phone) }
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(export)) as? [String: Any]
        let session = try #require((json?["sessions"] as? [[String: Any]])?.first)
        let message = try #require((session["messages"] as? [[String: Any]])?.first)
        let files = try #require(message["media"] as? [[String: Any]])
        #expect(files.map { $0["state"] as? String } == ["kept", "refused"])
        #expect(files.first?["type"] as? String == "image/jpeg")
        let content = (files.first?["content"] as? String).flatMap { Data(base64Encoded: $0) }
        #expect(content.map(Array.init) == SampleFile.jpeg(300_000))
        #expect(files.last?["reason"] as? String == "too large: more than the 5 MB that are kept")
    }

    @Test(arguments: Engine.all)
    func `erasing a contact erases the bytes, and those of others stay`(on engine: Engine) async throws {
        let world = try await Self.world(on: engine)
        try await world.receive("One more", media: [SampleFile.picture("missing")])
        try await world.settle(1)
        let phone = try #require(PhoneNumber(e164: World.customer))
        #expect(try await EraseContact(services: world.services).run(phone) != nil)
        let left = try await world.database.read { snapshot in
            (
                try snapshot.rows("SELECT 1 AS yes FROM medium").count,
                try snapshot.rows("SELECT 1 AS yes FROM medium_part").count,
                try snapshot.rows("SELECT 1 AS yes FROM job WHERE kind = 'media.fetch'").count
            )
        }
        #expect(left == (1, 1, 0))
        #expect(try await world.media(of: "+15551230002").map(\.state) == [.kept])
    }

    @Test(arguments: Engine.all)
    func `a picture that is on its way while its contact is erased is not kept`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        await world.sms.put(SampleFile.png, as: "a")
        try await world.receive("Look", media: [SampleFile.picture("a")])
        let phone = try #require(PhoneNumber(e164: World.customer))
        await world.sms.during(nextFetch: {
            _ = try? await EraseContact(services: world.services).run(phone)
        })
        try await world.settle()
        let left = try await world.database.read { try $0.rows("SELECT 1 AS yes FROM medium_part").count }
        #expect(left == 0)
        #expect(await world.sms.fetched.count == 1)
    }
}
