import Casewire
import Testing

struct SegmentPricesTests {
    @Test(arguments: [
        (1, 8_300, "about 0.0083 USD"), (2, 8_300, "about 0.0166 USD"), (3, 2_000_000, "about 6 USD"),
    ])
    func `an estimate is written exactly`(segments: Int, price: Int, words: String) {
        #expect(SegmentPrices().words(segments, at: price) == words)
    }

    @Test func `a price is that of the country, and none is made up`() throws {
        let prices = SegmentPrices(currency: "EUR", millionths: ["US": 7_000, "GB": 40_000])
        func price(_ phone: String) throws -> Int? {
            prices.price(to: try #require(PhoneNumber(e164: phone)))
        }
        #expect(try price("+12125550100") == 7_000)
        #expect(try price("+447400123456") == 40_000)
        #expect(try price("+14165550100") == nil)
        #expect(try price("+4915112345678") == nil)
    }
}
