import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioMomentTests {
    @Test(arguments: [
        ("2024-06-17T15:28:32.7013964Z", 1_718_638_112_701),
        ("2024-06-17T15:28:32.7019999Z", 1_718_638_112_701),
        ("2024-06-17T15:28:39.361994Z", 1_718_638_119_361),
        ("2024-06-17T15:28:39.3Z", 1_718_638_119_300),
        ("2024-06-17T15:28:39Z", 1_718_638_119_000),
        ("2024-06-17T15:28:39", 1_718_638_119_000),
        ("2024-06-17T17:28:39+02:00", 1_718_638_119_000),
        ("2024-06-17T10:58:39.5-04:30", 1_718_638_119_500),
        ("1970-01-01T00:00:00Z", 0),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ("2000-03-01T00:00:00Z", 951_868_800_000),
    ])
    func `a moment is read to the millisecond, cut and not rounded`(_ text: String, _ milliseconds: Int64) {
        #expect(CreatioMoment.parse(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test
    func `the year 1 is no moment`() {
        #expect(CreatioMoment.parse("0001-01-01T00:00:00Z") == nil)
        #expect(CreatioMoment.isMoment("0001-01-01T00:00:00Z"))
    }

    @Test(arguments: [
        "", "2024-06-17", "2024-13-17T00:00:00Z", "2024-06-17 15:28:39", "2024-06-17T15:28:39.Z",
        "2024-06-17T25:00:00Z",
        "2024-06-17T15:28:39ZZ", "20240617T152839Z", "2024-06-17T15:28:3xZ",
    ])
    func `what is no moment is told`(_ text: String) {
        #expect(!CreatioMoment.isMoment(text))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_868_799_999, "2000-02-29T23:59:59.999Z"), (1_769_860_800_123, "2026-01-31T12:00:00.123Z"),
    ])
    func `a moment is written in UTC`(_ milliseconds: Int64, _ text: String) {
        #expect(CreatioMoment.text(Timestamp(milliseconds: milliseconds)) == text)
    }

    @Test
    func `what we write is what we read`() {
        var milliseconds: Int64 = 0
        while milliseconds < 4_200_000_000_000 {
            let moment = Timestamp(milliseconds: milliseconds)
            #expect(CreatioMoment.parse(CreatioMoment.text(moment)) == moment)
            milliseconds += 12_345_678_901  // Some 143 days, so every month and time of day comes up.
        }
    }
}
