import Foundation

extension BusinessHours {
    package static let keys = ["timezone", "shifts", "holidays"]
    /// Shifts of all days together.
    private static let mostShifts = 70
    private static let mostHolidays = 400

    /// What somebody entered; nil where it cannot be taken, and the section has noted why.
    init?(_ section: SettingSection) {
        let days = section.sections("shifts", keys: ["days", "from", "to"])
        if days.count > Self.mostShifts {
            section.problem("shifts", "has \(days.count) entries; \(Self.mostShifts) are the most.")
            return nil
        }
        let shifts = days.compactMap(Shift.init)
        let holidays = section.texts("holidays", most: Self.mostHolidays, longest: 20) ?? []
        for holiday in holidays where !Self.isDay(holiday) {
            section.problem("holidays", "“\(holiday)” is no day; write it such as 2026-12-25.")
        }
        self.init(
            timezone: section.timezone("timezone") ?? "UTC", shifts: shifts,
            holidays: Array(Set(holidays)).sorted())
    }

    /// Reads `09:00` to `24:00`; nil where it is no time of day.
    package static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour >= 0, (0...59).contains(minute),
            hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }

    /// A day of the Gregorian calendar that there is, as `YYYY-MM-DD`.
    private static func isDay(_ text: String) -> Bool {
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { return false }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let wanted = DateComponents(year: parts[0], month: parts[1], day: parts[2])
        return wanted.isValidDate(in: calendar)
    }

    /// The same hours with one shift for all days that have it.
    var gathered: BusinessHours {
        var days: [ClosedRange<Int>: Set<Day>] = [:]
        for shift in shifts { days[shift.from...shift.to, default: []].formUnion(shift.days) }
        let shifts = days.map { span, days in
            Shift(days: Day.allCases.filter(days.contains), from: span.lowerBound, to: span.upperBound)
        }
        return BusinessHours(
            timezone: timezone,
            shifts: shifts.sorted { ($0.firstDay, $0.from, $0.to) < ($1.firstDay, $1.from, $1.to) },
            holidays: holidays)
    }

    /// As a setup file would say it.
    package var declared: JSONValue {
        .object([
            "timezone": .text(timezone), "holidays": .list(holidays.map(JSONValue.text)),
            "shifts": .list(
                shifts.map { shift in
                    .object([
                        "days": .list(shift.days.map { .text($0.rawValue) }),
                        "from": .text(QuietHours.time(shift.from)), "to": .text(QuietHours.time(shift.to)),
                    ])
                }),
        ])
    }
}

extension BusinessHours.Shift {
    /// Where its first day stands in a week.
    fileprivate var firstDay: Int { days.compactMap(BusinessHours.Day.allCases.firstIndex).min() ?? 0 }

    fileprivate init?(_ section: SettingSection) {
        let words = section.texts("days", most: 7, longest: 20) ?? []
        let days = words.compactMap(BusinessHours.Day.init(rawValue:))
        if days.count != words.count || days.isEmpty {
            section.problem("days", "must be some of mon, tue, wed, thu, fri, sat, sun.")
        }
        guard let from = section.text("from", longest: 5).flatMap(BusinessHours.minutes),
            let to = section.text("to", longest: 5).flatMap(BusinessHours.minutes), from < to
        else {
            section.problem("needs from and to as HH:MM, from before to.")
            return nil
        }
        self.init(days: days, from: from, to: to)
    }
}
