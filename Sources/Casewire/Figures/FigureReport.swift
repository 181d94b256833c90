import CasewireStorage

/// The figures of a span of days, beside those of as many days before it.
package struct FigureReport: Sendable {
    package let timezone: String
    package let currency: String
    /// Every day of the span, also those of which nothing was counted.
    package let days: [DayFigures]
    package let before: [DayFigures]
    /// When today was counted last; nil where that is still to come.
    package let countedAt: Timestamp?

    package static let mostDays = 366

    package func total(_ topic: FigureTopic, _ name: String) -> Int {
        days.reduce(0) { $0 + $1[topic, name] }
    }

    package func totalBefore(_ topic: FigureTopic, _ name: String) -> Int {
        before.reduce(0) { $0 + $1[topic, name] }
    }

    /// The names of a topic: those it always has, then others by their count, the largest first.
    package func names(of topic: FigureTopic) -> [String] {
        var others: [String: Int] = [:]
        for day in days {
            for (name, count) in day.counts[topic] ?? [:] { others[name, default: 0] += count }
        }
        let known = topic.names
        return known
            + others.filter { !known.contains($0.key) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
    }

    /// The share of sessions that the agent kept, from 0 to 1; nil where none started.
    package var containment: Double? {
        Self.containment(started: total(.sessions, "started"), handedOff: total(.sessions, "handed_off"))
    }

    package var containmentBefore: Double? {
        Self.containment(
            started: totalBefore(.sessions, "started"), handedOff: totalBefore(.sessions, "handed_off"))
    }

    package static func containment(started: Int, handedOff: Int) -> Double? {
        started > 0 ? Double(started - handedOff) / Double(started) : nil
    }
}

extension Snapshot {
    /// - Parameters:
    ///   - first: nil for 30 days up to `last`.
    ///   - last: nil for today.
    ///
    /// Throws `FigureSpanProblem` for days that are none, or a span that ends before it begins or is longer than a year.
    package func figureReport(from first: String?, to last: String?, at now: Timestamp) throws -> FigureReport
    {
        let organization = try organization()
        let timezone = organization.timezone
        let today = FigureDay(of: now, timezone: timezone)
        let end = try last.map { try Self.day($0, timezone) } ?? today
        let start = try first.map { try Self.day($0, timezone) } ?? end.andBefore(29, timezone: timezone)[0]
        let length = end.days(since: start, timezone: timezone)
        guard (0..<FigureReport.mostDays).contains(length) else { throw FigureSpanProblem.length }
        let both = end.andBefore(2 * length + 1, timezone: timezone)
        let known = try figures(of: both)
        let found = Dictionary(uniqueKeysWithValues: known.map { ($0.day.name, $0) })
        let all = both.map { found[$0.name] ?? DayFigures(day: $0) }
        return FigureReport(
            timezone: timezone, currency: organization.segmentPrices.currency,
            days: Array(all.suffix(length + 1)), before: Array(all.prefix(length + 1)),
            countedAt: try countedDays(from: today, to: today)[today.name])
    }

    private static func day(_ name: String, _ timezone: String) throws -> FigureDay {
        guard let day = FigureDay(name, timezone: timezone) else { throw FigureSpanProblem.day(name) }
        return day
    }
}

/// What is wrong with a span of days that somebody asked for.
package enum FigureSpanProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case day(String)
    case length

    package var description: String {
        switch self {
        case .day(let name): "“\(name.prefix(20))” is no day; write one as 2026-01-31."
        case .length: "The days must follow each other, and be at most \(FigureReport.mostDays)."
        }
    }
}
