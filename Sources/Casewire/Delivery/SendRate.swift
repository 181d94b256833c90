package import CasewireStorage

/// How fast texts leave from a number of ours, in segments a second, as carriers count.
///
/// What is over a carrier's rate is refused, or waits in a queue of the carrier's that knows no order of importance. So it waits
/// here, where a rep's text goes first.
package struct SendRate: Sendable, Hashable {
    /// The rates that can be set: from one segment in ten seconds up.
    package static let possible = 0.1...1000.0

    package let segmentsPerSecond: Double

    /// Nil for 0, which is no limit.
    package init?(segmentsPerSecond: Double) {
        guard segmentsPerSecond > 0 else { return nil }
        self.segmentsPerSecond = segmentsPerSecond
    }

    /// What carriers grant such a sender unless more was agreed on, or nil where they are not known to limit it.
    ///
    /// A North American number of ten digits has one segment a second before its registration and at least four after, a toll-free
    /// one three, a short code a hundred. An address in place of the carrier's own is a gateway, whose rate its owner knows.
    package init?(usualFor phone: PhoneNumber, apiURL: String?, registration: Registration?) {
        guard apiURL == nil, phone.e164.hasPrefix("+1") else { return nil }
        if phone.isTollFree {
            segmentsPerSecond = 3
        } else {
            segmentsPerSecond = registration?.state == .registered ? 4 : 1
        }
    }

    /// The rate of a row of `number`: what was set, or what is usual.
    init?(row: Row) throws {
        let thousandths: Int? = try row["segment_rate"]
        if let thousandths {
            self.init(segmentsPerSecond: Double(thousandths) / 1000)
            return
        }
        let phone: String = try row["phone"]
        guard let phone = PhoneNumber(e164: phone) else {
            throw UnreadableRow(table: "number", column: "phone")
        }
        self.init(
            usualFor: phone, apiURL: try row["api_url"],
            registration: try Registration(column: try row["registration"]))
    }

    /// How long a text takes the number, rounded up so that the rate is never exceeded.
    package func time(for segments: Int) -> Duration {
        .milliseconds(Int64((Double(segments) * 1000 / segmentsPerSecond).rounded(.up)))
    }

    /// Such as `4 segments a second`, `1 segment a second`, `0.5 segments a second`.
    package var words: String {
        let whole = Int(segmentsPerSecond)
        guard Double(whole) == segmentsPerSecond else { return "\(segmentsPerSecond) segments a second" }
        return whole == 1 ? "1 segment a second" : "\(whole) segments a second"
    }
}

extension Snapshot {
    /// Nil where a number's texts are not limited here.
    package func sendRate(of number: Number.ID) throws -> SendRate? {
        let row = try rows(
            "SELECT phone, api_url, segment_rate, registration FROM number WHERE id = \(number)"
        ).first
        return try row.flatMap { try SendRate(row: $0) }
    }
}
