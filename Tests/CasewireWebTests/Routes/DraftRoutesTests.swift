import Casewire
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// The agent's draft on a session's page and in the API, and who answers a number.
struct DraftRoutesTests {
    @Test func `a draft is shown beside the reply, taken into it, and never sent`() async throws {
        try await WebWorld(autopilot: false, assist: true).run { caller async throws in
            let browser = try await caller.signIn(.rep)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            let session = try await caller.world.converse("Where is <my> order?")
            let page = try await caller.page("/sessions/\(session.id)", in: browser).text
            #expect(page.contains("The agent’s draft"))
            #expect(page.contains("You asked: Where is &lt;my&gt; order?</p>"))
            #expect(page.contains("Use this draft"))
            #expect(page.firstMatch(of: #/<textarea id="reply"[^>]*><\/textarea>/#) != nil)
            let used = try await caller.page("/sessions/\(session.id)?draft=use", in: browser).text
            #expect(used.firstMatch(of: #/<textarea id="reply"[^>]*>You asked: Where is/#) != nil)
            #expect(
                try await !caller.page("/sessions/\(session.id)", in: viewer).text.contains(
                    "The agent’s draft"))
            #expect(await caller.world.textsSent.count == 1)
        }
    }

    @Test func `a draft is asked for by a button where there is none`() async throws {
        try await WebWorld(autopilot: false).run { caller async throws in
            let browser = try await caller.signIn(.rep)
            let session = try await caller.world.converse("Where is my order?")
            let address = "/sessions/\(session.id)"
            #expect(try await caller.page(address, in: browser).text.contains(">Draft an answer</button>"))
            #expect(try await caller.submit("\(address)/draft", in: browser).status == 303)
            let writing = try await caller.page(address, in: browser).text
            #expect(writing.contains("Being written…") && !writing.contains("Use this draft"))
            try await caller.world.settle(2)
            #expect(
                try await caller.page(address, in: browser).text.contains("You asked: Where is my order?"))
        }
    }

    @Test func `scripts ask for a draft and read it`() async throws {
        try await WebWorld(autopilot: false).run { caller async throws in
            let (rep, viewer) = (try await caller.makeKey(.rep), try await caller.makeKey(.viewer))
            let session = try await caller.world.converse("Where is my order?")
            let path = "sessions/\(session.id)/draft"
            #expect(try await caller.api(.get, path, key: viewer).json["state"] as? String == "none")
            #expect(try await caller.api(.post, path, key: viewer).status == 403)
            #expect(try await caller.api(.post, path, key: rep).status == 202)
            try await caller.world.settle(2)
            let draft = try await caller.api(.get, path, key: viewer).json
            #expect(draft["state"] as? String == "ready")
            #expect(draft["text"] as? String == "You asked: Where is my order?")
            try await SessionActions(services: caller.world.services).resolve(session.id, by: "test")
            #expect(try await caller.api(.post, path, key: rep).status == 409)
            #expect(try await caller.api(.get, "sessions/nope/draft", key: rep).status == 404)
        }
    }

    @Test func `who answers a number is chosen on its page and over the API`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let key = try await caller.makeKey(.admin)
            let saved = try await caller.submit(
                "/settings/numbers/answering", ["number": "+15550001000", "answering": "drafts"], in: admin)
            #expect(saved.status == 303)
            let page = try await caller.page("/settings/numbers", in: admin).text
            #expect(page.contains(#"<option value="drafts" selected>The agent drafts, people send</option>"#))
            let wrong = try await caller.submit(
                "/settings/numbers/answering", ["number": "+15550001000", "answering": "nobody"], in: admin)
            #expect(wrong.status == 422)
            let numbers =
                try await caller.api(.get, "connections", key: key).json["numbers"] as? [[String: Any]]
            #expect(numbers?.first?["autopilot"] as? Bool == false)
            #expect(numbers?.first?["assist"] as? Bool == true)
            let path = "numbers/%2B15550001000"
            let patched = try await caller.api(.patch, path, key: key, body: #"{"autopilot": true}"#)
            #expect(patched.status == 200)
            #expect(try patched.json["autopilot"] as? Bool == true && patched.json["assist"] as? Bool == true)
            #expect(try await caller.api(.patch, path, key: key, body: "{}").status == 422)
            let unknown = try await caller.api(
                .patch, "numbers/%2B15550009999", key: key, body: #"{"assist": true}"#)
            #expect(unknown.status == 404)
        }
    }
}
