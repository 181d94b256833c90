package import FoundationEssentials

/// Dates as Twilio's version 2010-04-01 resources write them: `Mon, 23 Nov 2026 08:15:30 +0000` (RFC 2822).
package enum RFC2822 {
    package static func string(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let (year, month, day) = civil(daysSince1970: floorDivision(seconds, 86_400))
        let time = seconds - floorDivision(seconds, 86_400) * 86_400
        let weekday = weekdays[((floorDivision(seconds, 86_400) + 4) % 7 + 7) % 7]
        return "\(weekday), \(padded(day)) \(months[month - 1]) \(year) "
            + "\(padded(time / 3600)):\(padded(time / 60 % 60)):\(padded(time % 60)) +0000"
    }

    /// `YYMMDDhhmm`, the carrier's time in a delivery receipt.
    package static func carrierTime(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let (year, month, day) = civil(daysSince1970: floorDivision(seconds, 86_400))
        let time = seconds - floorDivision(seconds, 86_400) * 86_400
        return [year % 100, month, day, time / 3600, time / 60 % 60].map(padded).joined()
    }

    /// Year, month and day of the Gregorian calendar, by counting in years that begin in March.
    private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivision(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1
        )
    }

    private static func floorDivision(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
