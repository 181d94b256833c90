import CasewireStorage

/// Counts what analytics draw: today again and again, lately past days now and then, and once each day that was never counted.
package struct CountFigures: Job {
    package static let kind = "figures.count"
    package static let retry = RetryPolicy.endless
    static let interval = Duration.seconds(30)
    /// A day that is over changes a little while texts are delivered late and sessions handed off.
    static let unsettledDays = 7
    static let recountInterval = Duration.seconds(3600)
    /// Older ones are not counted.
    static let mostDays = 730
    static let daysAtATime = 30
    /// Between two portions of days that were never counted.
    static let pause = Duration.seconds(1)

    package var lane: String? { "figures" }
    package var coalescingKey: String? { "figures" }

    package init() {}

    package func run(with services: Services) async throws {
        let now = services.clock.now()
        let timezone = try await services.database.read { try $0.organization().timezone }
        try await services.database.write { _ = try $0.beginFigures(in: timezone, at: now) }
        let due = try await services.database.read { try Self.due(in: $0, timezone: timezone, at: now) }
        for day in due.prefix(Self.daysAtATime) {
            let figures = try await services.database.read { try $0.count(day) }
            try await services.database.write { try $0.save(figures, at: now) }
        }
        let wait = due.count > Self.daysAtATime ? Self.pause : Self.interval
        let id = services.random.identifier()
        try await services.database.write {
            try $0.enqueue(CountFigures(), at: now + wait, now: now, id: id)
        }
    }

    /// The days that are to be counted, the newest first.
    private static func due(in snapshot: Snapshot, timezone: String, at now: Timestamp) throws -> [FigureDay]
    {
        let today = FigureDay(of: now, timezone: timezone)
        guard let firstAt = try snapshot.firstSessionAt() else { return [today] }
        let age = today.days(since: FigureDay(of: firstAt, timezone: timezone), timezone: timezone)
        let days = today.andBefore(min(max(age, 0), mostDays), timezone: timezone)
        let counted = try snapshot.countedDays(from: days[0], to: today)
        return days.reversed().enumerated().filter { age, day in
            guard age > 0, let at = counted[day.name] else { return true }
            // What was counted before the day was over lacks its end.
            return at < day.end || (age <= unsettledDays && at + recountInterval <= now)
        }.map(\.element)
    }
}
