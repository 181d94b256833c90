import CasewireStorage
import Foundation

/// Reads the pages of a sitemap, all of one host, and makes drafts of them.
package struct ImportSitemap: Job {
    package static let kind = "knowledge.sitemap"
    package let address: String
    package let publishes: Bool
    /// Who asked for it.
    package let by: String

    package static let mostPages = 200
    private static let mostSitemaps = 10
    private static let largestSitemap = 5 << 20
    private static let largestPage = 2 << 20
    /// For all pages together.
    private static let longest = Duration.seconds(600)

    package var lane: String? { "knowledge/import" }

    package func run(with services: Services) async throws {
        var report = SitemapReport(address: address, by: by, startedAt: services.clock.now())
        try await keep(report, services)
        let host = URL(string: address)?.host()?.lowercased() ?? ""
        let pages = services.connections.pages(of: host)
        var reading = ArticleFile.Reading()
        do {
            let found = try await Self.locations(in: address, of: pages, refused: &reading.refused)
            let deadline = services.clock.now() + Self.longest
            for (number, location) in found.enumerated() {
                guard number < Self.mostPages, services.clock.now() < deadline else {
                    let limit = number < Self.mostPages ? "ten minutes" : "\(Self.mostPages) pages"
                    reading.refused.append(
                        .init(
                            location,
                            "It and \(found.count - number - 1) more are beyond the limit of \(limit)."))
                    break
                }
                await Self.read(location, of: pages, into: &reading)
            }
            report.outcome = try await ImportArticles(services: services).run(
                [reading], publishes: publishes, by: by)
        } catch let failure as MediumFailure {
            report.failure = "The sitemap cannot be read: \(failure.pageWords)."
        }
        report.finishedAt = services.clock.now()
        try await keep(report, services)
    }

    private func keep(_ report: SitemapReport, _ services: Services) async throws {
        let now = services.clock.now()
        try await services.database.write {
            try $0.saveSetting(SitemapReport.name, report, at: now, isAnnounced: false)
            $0.announce(.knowledge)
        }
    }

    /// The addresses of a sitemap, and of those that it names (sitemaps.org, protocol 0.9), each once.
    private static func locations(
        in address: String, of pages: any PageSource, refused: inout [ImportOutcome.Refusal]
    ) async throws -> [String] {
        let first = try await sitemap(address, of: pages)
        guard first.isIndex else { return first.locations }
        var all: [String] = []
        for (number, nested) in first.locations.enumerated() {
            guard number < mostSitemaps else {
                refused.append(.init(nested, "A sitemap may name \(mostSitemaps) others at most."))
                break
            }
            do { all += try await sitemap(nested, of: pages).locations } catch let failure as MediumFailure {
                refused.append(.init(nested, failure.pageWords))
            }
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }

    private static func sitemap(_ address: String, of pages: any PageSource) async throws -> Sitemap {
        let bytes = try await pages.fetch(address, largestBytes: largestSitemap).content
        guard let sitemap = Sitemap(String(decoding: bytes, as: UTF8.self)) else {
            throw MediumFailure.refused(reason: "there is no sitemap at \(address)")
        }
        return sitemap
    }

    private static func read(
        _ address: String, of pages: any PageSource, into reading: inout ArticleFile.Reading
    )
        async
    {
        do throws(MediumFailure) {
            let fetched = try await pages.fetch(address, largestBytes: largestPage)
            let type = (fetched.declaredType ?? "").lowercased()
            guard type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") else {
                let named = type.prefix { $0 != ";" }
                return reading.refused.append(
                    .init(address, "It is no web page (\(named.isEmpty ? "of no type" : String(named)))."))
            }
            guard let html = String(validating: fetched.content, as: UTF8.self) else {
                return reading.refused.append(.init(address, "It is not written in UTF-8."))
            }
            let page = WebPageText(html: html)
            reading.articles.append(
                ImportedArticle(
                    content: ArticleContent(
                        title: page.title ?? address, body: page.body, locale: page.locale),
                    source: address, place: address, isWholeSource: true, keepsToSource: true))
        } catch {
            reading.refused.append(.init(address, error.pageWords.capitalizedFirst + "."))
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension MediumFailure {
    fileprivate var pageWords: String {
        switch self {
        case .unavailable(let reason, _), .denied(let reason), .refused(let reason): reason
        case .tooLarge: "it is too large"
        }
    }
}
