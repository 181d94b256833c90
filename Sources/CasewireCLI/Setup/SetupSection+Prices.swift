import Casewire
import Foundation

extension SetupSection {
    /// `{currency: USD, US: 0.0083, GB: 0.04}`: what a segment costs, by country.
    func segmentPrices(_ key: String) -> SegmentPrices? {
        let countries = Locale.Region.isoRegions.map(\.identifier).filter {
            $0.count == 2 && $0.allSatisfy(\.isLetter)
        }
        guard let section = section(key, keys: ["currency"] + countries.sorted()) else { return nil }
        var prices = SegmentPrices(currency: section.text("currency") ?? "USD", millionths: [:])
        for country in countries {
            guard let price = section.number(country, in: 0...100) else { continue }
            prices.millionths[country] = Int((price * 1_000_000).rounded())
        }
        return prices
    }
}
