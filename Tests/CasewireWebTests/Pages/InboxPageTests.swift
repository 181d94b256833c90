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
            for number in 0...InboxPages.pageSize {
                try await caller.world.receive("Text", from: "+155512320\(number / 10)\(number % 10)")
                caller.world.clock.advance(by: .seconds(1))
            }
            let page = try await caller.page("/inbox?state=agent", in: browser)
            let rows = page.text.matches(of: #/<li class="row"/#).count
            #expect(rows == InboxPages.pageSize)
            let more = try #require(page.text.firstMatch(of: #/<a href="([^"]+)">Older sessions/#)?.output.1)
            #expect(more.contains("state=agent"))
            let rest = try await caller.page(String(more).replacing("&amp;", with: "&"), in: browser)
            #expect(rest.text.matches(of: #/<li class="row"/#).count == 1)
            #expect(!rest.text.contains("data-grows"))
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
