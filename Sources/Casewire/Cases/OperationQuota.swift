import CasewireStorage

/// How many operations Creatio was asked for today: each part of a `$batch` is one, and the day ends at 00:00 UTC
/// (Creatio's pricing model limits).
struct OperationQuota: Sendable, Hashable, Codable {
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
        let quota = try setting("creatio.operations", as: OperationQuota.self)
        return quota?.day == OperationQuota.day(of: now) ? quota?.used ?? 0 : 0
    }

    /// Throws where today's quota does not hold so many more: the work waits for tomorrow.
    func requireQuota(for operations: Int, of settings: CreatioSettings, at now: Timestamp) throws {
        guard let limit = settings.dailyOperations else { return }
        guard try operationsToday(at: now) + operations > limit else { return }
        throw RetryLater(
            after: OperationQuota.untilTomorrow(now),
            reason:
                "Today's \(limit) operations in Creatio are used up. The work goes on after midnight UTC; raise daily_operations to go on now."
        )
    }
}

extension Transaction {
    func countOperations(_ operations: Int, at now: Timestamp) throws {
        let used = try operationsToday(at: now) + operations
        try saveSetting(
            "creatio.operations", OperationQuota(day: OperationQuota.day(of: now), used: used), at: now,
            isAnnounced: false)
    }
}
