import Foundation

/// Until when a session may be hidden, as people choose it.
package enum SnoozeTime: Sendable, Hashable {
    case hour, tomorrow, monday
    case at(Timestamp)

    /// Reads `hour`, `tomorrow` or `monday`.
    package init?(word: String) {
        switch word {
        case "hour": self = .hour
        case "tomorrow": self = .tomorrow
        case "monday": self = .monday
        default: return nil
        }
    }

    /// The moment it means now; mornings are those of the organization's time zone.
    package func moment(after now: Timestamp, timezone: String) -> Timestamp {
        switch self {
        case .hour: now + .seconds(3600)
        case .tomorrow: Self.morning(after: now, timezone: timezone, isMonday: false)
        case .monday: Self.morning(after: now, timezone: timezone, isMonday: true)
        case .at(let moment): moment
        }
    }

    /// Reads `2026-11-30T09:00` as a browser's field gives it, in a time zone.
    package static func local(_ text: String, timezone: String) -> SnoozeTime? {
        let parts = text.split(separator: "T")
        guard parts.count == 2, text.count == 16 else { return nil }
        let day = parts[0].split(separator: "-").compactMap { Int($0) }
        let time = parts[1].split(separator: ":").compactMap { Int($0) }
        guard day.count == 3, time.count == 2, (1...12).contains(day[1]), (1...31).contains(day[2]),
            (0...23).contains(time[0]), (0...59).contains(time[1])
        else { return nil }
        let components = DateComponents(
            year: day[0], month: day[1], day: day[2], hour: time[0], minute: time[1])
        return calendar(timezone).date(from: components).map { .at(Timestamp($0)) }
    }

    private static let morningHour = 9

    private static func morning(after now: Timestamp, timezone: String, isMonday: Bool) -> Timestamp {
        let calendar = calendar(timezone)
        let today = calendar.startOfDay(for: now.date)
        for ahead in 1...8 {
            guard let day = calendar.date(byAdding: .day, value: ahead, to: today),
                !isMonday || calendar.component(.weekday, from: day) == 2,
                let morning = calendar.date(bySettingHour: morningHour, minute: 0, second: 0, of: day)
            else { continue }
            return Timestamp(morning)
        }
        return now + .seconds(24 * 3600)
    }

    private static func calendar(_ timezone: String) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timezone) ?? .gmt
        return calendar
    }
}
