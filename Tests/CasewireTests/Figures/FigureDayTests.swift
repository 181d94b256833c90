import Testing

@testable import Casewire

@Suite struct FigureDayTests {
    @Test func `a day is the organization's own, with 23 to 25 hours`() throws {
        let zone = "America/New_York"
        let evening = try #require(Timestamp(iso8601: "2026-03-08T04:30:00Z"))
        #expect(FigureDay(of: evening, timezone: zone).name == "2026-03-07")
        #expect(FigureDay(of: evening, timezone: "UTC").name == "2026-03-08")
        let short = try #require(FigureDay("2026-03-08", timezone: zone))
        #expect(short.end - short.start == .seconds(23 * 3600))
        let long = try #require(FigureDay("2026-11-01", timezone: zone))
        #expect(long.end - long.start == .seconds(25 * 3600))
        #expect(long.start.iso8601 == "2026-11-01T04:00:00.000Z")
    }

    @Test func `days follow each other without a gap`() throws {
        let last = try #require(FigureDay("2026-03-10", timezone: "Europe/Berlin"))
        let days = last.andBefore(400, timezone: "Europe/Berlin")
        #expect(days.count == 401)
        #expect(days.last == last)
        #expect(zip(days, days.dropFirst()).allSatisfy { $0.end == $1.start && $0.name < $1.name })
        #expect(last.days(since: days[0], timezone: "Europe/Berlin") == 400)
    }

    @Test(arguments: ["2026-02-30", "2026-2-3", "26-01-01", "2026-13-01", "today", "", "2026-01-01-01"])
    func `what is no day is none`(text: String) {
        #expect(FigureDay(text, timezone: "UTC") == nil)
    }
}
