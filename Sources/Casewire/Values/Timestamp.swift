package import CasewireStorage
package import Foundation

/// A moment in UTC, to the millisecond, as the database keeps it.
package struct Timestamp: Hashable, Comparable, Sendable, Codable, SQLValueConvertible {
    /// Milliseconds since 1 January 1970 UTC.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// Reads ISO 8601 with or without fractions of a second, such as `2026-01-31T12:00:00.1234567Z`.
    package init?(iso8601 text: String) {
        let whole = Date.ISO8601FormatStyle()
        if let date = try? whole.parse(text) {
            self.init(date)
        } else if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text) {
            self.init(date)
        } else {
            return nil
        }
    }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        milliseconds = value
    }

    package var sqlValue: SQLValue { .integer(milliseconds) }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// `2026-01-31T12:00:00.123Z`: what the API and Creatio are given.
    package var iso8601: String {
        // A Date's fraction is binary and would lose a millisecond now and then.
        let fraction = ((milliseconds % 1000) + 1000) % 1000
        let second = Date(timeIntervalSince1970: Double((milliseconds - fraction) / 1000))
        let digits = String(fraction)
        return second.formatted(Date.ISO8601FormatStyle()).dropLast() + "."
            + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.milliseconds < other.milliseconds
    }

    package static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + duration.inMilliseconds)
    }

    package static func - (moment: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds - duration.inMilliseconds)
    }

    /// The time from another moment to this one; negative when that one is later.
    package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .milliseconds(later.milliseconds - earlier.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    package var inMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
