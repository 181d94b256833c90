import CasewireStorage

/// How many operations Creatio was asked for today: each part of a `$batch` is one, and the day ends at 00:00 UTC
/// (Creatio's pricing model limits).
struct OperationQuota: Sendable, Hashable, Codable {
    /// What the count is kept under.
    static let name = "creatio.operations"

    /// Days since 1970 UTC.
    var day: Int64
    var used: Int

    static func day(of moment: Timestamp) -> Int64 { moment.milliseconds / 86_400_000 }

    /// The time until the next day begins.
    static func untilTomorrow(_ moment: Timestamp) -> Duration {
        .milliseconds(86_400_000 - moment.milliseconds % 86_400_000)
    }
}

extension Snapshot {
    /// What was used today.
    package func operationsToday(at now: Timestamp) throws -> Int {
        let quota = try setting(OperationQuota.name, as: OperationQuota.self)
        return quota?.day == OperationQuota.day(of: now) ? quota?.used ?? 0 : 0
    }
}

extension Transaction {
    /// Counts operations that are about to be asked for, or throws `CaseSystemFailure.overQuota` and counts none.
    ///
    /// - Parameter reserve: so many are left for work that is more urgent.
    func takeOperations(
        _ operations: Int, leaving reserve: Int, of settings: CreatioSettings, at now: Timestamp
    )
        throws
    {
        try hold(OperationQuota.name)
        let used = try operationsToday(at: now) + operations
        if let limit = settings.dailyOperations, used > limit - reserve {
            throw CaseSystemFailure.overQuota(
                reason: """
                    Today's \(limit) operations in Creatio are used up. The work goes on after midnight UTC; raise \
                    daily_operations to go on now.
                    """,
                wait: OperationQuota.untilTomorrow(now))
        }
        try saveSetting(
            OperationQuota.name, OperationQuota(day: OperationQuota.day(of: now), used: used), at: now,
            isAnnounced: false)
    }
}
