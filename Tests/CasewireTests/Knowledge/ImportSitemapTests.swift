import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// A website of a few addresses.
private struct ScriptedSite: PageSource {
    let pages: [String: (type: String, text: String)]

    func fetch(_ address: String, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium {
        guard let page = pages[address] else {
            throw .refused(reason: "the website sent the call on to another host")
        }
        guard page.text.utf8.count <= largestBytes else { throw .tooLarge(bytes: page.text.utf8.count) }
        return FetchedMedium(content: Array(page.text.utf8), declaredType: page.type)
    }
}

@Suite struct ImportSitemapTests {
    private static let home = "https://help.example.com"

    private func html(_ title: String, _ text: String) -> (type: String, text: String) {
        ("text/html; charset=utf-8", "<main><h1>\(title)</h1><p>\(text)</p></main>")
    }

    private func sitemap(_ paths: String...) -> (type: String, text: String) {
        let places = paths.map { "<url><loc> \(Self.home)\($0) </loc></url>" }.joined()
        return ("text/xml", "<?xml version=\"1.0\"?><urlset>\(places)</urlset>")
    }

    private func run(_ site: ScriptedSite, in world: World) async throws -> SitemapReport {
        let services = Services(
            database: world.database, clock: world.clock, random: world.random,
            connections: ScriptedConnections(
                sms: world.sms, model: BuiltinModel(), creatio: world.creatio, website: site),
            vault: world.services.vault, publicURL: world.services.publicURL, logger: world.services.logger)
        try await RequestSitemap(services: services).run(
            Self.home + "/sitemap.xml", publishes: false, by: "a")
        try await JobRunner(services: services).runDue()
        return try #require(try await world.database.read { try $0.sitemapReport() })
    }

    @Test(arguments: Engine.all)
    func `the pages of a sitemap become drafts once, and what is not read says why`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        _ = try await ArticleActions(services: world.services).create(
            ArticleContent(title: "Contact", body: "Ours."), state: .published, by: "b")
        var pages = [
            Self.home + "/sitemap.xml": sitemap(
                "/returns", "/shipping", "/terms.pdf", "/gone", "/contact", "/big"),
            Self.home + "/returns": html("Returns", "Within 30 days."),
            Self.home + "/shipping": html("Shipping", "5 days."),
            Self.home + "/terms.pdf": ("application/pdf", "%PDF"),
            Self.home + "/contact": html("Contact", "Theirs."),
            Self.home + "/big": html("Big", String(repeating: "x", count: 3 << 20)),
        ]
        let first = try await run(ScriptedSite(pages: pages), in: world)
        let outcome = try #require(first.outcome)
        #expect(outcome.created == ["Returns", "Shipping"] && first.finishedAt != nil)
        let reasons = Dictionary(
            outcome.refused.map { (String($0.place.dropFirst(Self.home.count)), $0.reason) }
        ) { $1 }
        #expect(reasons["/terms.pdf"]?.contains("application/pdf") == true)
        #expect(reasons["/gone"]?.contains("another host") == true)
        #expect(reasons["/contact"]?.contains("written here") == true)
        #expect(reasons["/big"]?.contains("too large") == true)

        pages[Self.home + "/returns"] = html("Sending back", "Within 60 days.")
        let second = try await run(ScriptedSite(pages: pages), in: world)
        #expect(second.outcome?.updated == ["Sending back"] && second.outcome?.unchanged == 1)
        let kept = try await world.database.read { try $0.articleList(ArticleQuery()) }
        #expect(kept.map(\.content.title) == ["Contact", "Sending back", "Shipping"])
        #expect(kept.map(\.content.body) == ["Ours.", "Within 60 days.", "5 days."])
    }

    @Test func `a sitemap of sitemaps is followed, one that is none is told`() async throws {
        let world = try await World(on: .memory)
        let report = try await run(
            ScriptedSite(pages: [
                Self.home + "/sitemap.xml": (
                    "text/xml",
                    "<sitemapindex><sitemap><loc>\(Self.home)/a.xml</loc></sitemap></sitemapindex>"
                ),
                Self.home + "/a.xml": sitemap("/one"), Self.home + "/one": html("One", "1"),
            ]), in: world)
        #expect(report.outcome?.created == ["One"])
        let none = try await run(
            ScriptedSite(pages: [Self.home + "/sitemap.xml": html("Oops", "No such page.")]), in: world)
        #expect(none.failure?.contains("there is no sitemap at") == true && none.outcome == nil)
    }

    @Test(arguments: [
        "http://help.example.com/sitemap.xml", "https://user@help.example.com/x", "https://localhost/x",
        "nonsense",
        "https://help.example.com:8443/x",
    ])
    func `only a secure address on the open network is taken`(_ address: String) async throws {
        let world = try await World(on: .memory)
        await #expect(throws: ArticleActions.Refusal.self) {
            try await RequestSitemap(services: world.services).run(address, publishes: false, by: "a")
        }
        #expect(try await world.database.read { try $0.sitemapReport() } == nil)
    }

    @Test func `no more pages are read than the limit`() async throws {
        let world = try await World(on: .memory)
        let places = (1...(ImportSitemap.mostPages + 5)).map { "<loc>\(Self.home)/\($0)</loc>" }.joined()
        var pages = [Self.home + "/sitemap.xml": ("text/xml", "<urlset>\(places)</urlset>")]
        for number in 1...(ImportSitemap.mostPages + 5) {
            pages[Self.home + "/\(number)"] = html("Page \(number)", "\(number)")
        }
        let report = try await run(ScriptedSite(pages: pages), in: world)
        #expect(report.outcome?.created.count == ImportSitemap.mostPages)
        #expect(
            report.outcome?.refused.map(\.reason).first?.contains("beyond the limit of 200 pages") == true)
    }
}
