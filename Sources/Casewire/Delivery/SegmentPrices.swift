/// What a segment costs, by the country of whoever it goes to; an estimate for people, and no bill.
package struct SegmentPrices: Sendable, Hashable, Codable {
    /// ISO 4217, such as `USD`.
    package var currency: String
    /// By country (ISO 3166, such as `US`), in millionths of the currency, so that sums are exact.
    package var millionths: [String: Int]

    package init(currency: String = "USD", millionths: [String: Int] = Self.usual) {
        self.currency = currency
        self.millionths = millionths
    }

    /// Twilio's list price of a text in the US, without what the networks add; others differ by contract and are left to
    /// whoever knows them.
    package static let usual = ["US": 8_300]

    /// The price of one segment to a number; nil where none is known.
    package func price(to phone: PhoneNumber) -> Int? {
        // A number of no plan is dialled as one of the US is.
        let country = phone.region ?? (phone.e164.hasPrefix("+1") ? "US" : nil)
        return country.flatMap { millionths[$0] }
    }

    /// Such as `about 0.0166 USD`.
    package func words(_ segments: Int, at price: Int) -> String {
        "about \(Self.decimal(segments * price)) \(currency)"
    }

    /// At most six decimals, without zeros at the end.
    private static func decimal(_ millionths: Int) -> String {
        var fraction = String(String(1_000_000 + millionths % 1_000_000).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? "\(millionths / 1_000_000)" : "\(millionths / 1_000_000).\(fraction)"
    }
}
