extension CreatioTime {
    /// How a date in a request was written.
    package enum Spelling: Sendable, Equatable {
        /// With `Z` or an offset: the instant.
        case zoned(CreatioTime)
        /// A date and time without a zone, read as UTC.
        case zoneless(CreatioTime)
        /// A date alone, its midnight read as UTC.
        case dateOnly(CreatioTime)
    }

    /// An instant with `Z` or an offset; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard case .zoned(let time) = Self.read(text) else { return nil }
        self = time
    }

    /// Reads `2026-01-31`, `2026-01-31T12:00:00`, `2026-01-31T12:00:00.123Z`, `2026-01-31T12:00:00+02:00`.
    package static func read(_ text: some StringProtocol) -> Spelling? {
        var scanner = DigitScanner(text)
        guard
            let year = scanner.number(of: 4), scanner.take("-"),
            let month = scanner.number(of: 2), (1...12).contains(month), scanner.take("-"),
            let day = scanner.number(of: 2), (1...31).contains(day)
        else { return nil }
        let days = days(year: year, month: month, day: day)
        let midnight = CreatioTime(ticks: days * 86_400 * ticksPerSecond)
        if scanner.isAtEnd { return .dateOnly(midnight) }
        guard
            scanner.take("T") || scanner.take(" "),
            let hour = scanner.number(of: 2), hour < 24, scanner.take(":"),
            let minute = scanner.number(of: 2), minute < 60
        else { return nil }
        var ticks = Int64(hour * 3_600 + minute * 60) * ticksPerSecond
        if scanner.take(":") {
            guard let second = scanner.number(of: 2), second < 60 else { return nil }
            ticks += Int64(second) * ticksPerSecond
            if scanner.take(".") {
                guard let fraction = scanner.ticksOfFraction() else { return nil }
                ticks += fraction
            }
        }
        let time = CreatioTime(ticks: midnight.ticks + ticks)
        if scanner.isAtEnd { return .zoneless(time) }
        if scanner.take("Z") || scanner.take("z") { return scanner.isAtEnd ? .zoned(time) : nil }
        let isEast = scanner.take("+")
        guard isEast || scanner.take("-"), let hours = scanner.number(of: 2) else { return nil }
        _ = scanner.take(":")
        guard let minutes = scanner.number(of: 2), scanner.isAtEnd else { return nil }
        let offset = Int64(hours * 60 + minutes) * 60
        return .zoned(time.adding(seconds: isEast ? -offset : offset))
    }
}

/// Reads digits and separators from the front of a text.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { place == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func number(of width: Int) -> Int? {
        guard place + width <= bytes.count else { return nil }
        var number = 0
        for _ in 0..<width {
            let digit = Int(bytes[place]) - 48
            guard (0...9).contains(digit) else { return nil }
            number = number * 10 + digit
            place += 1
        }
        return number
    }

    /// One to twelve decimals of a second; those past the seventh are dropped.
    mutating func ticksOfFraction() -> Int64? {
        var ticks: Int64 = 0
        var count = 0
        while place < bytes.count, (48...57).contains(bytes[place]), count < 12 {
            if count < 7 { ticks = ticks * 10 + Int64(bytes[place] - 48) }
            count += 1
            place += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 7 - count) { ticks *= 10 }
        return ticks
    }
}
