import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SessionPageTests {
    @Test
    func `a session shows its thread, state and what can be done`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Is <b>this</b> & that \"safe\"?")
            let session = try await caller.world.session()
            let page = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(page.status == 200)
            #expect(page.text.contains("Is &lt;b&gt;this&lt;/b&gt; &amp; that &quot;safe&quot;?"))
            #expect(!page.text.contains("<b>this</b>"))
            #expect(page.text.contains(#"<span class="state agent" id="session-state">With agent</span>"#))
            for label in [">Take over</button>", ">Hand off</button>", ">Resolve</button>", ">Send</button>"]
            {
                #expect(page.text.contains(label), "\(label)")
            }
            #expect(page.text.contains(#"<label for="reply">Reply</label>"#))
            #expect(page.text.contains(#"<output id="segments" for="reply">1 segment</output>"#))
            #expect(!page.text.contains("Hand back"))
        }
    }

    @Test
    func `buttons move the session and lead back to it`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let steps: [(String, Session.State, String)] = [
                ("take-over", .handedOff, "Hand back"), ("hand-back", .agent, "Hand off"),
                ("handoff", .handedOff, "Hand back"), ("resolve", .resolved, "Reopen"),
                ("reopen", .agent, "Resolve"),
            ]
            for (verb, state, label) in steps {
                let answer = try await caller.submit("/sessions/\(session.id)/\(verb)", in: browser)
                #expect(answer.status == 303)
                #expect(answer.headers[.location] == "/sessions/\(session.id)")
                #expect(try await caller.world.session().state == state)
                let page = try await caller.page("/sessions/\(session.id)", in: browser)
                #expect(page.text.contains(">\(label)</button>"), "\(label) after \(verb)")
            }
        }
    }

    @Test
    func `a second click does nothing and is no error`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            for _ in 1...2 {
                #expect(try await caller.submit("/sessions/\(session.id)/resolve", in: browser).status == 303)
            }
            #expect(try await caller.world.timeline().filter { $0.title == "Resolved." }.count == 1)
        }
    }

    @Test
    func `a reply is sent once however often its form is`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let page = try await caller.page("/sessions/\(session.id)", in: browser)
            let key = try #require(page.text.firstMatch(of: #/name="key" value="([^"]+)"/#)?.output.1)
            for _ in 1...2 {
                let answer = try await caller.submit(
                    "/sessions/\(session.id)/replies", ["text": "On its way.", "key": String(key)],
                    in: browser)
                #expect(answer.status == 303)
            }
            try await caller.world.settle()
            #expect(await caller.world.textsSent == ["On its way."])
            #expect(try await caller.world.session().state == .handedOff)
        }
    }

    @Test
    func `what was typed stays when it cannot be sent`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("STOP")
            let session = try await caller.world.session()
            let answer = try await caller.submit(
                "/sessions/\(session.id)/replies", ["text": "Please come back", "key": "1"], in: browser)
            #expect(answer.status == 422)
            #expect(answer.text.contains(">Please come back</textarea>"))
            #expect(answer.text.contains("opted out"))
        }
    }

    @Test
    func `a reply that asks for a keyword is warned of once`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let path = "/sessions/\(session.id)/replies"
            let text = "Reply YES to confirm your order."
            let warned = try await caller.submit(path, ["text": text, "key": "1"], in: browser)
            #expect(warned.status == 422)
            #expect(warned.text.contains("asks for the answer “YES”"))
            #expect(warned.text.contains(">\(text)</textarea>"))
            #expect(try await caller.world.messages().count == 1)
            let sent = try await caller.submit(
                path, ["text": text, "key": "1", "warned": "yes"], in: browser)
            #expect(sent.status == 303)
            #expect(try await caller.world.messages().count == 2)
        }
    }

    @Test
    func `a handoff shows its reasons, and a viewer sees no buttons`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let session = try await caller.world.converse("I need to speak with a person")
            _ = try? await SessionActions(services: caller.world.services).handOff(session.id, by: "rep")
            let page = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(page.text.contains(#"<h2 id="handoff-title">Handoff</h2>"#))
            #expect(page.text.contains("What led to it"))
            #expect(!page.text.contains("</textarea>"))
            #expect(!page.text.contains("/take-over"))
        }
    }

    @Test
    func `a failed text says why`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let actions = SessionActions(services: caller.world.services)
            let id = try await actions.reply("On its way.", in: session.id, by: "rep", key: nil)
            try await caller.world.settle()
            let message = try #require(try await caller.world.database.read { try $0.message(id) })
            try await caller.world.receipt("undelivered", for: message, error: "30003")
            let page = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(page.text.contains("Not delivered"))
            #expect(page.text.contains("Code 30003. (30003)"))
            let inbox = try await caller.page("/inbox", in: browser)
            #expect(inbox.text.contains("Last text not delivered"))
        }
    }

    @Test
    func `a case is shown with its link and state`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let browser = try await caller.signIn(.rep)
            let session = try await caller.world.converse("Hello")
            let linked = try #require(
                try await caller.world.database.read { try $0.inboxEntry(session.id) }?.linkedCase)
            let page = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(page.text.contains("schemaName=Case&amp;recordId=\(linked.id)"))
            #expect(page.text.contains("In step with Creatio"))
        }
    }
}
