import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct ImportArticlesTests {
    private func read(_ name: String, _ text: String) -> ArticleFile.Reading {
        ArticleFile.read(name, Array(text.utf8))
    }

    @Test func `a Markdown file is one article, its first heading the title`() throws {
        let plain = try #require(
            read("docs/returns.md", "\n# Sending back\n\nWithin **30** days.\n").articles.first)
        #expect(plain.content == ArticleContent(title: "Sending back", body: "Within **30** days."))
        #expect(plain.source == "docs/returns.md" && plain.isWholeSource)
        let front = try #require(
            read("a.md", "---\ntitle: \"Devoluciones\"\nlang: es\ntags: [x]\n---\nEn 30 días.").articles.first
        )
        #expect(front.content == ArticleContent(title: "Devoluciones", body: "En 30 días.", locale: "es"))
        #expect(read("docs/opening hours.txt", "10 to 6").articles.first?.content.title == "opening hours")
    }

    @Test func `a table is an article a row, and each bad row says why`() throws {
        let reading = read(
            "faq.csv",
            "title,body,examples,kind\r\nReturns,\"Within 30 days, free.\",how do I return|send it back,\r\nTone,Be brief.,,instruction\r\nOdd,x,,poem\r\n"
        )
        #expect(reading.articles.map(\.content.title) == ["Returns", "Tone"])
        #expect(reading.articles[0].content.body == "Within 30 days, free.")
        #expect(reading.articles[0].content.examples == ["how do I return", "send it back"])
        #expect(reading.articles[1].content.kind == .instruction)
        #expect(reading.refused.map(\.place) == ["faq.csv, row 4"])
        #expect(read("faq.csv", "question,answer\na,b").refused.first?.reason.contains("title, body") == true)
        #expect(read("logo.png", "x").refused.first?.reason.contains("no Markdown") == true)
        #expect(ArticleFile.read("a.md", [0xFF, 0xFE, 0x41]).refused.first?.reason.contains("UTF-8") == true)
    }

    @Test(arguments: Engine.all)
    func `what is new is a draft, the same again changes nothing, another text changes it`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let imports = ImportArticles(services: world.services)
        let table = read("faq.csv", "title,body\nReturns,30 days\nShipping,5 days\nReturns,again\n,x\n")
        let first = try await imports.run([table, read("hours.md", "# Hours\n10 to 6")], by: "a")
        #expect(first.created == ["Returns", "Shipping", "Hours"])
        #expect(first.refused.map(\.place) == ["faq.csv, row 4", "faq.csv, row 5"])
        #expect(first.refused[0].reason.contains("faq.csv, row 2"))
        #expect(try await world.database.read { try $0.articles().isEmpty })

        let again = try await imports.run([table, read("hours.md", "# Hours\n10 to 6")], by: "a")
        #expect(again.unchanged == 3 && again.created.isEmpty && again.updated.isEmpty)

        let kept = try await world.database.read { try $0.articleList(ArticleQuery()) }
        let hours = try #require(kept.first { $0.content.title == "Hours" })
        let actions = ArticleActions(services: world.services)
        _ = try await actions.change(hours.id, by: "b") {
            var content = $0
            content.examples = ["when are you open"]
            return content
        }
        _ = try await actions.take(.publish, on: hours.id, by: "b")
        // Known again by its file under another title; what the file does not say stays.
        let renamed = try await imports.run([read("hours.md", "# Opening hours\n9 to 5")], by: "a")
        #expect(renamed.updated == ["Opening hours"])
        let now = try await actions.article(hours.id)
        #expect(
            now.content
                == ArticleContent(title: "Opening hours", body: "9 to 5", examples: ["when are you open"]))
        #expect(now.state == .published && now.source == "hours.md")
        #expect(try await actions.versions(of: hours.id).first?.change == "imported from hours.md")

        _ = try await actions.take(.archive, on: hours.id, by: "b")
        let archived = try await imports.run([read("hours.md", "# Opening hours\n8 to 4")], by: "a")
        #expect(archived.refused.first?.reason.contains("archived") == true)
        let published = try await imports.run([read("new.md", "# New\nx")], publishes: true, by: "a")
        #expect(published.created == ["New"])
        #expect(try await world.database.read { try $0.articles().map(\.title) } == ["New"])
    }

    @Test func `a web page says what is in its main part`() {
        let page = WebPageText(
            html: """
                <!doctype html><html lang="en-GB"><head><title>Help | Shop</title><style>p{color:red}</style></head>
                <body><header>Menu <nav><a href="/">Home</a></nav></header><main><h1>Sending <em>back</em></h1>
                <figure><figcaption>A parcel</figcaption></figure><p>Within 30&nbsp;days &amp; free.</p>
                <script>if (a < b) alert("x")</script><ul><li>Print the label</li></ul></main>
                <footer>Imprint</footer></body></html>
                """)
        #expect(page.title == "Sending back" && page.locale == "en-GB")
        #expect(page.body.contains("Within 30 days & free.") && page.body.contains("- Print the label"))
        for words in ["Menu", "Home", "alert", "Imprint", "color", "<", "Sending back"] {
            #expect(!page.body.contains(words), "\(words): \(page.body)")
        }
        let bare = WebPageText(html: "<title>T</title><p>One<p>Two <nav>never ended")
        #expect(bare.title == "T" && bare.body.contains("One") && bare.body.contains("Two"))
    }
}
