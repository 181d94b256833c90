import Foundation

/// A day of the organization's calendar.
package struct FigureDay: Sendable, Hashable {
    /// `2026-01-31`, which sorts as days follow each other.
    package let name: String
    package let start: Timestamp
    /// The next day's start; 23 to 25 hours later, where clocks change.
    package let end: Timestamp

    /// The day in which a moment falls; an unknown time zone counts as UTC.
    package init(of moment: Timestamp, timezone: String) {
        let calendar = Self.calendar(timezone)
        self.init(calendar.startOfDay(for: moment.date), in: calendar)
    }

    /// Reads `YYYY-MM-DD`; nil for what is no day.
    package init?(_ name: String, timezone: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        let calendar = Self.calendar(timezone)
        let wanted = DateComponents(year: year, month: month, day: day)
        guard let date = calendar.date(from: wanted) else { return nil }
        self.init(calendar.startOfDay(for: date), in: calendar)
        guard self.name == name else { return nil }
    }

    private init(_ start: Date, in calendar: Calendar) {
        let parts = calendar.dateComponents([.year, .month, .day], from: start)
        name =
            Self.digits(parts.year ?? 0, 4) + "-" + Self.digits(parts.month ?? 0, 2) + "-"
            + Self.digits(parts.day ?? 0, 2)
        self.start = Timestamp(start)
        end = Timestamp(
            calendar.date(byAdding: .day, value: 1, to: start) ?? start.addingTimeInterval(86_400))
    }

    /// The days from so many before this one to this one, the oldest first.
    package func andBefore(_ count: Int, timezone: String) -> [FigureDay] {
        let calendar = Self.calendar(timezone)
        return (0...max(0, count)).reversed().compactMap { back in
            calendar.date(byAdding: .day, value: -back, to: start.date).map { Self($0, in: calendar) }
        }
    }

    /// How many days this one is after another; negative where it is before.
    package func days(since other: FigureDay, timezone: String) -> Int {
        Self.calendar(timezone).dateComponents([.day], from: other.start.date, to: start.date).day ?? 0
    }

    private static func calendar(_ timezone: String) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: timezone) ?? .gmt
        return calendar
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
