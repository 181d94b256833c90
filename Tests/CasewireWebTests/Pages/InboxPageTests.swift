import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct InboxPageTests {
    @Test
    func `the inbox lists sessions, newest activity first, with counts by state`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            try await caller.world.receive("First", from: "+15551231001")
            caller.world.clock.advance(by: .seconds(1))
            try await caller.world.receive("Second", from: "+15551231002")
            let page = try await caller.page("/inbox", in: browser)
            let places = ["Second", "First"].map { page.text.firstRange(of: $0)?.lowerBound }
            let second = try #require(places[0])
            let first = try #require(places[1])
            #expect(second < first)
            #expect(page.text.contains(#"With agent <span class="count">2</span>"#))
            #expect(page.text.contains(#"Handed off <span class="count">0</span>"#))
        }
    }

    @Test
    func `an empty inbox says what starts a session`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let page = try await caller.page("/inbox", in: browser)
            #expect(page.text.contains("No sessions here. A new text starts one."))
        }
    }

    @Test
    func `more than a page leads on, and keeps the filter`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            for number in 0...InboxRequest.pageSize {
                try await caller.world.receive("Text", from: "+155512320\(number / 10)\(number % 10)")
                caller.world.clock.advance(by: .seconds(1))
            }
            let page = try await caller.page("/inbox?state=agent", in: browser)
            let rows = page.text.matches(of: #/<li class="row"/#).count
            #expect(rows == InboxRequest.pageSize)
            let more = try #require(page.text.firstMatch(of: #/<a href="([^"]+)">Older sessions/#)?.output.1)
            #expect(more.contains("view=agent"))
            let rest = try await caller.page(String(more).replacing("&amp;", with: "&"), in: browser)
            #expect(rest.text.matches(of: #/<li class="row"/#).count == 1)
            #expect(!rest.text.contains("data-grows"))
        }
    }

    @Test
    func `what was not seen is marked and counted until it is looked at`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().id
            try await SessionActions(services: caller.world.services).takeOver(id, by: "test")
            func isNew() async throws -> Bool {
                let page = try await caller.page("/inbox", in: browser)
                #expect(page.text.contains("<title>(1) Inbox") == page.text.contains("row unseen"))
                return page.text.contains("row unseen")
            }
            #expect(try await isNew())
            let hidden = try #require(HTTPField.Name("Casewire-Looking"))
            _ = try await caller.call(
                .get, "/sessions/\(id)", headers: [.cookie: browser.cookie, hidden: "no"])
            #expect(try await isNew())
            _ = try await caller.page("/sessions/\(id)", in: browser)
            #expect(try await !isNew())
            try await caller.world.receive("Are you there?")
            #expect(try await isNew())
        }
    }

    @Test
    func `a customer who waits too long is marked in the inbox, on the page and in the API`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.converse("I need to speak with a person")
            let id = try await caller.world.session().id
            #expect(!(try await caller.page("/inbox", in: browser)).text.contains("state escalated"))
            caller.world.clock.advance(by: .seconds(1800))
            try await caller.world.jobs.runDue()
            let inbox = try await caller.page("/inbox?view=escalated", in: browser)
            #expect(inbox.text.contains(#"Escalated <span class="count">1</span>"#))
            #expect(inbox.text.contains(#"<span class="state escalated">Escalated</span>"#))
            let page = try await caller.page("/sessions/\(id)", in: browser)
            #expect(page.text.contains(#"<span class="state escalated">Escalated</span>"#))
            #expect(page.text.contains("<dt>Waiting since</dt>"))
            let key = try await caller.makeKey(.viewer)
            let listed = try await caller.api(.get, "sessions?view=escalated", key: key)
            let raised = try #require(try await caller.world.session().escalatedAt)
            #expect(listed.text.contains("\"escalated_at\":\"\(raised.iso8601)\""))
        }
    }

    @Test
    func `a view is kept under a name, shown and removed`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            #expect(try await !caller.page("/inbox", in: browser).text.contains("Keep this view"))
            let shown = try await caller.page("/inbox?view=resolved&q=refund+me", in: browser)
            #expect(shown.text.contains("Keep this view"))
            let fields = ["view": "resolved", "q": "refund me", "name": "Refunds <1>"]
            #expect(try await caller.submit("/inbox/views", fields, in: browser).status == 303)
            let page = try await caller.page("/inbox?view=resolved&q=refund+me", in: browser)
            #expect(
                page.text.contains(#"view=resolved&amp;q=refund%20me" aria-current="true">Refunds &lt;1&gt;"#)
            )
            #expect(!page.text.contains("Keep this view"))
            let nameless = try await caller.submit("/inbox/views", ["q": "x", "name": " "], in: browser)
            #expect(nameless.status == 422 && nameless.text.contains("Give the view a name"))
            let other = try await caller.signIn(.viewer, email: "other@example.com")
            #expect(try await !caller.page("/inbox", in: other).text.contains("Refunds"))
            let remove = try #require(
                page.text.firstMatch(of: #/action="(\/inbox\/views\/[^"]+\/remove)"/#)?.output.1)
            _ = try await caller.submit(String(remove), in: other)
            #expect(try await caller.page("/inbox", in: browser).text.contains("Refunds"))
            _ = try await caller.submit(String(remove), in: browser)
            #expect(try await !caller.page("/inbox", in: browser).text.contains("Refunds"))
        }
    }

    @Test
    func `a session is assigned from its page and found by it`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let (id, key) = (try await caller.world.session().id, try await caller.makeKey(.rep))
            let assign = "/sessions/\(id)/assign"
            #expect(
                try await caller.submit(assign, ["operator": "rep@example.com"], in: browser).status == 303)
            #expect(
                try await caller.submit(assign, ["operator": "no@example.com"], in: browser).status == 422)
            let page = try await caller.page("/sessions/\(id)", in: browser)
            #expect(page.text.contains(#"<p id="assignee">rep@example.com</p>"#))
            #expect(page.text.contains("Assigned to rep@example.com."))
            #expect(!page.text.contains("assign-me"))
            let mine = try await caller.page("/inbox?view=mine", in: browser)
            #expect(mine.text.contains("Assigned to rep@example.com"))
            func count(_ query: String) async throws -> Int {
                try await caller.api(.get, "sessions?" + query, key: key).items.count
            }
            #expect(try await count("assignee=rep@example.com&view=agent") == 1)
            #expect(try await count("assignee=none") == 0)
            #expect(try await count("view=unassigned") == 0)
            #expect(try await caller.api(.get, "sessions?view=mine", key: key).status == 400)
            #expect(try await caller.api(.get, "sessions?view=what", key: key).status == 400)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            #expect(try await caller.submit(assign, ["operator": ""], in: viewer).status == 403)
        }
    }

    @Test
    func `what is searched for stays in the field, harmless`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let page = try await caller.page("/inbox?q=%22%3E%3Cscript%3E", in: browser)
            #expect(page.text.contains("&quot;&gt;&lt;script&gt;"))
            #expect(!page.text.contains("\"><script>"))
        }
    }

    @Test
    func `a hit shows the text it is in, with the words marked`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            try await caller.world.receive("Where is my <parcel>?", from: "+15551231001")
            try await caller.world.receive("Thanks", from: "+15551231001")
            let page = try await caller.page("/inbox?q=parc", in: browser)
            #expect(page.text.contains("Where is my &lt;<mark>parcel</mark>&gt;?"))
            let key = try await caller.makeKey(.viewer)
            let items = try await caller.api(.get, "sessions?q=parc", key: key).items
            #expect(items.first?["match"] as? String == "Where is my <parcel>?")
            let none = try await caller.page("/inbox?q=nowhere", in: browser)
            #expect(none.text.contains("Nothing found."))
        }
    }

    @Test(arguments: ["/inbox", "/contacts", "/knowledge", "/settings/health"])
    func `pages load nothing from elsewhere and have no inline code`(_ path: String) async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.owner)
            let page = try await caller.page(path, in: browser)
            #expect(page.status == 200)
            #expect(!page.text.contains("src=\"http") && !page.text.contains("href=\"http"))
            #expect(page.text.firstMatch(of: #/<script[^>]*>[^<]/#) == nil)
            #expect(page.text.firstMatch(of: #/\son[a-z]+="|\sstyle="|\{\{/#) == nil)
            #expect(page.text.contains("<html lang=\"en\">"))
            for name in page.text.matches(of: #/(?:src|href)="(\/assets\/[^"]+)"/#).map(\.output.1) {
                #expect(try await caller.call(.get, String(name)).status == 200, "\(name)")
            }
        }
    }
}
