import Foundation

/// When people answer.
package struct BusinessHours: Sendable, Hashable, Codable {
    package enum Day: String, Sendable, Hashable, Codable, CaseIterable {
        case sun, mon, tue, wed, thu, fri, sat
    }

    package struct Shift: Sendable, Hashable, Codable {
        package let days: [Day]
        /// Minutes since midnight.
        package let from: Int
        /// Minutes since midnight, after `from`.
        package let to: Int

        package init(days: [Day], from: Int, to: Int) {
            self.days = days
            self.from = from
            self.to = to
        }
    }

    /// An IANA time zone.
    package let timezone: String
    package let shifts: [Shift]
    /// Days off, `YYYY-MM-DD` in that zone.
    package let holidays: [String]

    package init(timezone: String, shifts: [Shift], holidays: [String]) {
        self.timezone = timezone
        self.shifts = shifts
        self.holidays = holidays
    }

    /// When it opens next, or nil while it is open. Also nil when it never opens within two weeks.
    package func nextOpening(after moment: Timestamp) -> Timestamp? {
        guard let zone = TimeZone(identifier: timezone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: moment.date)
        for ahead in 0..<14 {
            for (from, to) in opening(ahead, after: today, in: calendar) {
                if moment.date < from { return Timestamp(from) }
                if moment.date < to { return nil }
            }
        }
        return nil
    }

    /// When so much time has passed while it was open; as on any clock where that never comes within two months.
    package func moment(after duration: Duration, from start: Timestamp) -> Timestamp {
        guard let zone = TimeZone(identifier: timezone) else { return start + duration }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: start.date)
        var rest = Double(duration.inMilliseconds) / 1000
        var counted = start.date
        for ahead in 0..<62 {
            for (from, to) in opening(ahead, after: today, in: calendar) where to > counted {
                let begin = max(from, counted)
                let open = to.timeIntervalSince(begin)
                guard rest > open else { return Timestamp(begin.addingTimeInterval(rest)) }
                rest -= open
                counted = to
            }
        }
        return start + duration
    }

    /// `Tuesday 09:00` in its own zone, for people.
    package func spoken(_ moment: Timestamp, language: String) -> String {
        // Where days have twelve hours twice, 17:00 would read 05:00.
        var locale = Locale.Components(identifier: language)
        locale.hourCycle = .zeroToTwentyThree
        var style = Date.FormatStyle(locale: Locale(components: locale))
            .weekday(.wide).hour(.twoDigits(amPM: .omitted)).minute(.twoDigits)
        style.timeZone = TimeZone(identifier: timezone) ?? .gmt
        return moment.date.formatted(style)
    }

    /// From when to when it is open so many days after one, in order.
    func opening(_ ahead: Int, after today: Date, in calendar: Calendar) -> [(from: Date, to: Date)] {
        guard let day = calendar.date(byAdding: .day, value: ahead, to: today) else { return [] }
        return shiftsOpen(on: day, in: calendar).compactMap { shift in
            calendar.date(bySettingHour: shift.from / 60, minute: shift.from % 60, second: 0, of: day).map {
                ($0, $0.addingTimeInterval(Double(shift.to - shift.from) * 60))
            }
        }
    }

    private func shiftsOpen(on day: Date, in calendar: Calendar) -> [Shift] {
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: day)
        guard let year = parts.year, let month = parts.month, let date = parts.day,
            let weekday = parts.weekday
        else { return [] }
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let name = "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))"
        if holidays.contains(name) { return [] }
        let word = Day.allCases[weekday - 1]
        return shifts.filter { $0.days.contains(word) }.sorted { $0.from < $1.from }
    }
}
