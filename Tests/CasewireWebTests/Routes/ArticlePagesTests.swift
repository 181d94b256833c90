import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct ArticlePagesTests {
    private static let entry = [
        "kind": "article", "title": "Returns <b>", "body": "Within **30 days**.", "short_answer": "",
        "examples": "how do I return\r\ncan I send it back", "locale": "en",
    ]

    @Test func `an article is previewed, saved as a draft, published and brought back`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let preview = try await caller.submit(
                "/knowledge/new", Self.entry.merging(["action": "preview"]) { $1 }, in: admin)
            #expect(preview.status == 200)
            #expect(preview.text.contains("Within 30 days.") && preview.text.contains("1 segment, GSM-7"))
            #expect(preview.text.contains("Returns &lt;b&gt;"))
            let list = try await caller.world.database.read { try $0.articleList(ArticleQuery()) }
            #expect(list.isEmpty)

            let saved = try await caller.submit(
                "/knowledge/new", Self.entry.merging(["action": "save"]) { $1 }, in: admin)
            let address = try #require(saved.headers[.location]?.split(separator: "?").first.map(String.init))
            let page = try await caller.page(address, in: admin)
            #expect(
                page.text.contains(">Draft</span>")
                    && page.text.contains("how do I return\ncan I send it back"))
            #expect(try await caller.submit(address + "/publish", in: admin).status == 303)
            #expect(try await caller.world.database.read { try $0.articles().count } == 1)

            let edited = Self.entry.merging(["body": "Within 60 days.", "version": "2"]) { $1 }
            #expect(try await caller.submit(address, edited, in: admin).status == 303)
            // The same form once more is of an older version, and keeps what was typed.
            let late = try await caller.submit(address, edited.merging(["body": "Lost?"]) { $1 }, in: admin)
            #expect(late.status == 409 && late.text.contains("Lost?"))
            #expect(late.text.contains("Somebody changed this article"))

            let versions = try await caller.page(address + "/versions", in: admin)
            #expect(versions.text.contains("Version 3: edited by rep@example.com"))
            #expect(try await caller.submit(address + "/restore", ["version": "1"], in: admin).status == 303)
            let restored = try await caller.world.database.read { try $0.articles().first?.body }
            #expect(restored == "Within **30 days**.")
            #expect(try await caller.submit(address + "/archive", in: admin).status == 303)
            #expect(try await caller.submit(address + "/delete", in: admin).status == 303)
            #expect(try await caller.page(address, in: admin).status == 404)
        }
    }

    @Test func `those who may not change see the text and no form, and the list counts`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            for (title, action) in [("Returns", "publish"), ("Shipping", "save")] {
                _ = try await caller.submit(
                    "/knowledge/new", Self.entry.merging(["title": title, "action": action]) { $1 }, in: admin
                )
            }
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            let list = try await caller.page("/knowledge?state=published", in: viewer)
            #expect(list.text.contains("Returns") && !list.text.contains("Shipping"))
            #expect(list.text.contains(#"Drafts <span class="count">1</span>"#))
            #expect(!list.text.contains("New article"))
            let id = try await caller.world.database.read { try $0.articles()[0].id }
            let page = try await caller.page("/knowledge/\(id)", in: viewer)
            #expect(page.text.contains("Within **30 days**.") && !page.text.contains("<textarea"))
            #expect(try await caller.submit("/knowledge/\(id)/unpublish", in: viewer).status == 403)
            #expect(try await caller.page("/knowledge?q=ship", in: viewer).text.contains("Shipping"))
            #expect(
                try await caller.submit(
                    "/knowledge/new", ["title": "x", "form_token": "forged"], in: admin
                ).status == 403)
        }
    }

    @Test func `a question is tried on the page, with why it would go to a person`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            _ = try await caller.submit(
                "/knowledge/new", Self.entry.merging(["action": "publish"]) { $1 }, in: admin)
            let asked = try await caller.submit(
                "/knowledge/try", ["question": "I need to speak with a person"], in: admin)
            #expect(asked.text.contains("The agent would hand off: asked for a person."))
            let known = try await caller.submit("/knowledge/try", ["question": "how do I return"], in: admin)
            #expect(known.text.contains("The agent would answer:"))
            #expect(known.text.contains("Returns &lt;b&gt;</a>"))
            #expect(try await caller.submit("/knowledge/try", ["question": ""], in: admin).status == 422)

            #expect(
                try await caller.submit("/knowledge/threshold", ["threshold": "0.8"], in: admin).status == 303
            )
            #expect(try await caller.page("/knowledge/try", in: admin).text.contains("must be: 0.80"))
            #expect(
                try await caller.submit("/knowledge/threshold", ["threshold": "2"], in: admin).status == 422)
            _ = try await caller.submit(
                "/knowledge/threshold", ["threshold": "0.8", "calibrated": "yes"], in: admin)
            #expect(try await caller.page("/knowledge/try", in: admin).text.contains("must be: 0.50"))
            let chosen = try await caller.world.database.read { try $0.agentSettings().threshold }
            #expect(chosen == nil)
        }
    }

    @Test func `a threshold is drawn where the examples allow trials`() throws {
        #expect(TradeOffPlot(TradeOff(points: []), threshold: 0.5) == nil)
        let points = (0...40).map { step in
            TradeOff.Point(
                threshold: Double(step) / 40, answered: 1 - Double(step) / 40, handedOff: Double(step) / 40)
        }
        let plot = try #require(TradeOffPlot(TradeOff(points: points), threshold: 0.25))
        #expect(plot.answered.hasPrefix("40,12 ") && plot.answered.hasSuffix(" 400,212"))
        #expect(plot.handedOff.hasPrefix("40,212 ") && plot.handedOff.hasSuffix(" 400,12"))
        #expect(plot.bar == 130 && plot.answeredNow == "75 %" && plot.handedOffNow == "25 %")
        #expect(plot.rows.count == 11 && plot.rows[1].threshold == "0.10")
    }
}
