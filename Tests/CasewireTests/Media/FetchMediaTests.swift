import Casewire
import CasewireStorage
import Foundation
import TestSupport
import Testing

struct FetchMediaTests {
    @Test(arguments: Engine.all)
    func `a picture of a text is fetched, checked and kept`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let picture = SampleFile.jpeg(200_000)
        await world.sms.put(picture, as: "a")
        await world.sms.put(SampleFile.vcard, as: "b", type: nil)
        let media = [
            SampleFile.picture("a", type: "image/png"), SampleFile.picture("b", type: "text/x-vcard"),
        ]
        try await world.receive("This is how it arrived", id: "MM1", media: media)
        #expect(try await world.receive("This is how it arrived", id: "MM1", media: media) == .repeated)
        #expect(try await world.media().map(\.state) == [.waiting, .waiting])
        try await world.settle()

        let kept = try await world.media()
        #expect(kept.map(\.state) == [.kept, .kept])
        #expect(kept.map(\.type) == [.jpeg, .vcard])
        #expect(kept.map(\.size) == [200_000, SampleFile.vcard.count])
        let ticket = try await world.session().ticket
        #expect(kept.map(\.name) == ["\(ticket)-1-1.jpg", "\(ticket)-1-2.vcf"])
        let id = try #require(kept.first?.id)
        #expect(try await world.database.read { try $0.content(of: id) } == picture)
        #expect(await world.sms.fetched.count == 2)
    }

    private static let refusals: [(MediumFailure?, [UInt8], String)] = [
        (.tooLarge(bytes: 12 << 20), [], "too large: 12 MB of at most 5 MB"),
        (.tooLarge(bytes: nil), [], "too large: more than the 5 MB that are kept"),
        (nil, SampleFile.jpeg((5 << 20) + 1), "too large: 5.1 MB of at most 5 MB"),
        (
            nil, SampleFile.svg,
            "its content is no picture, sound, video or document that is taken (said to be image/jpeg)"
        ),
        (nil, [], "it is empty"),
        (.refused(reason: "it is at a private address"), [], "it is at a private address"),
    ]

    @Test(arguments: Engine.all)
    func `a file that must not be kept says why, and is not asked for again`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        for (index, refusal) in Self.refusals.enumerated() {
            if let failure = refusal.0 {
                await world.sms.fail(failure, for: "\(index)")
            } else {
                await world.sms.put(refusal.1, as: "\(index)")
            }
        }
        try await world.receive("Look", media: Self.refusals.indices.map { SampleFile.picture("\($0)") })
        try await world.settle(60)
        let media = try await world.media()
        #expect(media.map(\.state) == Self.refusals.map { _ in .refused })
        #expect(media.map(\.reason) == Self.refusals.map(\.2))
        #expect(await world.sms.fetched.count == Self.refusals.count)
        let parts = try await world.database.read { try $0.rows("SELECT 1 AS yes FROM medium_part").count }
        #expect(parts == 0)
        #expect(
            try await world.timeline().contains { $0.title == "A file of a text was not kept: it is empty." })
    }

    @Test(arguments: Engine.all)
    func `a file that is not there yet is tried again, and one that never comes is set aside`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine)
        let late = SampleFile.picture("late")
        try await world.receive("Look", media: [late, SampleFile.picture("never")])
        try await world.settle(3)
        #expect(try await world.media().map(\.state) == [.waiting, .waiting])
        await world.sms.put(SampleFile.png, as: "late")
        for _ in 0..<60 { try await world.hop(60) }

        let media = try await world.media()
        #expect(media.map(\.state) == [.kept, .failed])
        #expect(media.last?.reason == "the carrier does not have it (HTTP 404)")
        #expect(await world.sms.fetched.count { $0.hasSuffix("never") } == 12)
        let aside = try await world.database.read {
            try $0.jobListing(in: .setAside, after: 0, limit: 10).jobs
        }
        #expect(aside.map(\.kind) == [FetchMedia.kind])
        #expect(aside.map(\.error) == ["the carrier does not have it (HTTP 404)"])

        await world.sms.put(SampleFile.png, as: "never")
        try await SetAsideActions(services: world.services).retry(try #require(aside.first).id, by: "test")
        try await world.settle()
        #expect(try await world.media().map(\.state) == [.kept, .kept])
    }

    @Test(arguments: Engine.all)
    func `credentials that are refused set the work aside at once`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        await world.sms.fail(.denied(reason: "Check the credentials."), for: "a")
        try await world.receive("Look", media: [SampleFile.picture("a")])
        try await world.settle()
        #expect(try await world.media().map(\.reason) == ["Check the credentials."])
        let aside = try await world.database.read {
            try $0.jobListing(in: .setAside, after: 0, limit: 10).jobs
        }
        #expect(aside.count == 1)
    }

    @Test(arguments: Engine.all)
    func `more than ten files with a text are named and not fetched`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        for index in 0..<12 { await world.sms.put(SampleFile.png, as: "\(index)") }
        try await world.receive("Look", media: (0..<12).map { SampleFile.picture("\($0)") })
        try await world.settle(30)
        #expect(
            try await world.media().map(\.state) == Array(repeating: .kept, count: 10) + [.refused, .refused])
        #expect(await world.sms.fetched.count == 10)
    }

    @Test
    func `only some files are fetched at a time`() async throws {
        let world = try await World(on: .memory)
        for index in 0..<40 {
            await world.sms.put(SampleFile.png, as: "\(index)")
            try await world.receive(
                "Look", from: "+155512300\(10 + index)", media: [SampleFile.picture("\(index)")])
        }
        for _ in 0..<200 {
            try await world.jobs.runDue(width: 16)
            world.clock.advance(by: .milliseconds(250))
        }
        #expect(await world.sms.mostFetches <= 6)
        #expect(await Set(world.sms.fetched).count == 40)
    }

    @Test(arguments: Engine.all)
    func `a picture without words goes to a person`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        await world.sms.put(SampleFile.png, as: "a")
        try await world.receive("", media: [SampleFile.picture("a")])
        try await world.settle()
        let session = try await world.session()
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.insufficientTools])
        #expect(await model.turns.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `the pictures of a text that was missed are found and fetched`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        world.clock.advance(by: .seconds(3600))
        await world.sms.put(SampleFile.png, as: "a")
        await world.sms.list([SampleFile.picture("a")], of: "MM1")
        await world.sms.list([world.listed("Look", id: "MM1", ago: .seconds(60), media: 1)])
        try await world.backfill()
        try await world.settle()
        #expect(try await world.media().map(\.type) == [.png])
        #expect(try await !world.timeline().contains { $0.title.contains("kept at the carrier") })
    }

    @Test(arguments: Engine.all)
    func `words that come with a picture are answered`(on engine: Engine) async throws {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        await world.sms.put(SampleFile.png, as: "a")
        try await world.receive("", media: [SampleFile.picture("a")])
        try await world.receive("Where is my order?")
        try await world.settle()
        #expect(await model.turns.map(\.newTexts) == [["Where is my order?"]])
    }
}

extension World {
    /// Lets time go by at once, and runs what became due.
    fileprivate func hop(_ seconds: Int) async throws {
        clock.advance(by: .seconds(seconds))
        await creatio.set(clock.now())
        try await jobs.runDue()
    }
}
