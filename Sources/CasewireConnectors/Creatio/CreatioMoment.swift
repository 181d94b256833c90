import Casewire

/// Creatio's moments: ISO 8601 with up to seven fraction digits, in UTC.
enum CreatioMoment {
    /// Nil for the year 1, which stands for no date. Without a zone it is UTC, as everything Creatio stores.
    ///
    /// Fractions are cut to milliseconds, never rounded up, so that asking for what came after never skips a
    /// row.
    static func parse(_ text: some StringProtocol) -> Timestamp? {
        guard let parts = Parts(text), parts.year > 1 else { return nil }
        return Timestamp(milliseconds: parts.milliseconds)
    }

    /// `2026-01-31T12:00:00.123Z`: always UTC and marked so, since a date without a zone is refused or shifted.
    ///
    /// Counted in whole numbers, as the way over seconds in floating point loses a millisecond now and then.
    static func text(_ moment: Timestamp) -> String {
        func padded(_ number: Int, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        let (day, time) = Int(moment.milliseconds).quotientAndRemainder(flooringBy: 86_400_000)
        // The inverse of the count of days below, over eras of 400 years that begin in March.
        let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(flooringBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return padded(year, 4) + "-" + padded(month) + "-"
            + padded(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
            + "T" + padded(time / 3_600_000) + ":" + padded(time / 60_000 % 60) + ":"
            + padded(time / 1000 % 60)
            + "." + padded(time % 1000, 3) + "Z"
    }

    /// Whether a text has the form of a moment, the year 1 included.
    static func isMoment(_ text: some StringProtocol) -> Bool { Parts(text) != nil }

    private struct Parts {
        var year = 0
        var milliseconds: Int64 = 0

        init?(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            guard bytes.count >= 19, bytes.count <= 40, bytes[10] == UInt8(ascii: "T"),
                bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
                bytes[16] == UInt8(ascii: ":"), let year = Self.number(bytes[0..<4]),
                let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
                let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
                let second = Self.number(bytes[17..<19]), (1...12).contains(month), (1...31).contains(day),
                hour < 24, minute < 60, second <= 60
            else { return nil }

            var index = 19
            var fraction = 0
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
                let digits = bytes[(index + 1)...].prefix { Self.digit($0) != nil }
                guard !digits.isEmpty else { return nil }
                for place in 0..<3 {
                    let digit = place < digits.count ? Self.digit(digits[digits.startIndex + place]) ?? 0 : 0
                    fraction = fraction * 10 + digit
                }
                index = digits.endIndex
            }

            var offsetMinutes = 0
            let zone = bytes[index...]
            if zone.count == 6, zone[index + 3] == UInt8(ascii: ":"),
                let hours = Self.number(zone[(index + 1)..<(index + 3)]),
                let minutes = Self.number(zone[(index + 4)...]),
                zone[index] == UInt8(ascii: "+") || zone[index] == UInt8(ascii: "-")
            {
                offsetMinutes = (hours * 60 + minutes) * (zone[index] == UInt8(ascii: "+") ? 1 : -1)
            } else if !zone.isEmpty, Array(zone) != [UInt8(ascii: "Z")] {
                return nil
            }

            let minutes = (Self.days(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes
            self.year = year
            milliseconds = Int64(minutes * 60 + second) * 1000 + Int64(fraction)
        }

        private static func digit(_ byte: UInt8) -> Int? {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
        }

        private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
            var value = 0
            for byte in bytes {
                guard let digit = digit(byte) else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        /// Days since 1 January 1970, counting years from March so that the leap day comes last.
        private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
            let shifted = month <= 2 ? year - 1 : year
            let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
            return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        }
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndRemainder(flooringBy divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
