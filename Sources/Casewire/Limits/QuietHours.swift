import Foundation

/// When customers are not texted first: from an evening to a morning where they are.
package struct QuietHours: Sendable, Hashable, Codable {
    /// Minutes since midnight. After `to` they begin on the evening before.
    package let from: Int
    package let to: Int
    /// Whether what reps write then waits, too, unless the customer wrote within the last hour.
    package let holdsReps: Bool

    /// Somebody who wrote so lately is awake, and expects an answer.
    package static let conversation = Duration.seconds(3600)

    package init(from: Int, to: Int, holdsReps: Bool = false) {
        self.from = from
        self.to = to
        self.holdsReps = holdsReps
    }

    /// Reads `21:00`; nil where it is no time of day.
    package static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, text.utf8.count == 5, (0...23).contains(parts[0]), (0...59).contains(parts[1])
        else { return nil }
        return parts[0] * 60 + parts[1]
    }

    package static func time(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
    }

    /// The zones that count for a number: its own where it tells few, all of them; else the organization's.
    static func zones(of phone: PhoneNumber, organization: OrganizationSettings) -> [TimeZone] {
        let own = PhoneZones.zones(of: phone)
        return own.isEmpty ? [TimeZone(identifier: organization.timezone) ?? .gmt] : own
    }

    /// When they end in all of some zones, or nil where it is quiet in none of them now.
    func end(after now: Timestamp, in zones: [TimeZone]) -> Timestamp? {
        var moment = now
        // In each round the moment moves to a morning of a zone; zones of one number are few and near each other.
        for _ in 0..<48 {
            guard let next = zones.compactMap({ end(after: moment, in: $0) }).max() else { break }
            moment = next
        }
        return moment > now ? moment : nil
    }

    private func end(after now: Timestamp, in zone: TimeZone) -> Timestamp? {
        guard from != to else { return nil }
        let local = now.milliseconds + Self.offset(of: zone, at: now)
        let minute = Int((local / 60_000) % 1440)
        let isQuiet = from < to ? (from..<to).contains(minute) : minute >= from || minute < to
        guard isQuiet else { return nil }
        let wait = Int64((to - minute + 1440) % 1440) * 60_000 - local % 60_000
        let morning = Timestamp(milliseconds: now.milliseconds + wait)
        // The clocks may be changed in the night between.
        let shift = Self.offset(of: zone, at: morning) - Self.offset(of: zone, at: now)
        return Timestamp(milliseconds: max(morning.milliseconds - shift, now.milliseconds + 1))
    }

    private static func offset(of zone: TimeZone, at moment: Timestamp) -> Int64 {
        Int64(zone.secondsFromGMT(for: moment.date)) * 1000
    }
}
