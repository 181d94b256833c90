import Casewire
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (951_868_799_999, "2000-02-29T23:59:59.999Z"), (1_709_164_800_001, "2024-02-29T00:00:00.001Z"),
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (1_790_000_000_120, "2026-09-21T14:13:20.120Z"),
    ])
    func `every millisecond is written and read exactly`(milliseconds: Int64, text: String) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(moment.iso8601 == text)
        #expect(Timestamp(iso8601: text) == moment)
    }

    @Test func `fractions of any length are read`() {
        #expect(Timestamp(iso8601: "2024-06-17T15:28:32.7013964Z")?.milliseconds == 1_718_638_112_701)
        #expect(Timestamp(iso8601: "2024-06-17T15:28:32Z")?.milliseconds == 1_718_638_112_000)
        #expect(Timestamp(iso8601: "yesterday") == nil)
    }
}
