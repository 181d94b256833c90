import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// Many sessions at once, from the list and by the API; and who else is there.
struct InboxBulkTests {
    private static func send(
        _ fields: [(String, String)], _ caller: WebCaller, in browser: WebCaller.Browser
    ) async throws -> WebCaller.Answer {
        let body = (fields + [("form_token", browser.formToken)])
            .map { "\($0.0)=\(SignInRoutes.encoded($0.1))" }.joined(separator: "&")
        return try await caller.call(
            .post, "/inbox/bulk",
            headers: [
                .cookie: browser.cookie, .accept: "text/html",
                .contentType: "application/x-www-form-urlencoded",
            ], body: body)
    }

    @Test
    func `selected sessions are resolved and assigned, and what was not is said`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            var ids: [String] = []
            for place in 1...3 {
                try await caller.world.receive("Hello", from: "+1555123100\(place)")
                ids.append(try await caller.world.session(of: "+1555123100\(place)").id.rawValue)
            }
            let picks = ids.map { ("session", $0) }
            let list = try await caller.page("/inbox", in: browser)
            #expect(list.text.matches(of: #/class="pick"/#).count == 3)
            let mine = try await Self.send(picks.dropLast() + [("action", "assign-me")], caller, in: browser)
            #expect(mine.text.contains("2 sessions assigned to you."))
            let resolver = SessionActions(services: caller.world.services)
            try await resolver.resolve(Session.ID(rawValue: ids[0]), by: "test")
            let answer = try await Self.send(
                picks + [("session", "nowhere"), ("action", "resolve"), ("view", "mine")], caller, in: browser
            )
            #expect(answer.status == 200)
            #expect(answer.text.contains("2 sessions resolved."))
            #expect(answer.text.contains("#1: The session is resolved already."))
            #expect(answer.text.contains("A session: There is no such session."))
            #expect(answer.text.contains(#"href="/inbox?view=mine" aria-current="true""#))
            let resolved = try await caller.world.database.read { try $0.sessionCounts()[.resolved] }
            #expect(resolved == 3)
        }
    }

    @Test
    func `nothing, too much and what is not understood change nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().id.rawValue
            let none = try await Self.send([("action", "resolve")], caller, in: browser)
            #expect(none.status == 422 && none.text.contains("Select at least one session."))
            let many = (0...BulkActions.most).map { ("session", $0 == 0 ? id : "x\($0)") }
            #expect(try await Self.send(many + [("action", "resolve")], caller, in: browser).status == 422)
            #expect(
                try await Self.send([("session", id), ("action", "what")], caller, in: browser).status == 422)
            let nobody = [("session", id), ("action", "assign"), ("operator", "x@example.com")]
            #expect(try await Self.send(nobody, caller, in: browser).status == 422)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            #expect(
                try await Self.send([("session", id), ("action", "resolve")], caller, in: viewer).status
                    == 403)
            #expect(try await !caller.page("/inbox", in: viewer).text.contains("class=\"pick\""))
            #expect(try await caller.world.session().state == .agent)
        }
    }

    @Test
    func `scripts do the same`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.makeOperator(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().id
            func bulk(_ body: String, key: String = key) async throws -> WebCaller.Answer {
                try await caller.api(.post, "sessions/bulk", key: key, body: body)
            }
            let assigned = try await bulk(
                #"{"ids": ["\#(id)"], "action": "assign", "operator": "rep@example.com"}"#)
            #expect(try assigned.json["done"] as? [String] == [id.rawValue])
            let answer = try await bulk(#"{"ids": ["\#(id)", "\#(id)", "x"], "action": "resolve"}"#)
            #expect(try answer.json["done"] as? [String] == [id.rawValue])
            let refused = try answer.json["refused"] as? [[String: Any]]
            #expect(refused?.map { $0["id"] as? String } == ["x"])
            #expect(refused?.first?["reason"] as? String == "There is no such session.")
            #expect(try await bulk(#"{"ids": [], "action": "resolve"}"#).status == 422)
            #expect(try await bulk(#"{"ids": ["x"], "action": "burn"}"#).status == 422)
            let viewer = try await caller.makeKey(.viewer)
            #expect(try await bulk(#"{"ids": ["x"], "action": "resolve"}"#, key: viewer).status == 403)
        }
    }

    @Test
    func `colleagues see who looks at a session and who writes in it`() async throws {
        try await WebWorld().run { caller async throws in
            let one = try await caller.signIn(.rep, email: "one@example.com")
            let two = try await caller.signIn(.rep, email: "two@example.com")
            try await caller.world.receive("Hello")
            let path = "/sessions/\(try await caller.world.session().id)"
            #expect(try await caller.submit(path + "/presence", ["state": "typing"], in: one).status == 204)
            #expect(try await caller.page(path, in: two).text.contains("one@example.com is typing"))
            #expect(try await caller.page("/inbox", in: two).text.contains("one@example.com is typing"))
            #expect(try await !caller.page(path, in: one).text.contains("one@example.com is typing"))
            #expect(try await caller.submit(path + "/presence", ["state": "gone"], in: one).status == 204)
            #expect(try await !caller.page(path, in: two).text.contains("one@example.com is"))
            #expect(try await caller.submit(path + "/presence", ["state": "what"], in: one).status == 422)
            let nowhere = try await caller.submit("/sessions/x/presence", ["state": "looking"], in: one)
            #expect(nowhere.status == 404)
        }
    }
}
