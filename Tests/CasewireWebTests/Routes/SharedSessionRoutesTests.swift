import Casewire
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SharedSessionRoutesTests {
    private static func path(_ url: String) -> String {
        url.replacing("https://support.example.com", with: "")
    }

    @Test
    func `whoever has the link reads the session and can do nothing`() async throws {
        try await WebWorld().run { caller async throws in
            await caller.world.sms.put(SampleFile.png, as: "a")
            try await caller.world.receive("Is <b>this</b> broken?", media: [SampleFile.picture("a")])
            try await caller.world.settle(2)
            let session = try await caller.world.session()
            let actions = SessionActions(services: caller.world.services)
            try await actions.handOff(session.id, by: "rep@example.com")
            try await actions.note("Between colleagues.", on: session.id, by: "rep@example.com")
            try await caller.world.settle(2)
            let key = try await caller.makeKey(.rep)
            let made = try await caller.api(
                .post, "sessions/\(session.id)/links", key: key, body: #"{"days": 7}"#)
            #expect(made.status == 201, "\(made.text)")
            let path = Self.path(try #require(try made.json["url"] as? String))
            let html: HTTPFields = [.accept: "text/html"]
            let page = try await caller.call(.get, path, headers: html)
            #expect(page.status == 200)
            for words in [
                "Is &lt;b&gt;this&lt;/b&gt; broken?", "#\(session.ticket)", "Handed off", "Summary",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            for words in [
                World.customer, "Between colleagues", "<form", "<nav", "<button", "/inbox", "/contacts",
                "rep@example.com", "form_token",
            ] {
                #expect(!page.text.contains(words), "\(words)")
            }
            #expect(page.text.contains(#"<meta name="robots" content="noindex, nofollow">"#))
            #expect(page.headers[.setCookie] == nil)
            #expect(page.headers[.cacheControl] == "no-store")
            let header = { (name: String) in HTTPField.Name(name).flatMap { page.headers[$0] } }
            #expect(header("Referrer-Policy") == "no-referrer")
            #expect(header("X-Robots-Tag") == "noindex, nofollow")

            let source = try #require(page.text.firstMatch(of: #/<img src="([^"]+)"/#)?.output.1)
            let picture = String(source).replacing("&amp;", with: "&")
            #expect(try await caller.call(.get, picture).headers[.contentType] == "image/png")
            let bare = String(picture.split(separator: "?")[0])
            #expect(try await caller.call(.get, bare).status == 404)
            // The link is no sign-in.
            #expect(try await caller.call(.get, "/sessions/\(session.id)", headers: html).status == 303)
            #expect(try await caller.call(.post, path).status == 405)
        }
    }

    @Test
    func `a link that is wrong, over or ended says so in words`() async throws {
        try await WebWorld().run { caller async throws in
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let key = try await caller.makeKey(.rep)
            let links = "sessions/\(session.id)/links"
            let made = try await caller.api(.post, links, key: key, body: #"{"days": 1}"#)
            let path = Self.path(try #require(try made.json["url"] as? String))
            let html: HTTPFields = [.accept: "text/html"]
            for wrong in [path + "A", "/s/\(session.id)", path.replacing("/s/", with: "/s/0")] {
                let answer = try await caller.call(.get, wrong, headers: html)
                #expect(answer.status == 404 && answer.text.contains("This link opens nothing"), "\(wrong)")
                #expect(!answer.text.contains("Hello"))
            }
            caller.world.clock.advance(by: .seconds(24 * 3600 + 1))
            let over = try await caller.call(.get, path, headers: html)
            #expect(over.status == 410 && over.text.contains("This link has ended"))
            #expect(!over.text.contains("Hello"))

            let next = try await caller.api(.post, links, key: key, body: #"{"days": 30}"#)
            let fresh = Self.path(try #require(try next.json["url"] as? String))
            #expect(try await caller.call(.get, fresh).status == 200)
            #expect(try await caller.api(.delete, links, key: key).status == 204)
            #expect(try await caller.call(.get, fresh).status == 404)
            #expect(try await caller.api(.post, links, key: key, body: #"{"days": 2}"#).status == 422)
        }
    }

    @Test
    func `a rep makes and ends links on the session's page, a viewer does not`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let address = "/sessions/\(session.id)/links"
            let made = try await caller.submit(address, ["days": "7"], in: rep)
            #expect(made.status == 200)
            let url = try #require(
                made.text.firstMatch(of: #/id="shared-link" value="([^"]+)"/#)?.output.1)
            let path = Self.path(String(url).replacing("&amp;", with: "&"))
            #expect(try await caller.call(.get, path).status == 200)
            let again = try await caller.page("/sessions/\(session.id)", in: rep)
            #expect(!again.text.contains("signature="))
            #expect(again.text.contains("A read-only link was made, for 7 days."))
            #expect(try await caller.submit(address, ["days": "400"], in: rep).status == 422)
            #expect(try await caller.submit(address + "/revoke", in: rep).status == 303)
            #expect(try await caller.call(.get, path).status == 404)

            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            let shown = try await caller.page("/sessions/\(session.id)", in: viewer)
            #expect(!shown.text.contains("Copy a read-only link"))
            #expect(try await caller.submit(address, ["days": "7"], in: viewer).status == 403)
        }
    }
}
