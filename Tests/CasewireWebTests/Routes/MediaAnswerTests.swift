import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct MediaAnswerTests {
    /// A text with a picture, a contact card, one that is too large and one that is still at the carrier.
    private static func receive(in world: World) async throws -> [Medium] {
        await world.sms.put(SampleFile.png, as: "a")
        await world.sms.put(SampleFile.vcard, as: "b")
        await world.sms.fail(.tooLarge(bytes: 12 << 20), for: "c")
        try await world.receive("", media: ["a", "b", "c", "d"].map { SampleFile.picture($0) })
        try await world.settle(2)
        return try await world.media()
    }

    @Test
    func `the thread shows pictures, offers other files, and says why one is not there`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let media = try await Self.receive(in: caller.world)
            let session = try await caller.world.session()
            let page = try await caller.page("/sessions/\(session.id)", in: browser).text
            let picture = "/sessions/\(session.id)/media/\(media[0].id)"
            #expect(
                page.contains(
                    #"<a class="picture" href="\#(picture)"><img src="\#(picture)" alt="Picture 1 of the text""#
                ))
            let card = "/sessions/\(session.id)/media/\(media[1].id)"
            #expect(page.contains(#"<a href="\#(card)" download="\#(media[1].name)">\#(media[1].name)</a>"#))
            #expect(page.contains("contact card, \(SampleFile.vcard.count) bytes"))
            #expect(page.contains("A file was not kept: too large: 12 MB of at most 5 MB."))
            #expect(
                page.contains(
                    "A file is being fetched; the last try: the carrier does not have it (HTTP 404)."))
            #expect(page.components(separatedBy: "<img").count == 2)
        }
    }

    @Test
    func `a picture is served as what it is, anything else is saved, and neither may do anything`()
        async throws
    {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let media = try await Self.receive(in: caller.world)
            let session = try await caller.world.session()
            let answers = try await [media[0], media[1]].asyncMap {
                try await caller.page("/sessions/\(session.id)/media/\($0.id)", in: browser)
            }
            #expect(answers.map(\.status) == [200, 200])
            #expect(answers.map { $0.headers[.contentType] } == ["image/png", "text/vcard"])
            #expect(
                answers.map { $0.headers[.contentDisposition] } == [
                    "inline; filename=\"\(media[0].name)\"", "attachment; filename=\"\(media[1].name)\"",
                ])
            for answer in answers {
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
                #expect(answer.headers[.cacheControl] == "private, no-cache")
            }
            #expect(answers[1].text == String(decoding: SampleFile.vcard, as: UTF8.self))
            let again = try await caller.call(
                .get, "/sessions/\(session.id)/media/\(media[0].id)",
                headers: [.cookie: browser.cookie, .ifNoneMatch: answers[0].headers[.eTag] ?? ""])
            #expect(again.status == 304)
        }
    }

    @Test
    func `nobody gets a file without a sign-in or a key, or under another session`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let media = try await Self.receive(in: caller.world)
            let session = try await caller.world.session()
            try await caller.world.receive("Hello", from: "+15551230002")
            let other = try await caller.world.session(of: "+15551230002")
            let path = "/sessions/\(session.id)/media/\(media[0].id)"
            let stranger = try await caller.call(.get, path)
            #expect(stranger.status != 200)
            #expect(!stranger.text.contains("PNG"))
            #expect(try await caller.call(.get, "/api/v1" + path).status == 401)
            #expect(
                try await caller.page("/sessions/\(other.id)/media/\(media[0].id)", in: browser).status == 404
            )
            // Refused, waiting, and none at all.
            for id in [media[2].id.rawValue, media[3].id.rawValue, "nothing", "..%2f..%2fetc%2fpasswd"] {
                #expect(
                    try await caller.page("/sessions/\(session.id)/media/\(id)", in: browser).status == 404)
            }
        }
    }

    @Test
    func `the API lists files with type, size and state, and gives the bytes`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let media = try await Self.receive(in: caller.world)
            let session = try await caller.world.session()
            let items = try await caller.api(.get, "sessions/\(session.id)/messages", key: key).items
            let listed = try #require(items.first?["media"] as? [[String: Any]])
            #expect(listed.map { $0["state"] as? String } == ["kept", "kept", "refused", "waiting"])
            #expect(
                listed.map { $0["type"] as? String } == [
                    "image/png", "text/vcard", "image/jpeg", "image/jpeg",
                ])
            #expect(
                listed.map { $0["size"] as? Int } == [SampleFile.png.count, SampleFile.vcard.count, nil, nil])
            #expect(listed[2]["reason"] as? String == "too large: 12 MB of at most 5 MB")
            let url = try #require(listed[1]["url"] as? String)
            let base = "https://support.example.com/api/v1/"
            #expect(url == base + "sessions/\(session.id)/media/\(media[1].id)")
            let answer = try await caller.api(.get, String(url.dropFirst(base.count)), key: key)
            #expect(answer.status == 200)
            #expect(answer.text == String(decoding: SampleFile.vcard, as: UTF8.self))
            #expect(listed[2]["url"] is NSNull)
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
