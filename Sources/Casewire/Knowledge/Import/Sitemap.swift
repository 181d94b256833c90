/// The addresses that a sitemap names (sitemaps.org, protocol 0.9).
struct Sitemap: Sendable, Hashable {
    /// Whether they are of further sitemaps.
    let isIndex: Bool
    let locations: [String]

    /// Nil for what is no sitemap.
    init?(_ xml: String) {
        isIndex = xml.contains("<sitemapindex")
        guard isIndex || xml.contains("<urlset") else { return nil }
        locations = xml.matches(of: /<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]*?)\s*(?:\]\]>)?\s*<\/loc>/).map {
            HTMLText.plain(String($0.output.1))
        }
    }
}
