package import CasewireStorage
import Foundation

/// What became of the newest import of a website.
package struct SitemapReport: Sendable, Hashable, Codable {
    static let name = "knowledge.sitemap"

    package let address: String
    package let by: String
    package let startedAt: Timestamp
    package var finishedAt: Timestamp?
    package var outcome: ImportOutcome?
    /// Why nothing was imported, in words.
    package var failure: String?
}

extension Snapshot {
    package func sitemapReport() throws -> SitemapReport? {
        try setting(SitemapReport.name, as: SitemapReport.self)
    }
}

/// Has a website imported.
package struct RequestSitemap: Sendable {
    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// - Parameter address: of a sitemap, at a host of the open network, by https.
    package func run(_ address: String, publishes: Bool, by who: String) async throws {
        let address = address.trimmingCharacters(in: .whitespaces)
        guard let url = URL(string: address), url.scheme?.lowercased() == "https",
            let host = url.host(), host.contains("."), url.user() == nil, url.port ?? 443 == 443,
            address.count <= 2000
        else {
            throw ArticleActions.Refusal.invalid([
                "Give the sitemap's address, such as https://www.example.com/sitemap.xml."
            ])
        }
        let (now, random) = (services.clock.now(), services.random)
        let job = ImportSitemap(address: address, publishes: publishes, by: who)
        try await services.database.write { transaction in
            try transaction.enqueue(job, at: now, now: now, id: random.identifier())
            try transaction.saveSetting(
                SitemapReport.name, SitemapReport(address: address, by: who, startedAt: now), at: now,
                isAnnounced: false)
        }
    }
}
