import Casewire
import Testing

@Suite struct BusinessHoursTests {
    private let hours = BusinessHours(
        timezone: "America/New_York",
        shifts: [
            .init(days: [.mon, .tue, .wed, .thu, .fri], from: 9 * 60, to: 12 * 60),
            .init(days: [.mon, .tue, .wed, .thu, .fri], from: 13 * 60, to: 17 * 60),
        ], holidays: ["2026-11-26"])

    /// New York is five hours behind UTC in November 2026; the 23rd is a Monday.
    @Test(arguments: [
        ("2026-11-23T14:00:00Z", nil),  // Monday 9:00.
        ("2026-11-23T13:59:59Z", "2026-11-23T14:00:00Z"),
        ("2026-11-23T17:30:00Z", "2026-11-23T18:00:00Z"),  // Lunch.
        ("2026-11-23T22:00:00Z", "2026-11-24T14:00:00Z"),  // After five.
        ("2026-11-25T23:00:00Z", "2026-11-27T14:00:00Z"),  // Thursday is a holiday.
        ("2026-11-28T15:00:00Z", "2026-11-30T14:00:00Z"),  // Saturday.
    ])
    func `the next opening`(moment: String, opening: String?) throws {
        let now = try #require(Timestamp(iso8601: moment))
        #expect(hours.nextOpening(after: now) == opening.flatMap { Timestamp(iso8601: $0) })
    }

    @Test(arguments: [
        ("2026-11-23T14:00:00Z", 30, "2026-11-23T14:30:00Z"),
        ("2026-11-23T16:50:00Z", 30, "2026-11-23T18:20:00Z"),  // Over lunch.
        ("2026-11-23T16:30:00Z", 30, "2026-11-23T17:00:00Z"),  // To the minute before it.
        ("2026-11-25T21:50:00Z", 30, "2026-11-27T14:20:00Z"),  // Over the holiday.
        ("2026-11-27T23:00:00Z", 480, "2026-12-01T15:00:00Z"),  // A day of seven hours and one more.
    ])
    func `time counts while it is open`(start: String, minutes: Int, end: String) throws {
        let start = try #require(Timestamp(iso8601: start))
        let found = hours.moment(after: .seconds(minutes * 60), from: start)
        #expect(found == Timestamp(iso8601: end))
    }

    @Test func `time counts on any clock where it never opens`() throws {
        let never = BusinessHours(timezone: "America/New_York", shifts: [], holidays: [])
        let start = try #require(Timestamp(iso8601: "2026-11-23T14:00:00Z"))
        #expect(never.moment(after: .seconds(60), from: start) == start + .seconds(60))
    }

    @Test(arguments: ["en", "en-US", "es", "pt-BR"])
    func `an afternoon is spoken as one`(language: String) throws {
        let hours = BusinessHours(timezone: "America/New_York", shifts: [], holidays: [])
        let opening = try #require(Timestamp(iso8601: "2026-11-24T22:30:00Z"))
        #expect(hours.spoken(opening, language: language).hasSuffix("17:30"))
    }

    @Test func `an opening is spoken in its own zone`() throws {
        let opening = try #require(Timestamp(iso8601: "2026-11-24T14:00:00Z"))
        #expect(hours.spoken(opening, language: "en") == "Tuesday 09:00")
    }
}
