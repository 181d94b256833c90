package import FoundationEssentials

/// An instant in steps of 100 ns since 1970 UTC, which is the precision that Creatio answers with.
package struct CreatioTime: Sendable, Hashable, Comparable {
    package let ticks: Int64

    package init(ticks: Int64) {
        self.ticks = ticks
    }

    package init(_ date: Date) {
        ticks = Int64((date.timeIntervalSince1970 * Double(Self.ticksPerSecond)).rounded())
    }

    package static let ticksPerSecond: Int64 = 10_000_000
    package static let ticksPerMillisecond: Int64 = 10_000
    package static let ticksPerMicrosecond: Int64 = 10

    package static func < (left: CreatioTime, right: CreatioTime) -> Bool { left.ticks < right.ticks }

    package func adding(seconds: Int64) -> CreatioTime {
        CreatioTime(ticks: ticks + seconds * Self.ticksPerSecond)
    }

    /// Cut to a multiple of so many ticks, as a database keeps it.
    package func cut(to step: Int64) -> CreatioTime {
        CreatioTime(ticks: ticks - ((ticks % step) + step) % step)
    }

    /// `2024-06-17T15:28:32.7013964Z`: as many decimals as are needed, none when there are none.
    package var text: String {
        let seconds = Self.floored(ticks, by: Self.ticksPerSecond)
        let fraction = ticks - seconds * Self.ticksPerSecond
        let days = Self.floored(seconds, by: 86_400)
        let inDay = Int(seconds - days * 86_400)
        let date = Self.civil(days: days)
        var text =
            Self.padded(date.year, 4) + "-" + Self.padded(date.month, 2) + "-" + Self.padded(date.day, 2)
        text += "T" + Self.padded(inDay / 3_600, 2) + ":" + Self.padded(inDay / 60 % 60, 2)
        text += ":" + Self.padded(inDay % 60, 2)
        if fraction > 0 {
            var decimals = Self.padded(Int(fraction), 7)
            while decimals.hasSuffix("0") { decimals.removeLast() }
            text += "." + decimals
        }
        return text + "Z"
    }

    /// What Creatio answers for an empty date.
    package static let emptyText = "0001-01-01T00:00:00Z"

    private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count >= width
            ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// The proleptic Gregorian date of a day counted from 1970-01-01, reckoned in years that begin in March.
    private static func civil(days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The inverse of `civil(days:)`.
    static func days(year: Int, month: Int, day: Int) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }
}
