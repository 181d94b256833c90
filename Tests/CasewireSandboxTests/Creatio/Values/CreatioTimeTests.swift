import CasewireSandbox
import FoundationEssentials
import Testing

struct CreatioTimeTests {
    @Test(arguments: [
        ("2024-06-17T15:28:32.7013964Z", "2024-06-17T15:28:32.7013964Z"),
        ("2024-06-17T15:28:39.3619940Z", "2024-06-17T15:28:39.361994Z"),
        ("2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00Z"),
        ("2026-01-31T12:00Z", "2026-01-31T12:00:00Z"),
        ("2024-02-29T23:59:59.1Z", "2024-02-29T23:59:59.1Z"),
        ("2026-01-31T01:30:00+02:00", "2026-01-30T23:30:00Z"),
        ("2026-01-31T23:30:00-0200", "2026-02-01T01:30:00Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ])
    func `an instant is read and written back`(text: String, written: String) {
        #expect(CreatioTime(text)?.text == written)
    }

    @Test(arguments: [
        "2026-01-31", "2026-01-31T12:00:00", "yesterday", "2026-13-01T00:00:00Z", "2026-01-31T25:00:00Z", "",
    ])
    func `what has no zone is no instant`(text: String) {
        #expect(CreatioTime(text) == nil)
    }

    @Test func `a date agrees with the calendar of the system`() {
        let date = Date(timeIntervalSince1970: 1_795_420_800)
        #expect(CreatioTime(date).text == date.formatted(.iso8601))
    }

    @Test func `cutting keeps what the database keeps`() throws {
        let time = try #require(CreatioTime("2024-06-17T15:28:32.7013964Z"))
        #expect(time.cut(to: CreatioTime.ticksPerMicrosecond).text == "2024-06-17T15:28:32.701396Z")
        #expect(time.cut(to: CreatioTime.ticksPerMillisecond).text == "2024-06-17T15:28:32.701Z")
    }
}
