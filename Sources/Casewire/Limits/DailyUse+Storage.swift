import CasewireStorage

/// What is counted over a day, which ends at 00:00 UTC as Creatio's does.
package enum DailyUse: String, Sendable, Hashable, CaseIterable, SQLValueConvertible {
    case segments, contacts, cases

    /// A count is in so many rows, so that transactions about different customers seldom wait for each other.
    static let parts: UInt64 = 16
    /// Days that are kept for people to look at.
    static let keptDays: Int64 = 30

    static func day(of moment: Timestamp) -> Int64 { moment.milliseconds / 86_400_000 }

    static func untilTomorrow(_ moment: Timestamp) -> Duration {
        .milliseconds(86_400_000 - moment.milliseconds % 86_400_000)
    }

    /// The same for the same contact or session on every machine (FNV-1a).
    static func part(of id: String) -> Int64 {
        let hash = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int64((hash >> 7) % parts)
    }
}

extension Snapshot {
    /// What was used today, up to now.
    package func used(_ kind: DailyUse, at now: Timestamp) throws -> Int {
        try rows(
            """
            SELECT CAST(SUM(used) AS BIGINT) AS used FROM daily_use
            WHERE day = \(DailyUse.day(of: now)) AND kind = \(kind)
            """
        ).first.flatMap { row -> Int? in try row["used"] } ?? 0
    }
}

/// How much of a day's limit is used.
package struct LimitUse: Sendable, Hashable {
    package let kind: DailyUse
    package let used: Int
    package let limit: Int

    package var isReached: Bool { kind == .contacts ? used > limit : used >= limit }
}

extension Snapshot {
    /// Each limit of a day, with what was used of it.
    package func limitUses(at now: Timestamp) throws -> [LimitUse] {
        let limits = try organization().textLimits
        return try DailyUse.allCases.map { kind in
            let limit =
                switch kind {
                case .segments: limits.segmentsPerDay
                case .contacts: limits.newContactsPerDay
                case .cases: limits.newCasesPerDay
                }
            return LimitUse(kind: kind, used: try used(kind, at: now), limit: limit)
        }
    }

    /// Throws `RetryLater` where today's new cases are used up.
    func requireRoomForCase(at now: Timestamp) throws {
        let limit = try organization().textLimits.newCasesPerDay
        guard try used(.cases, at: now) >= limit else { return }
        // Looked at sooner than tomorrow, since the limit may be raised.
        throw RetryLater(
            after: min(.seconds(900), DailyUse.untilTomorrow(now)),
            reason: """
                Today's \(limit) new cases are used up. The case is made after 00:00 UTC; raise \
                limits.new_cases_per_day to have it made now.
                """)
    }
}

extension Transaction {
    /// - Parameter id: of the contact or session that uses it.
    func count(_ kind: DailyUse, _ amount: Int = 1, of id: String, at now: Timestamp) throws {
        let day = DailyUse.day(of: now)
        let first = try rows(
            """
            INSERT INTO daily_use (day, kind, part, used) VALUES (\(day), \(kind), \(DailyUse.part(of: id)), \(amount))
            ON CONFLICT (day, kind, part) DO UPDATE SET used = daily_use.used + excluded.used
            RETURNING used
            """
        ).first.map { row -> Int in try row["used"] }
        if first == amount { try execute("DELETE FROM daily_use WHERE day < \(day - DailyUse.keptDays)") }
    }
}
