package import CasewireStorage

/// That the database was put back from a backup: what the customers and Creatio saw since is not in it.
///
/// Until an operator releases it nothing is sent, since it may have been sent before.
package struct Restore: Sendable, Hashable, Codable {
    /// What the backup holds surely ends here.
    package let backupTakenAt: Timestamp
    package let restoredAt: Timestamp
    /// What the carriers and Creatio know of the time between; nil before they were asked.
    package var comparison: Comparison?
    package var releasedAt: Timestamp?
    package var releasedBy: String?

    package init(backupTakenAt: Timestamp, restoredAt: Timestamp) {
        self.backupTakenAt = backupTakenAt
        self.restoredAt = restoredAt
    }

    package var isHolding: Bool { releasedAt == nil }

    /// For people: why nothing is sent.
    package var words: String {
        "Sending is held since the database was restored from a backup of \(Self.text(backupTakenAt))."
    }

    /// 2026-01-31T12:00:00.123Z
    private static func text(_ moment: Timestamp) -> String {
        "\(moment.iso8601.prefix(10)) \(moment.iso8601.dropFirst(11).prefix(5)) UTC"
    }

    /// What work that sends is told.
    var later: RetryLater { RetryLater(after: .seconds(30), reason: words) }

    /// What was found, counted over all comparisons.
    package struct Comparison: Sendable, Hashable, Codable {
        package var comparedAt: Timestamp
        /// Texts that the database believed unsent and the carrier has.
        package var matched = 0
        /// Texts of ours that the database did not know.
        package var adopted = 0
        /// Texts from customers that the database did not know.
        package var received = 0
        /// Those of them to which the customer has an answer.
        package var answered = 0
        /// Reps' replies in Creatio that were completed before the restore, and are not sent by themselves.
        package var replies = 0
        /// Numbers of ours whose carrier keeps no list, so that nobody can tell what happened on them.
        package var unlisted: [String]?
        /// Sessions that a person should look at.
        package var sessions: [SessionToCheck] = []

        package init(comparedAt: Timestamp) {
            self.comparedAt = comparedAt
        }
    }

    /// A session in which something happened that could not be brought back whole.
    package struct SessionToCheck: Sendable, Hashable, Codable {
        package let id: Session.ID
        package let ticket: Int
        package let words: String
    }
}

/// When a backup was taken; the backup itself holds it.
package struct BackupNote: Sendable, Hashable, Codable {
    package let takenAt: Timestamp

    package init(takenAt: Timestamp) {
        self.takenAt = takenAt
    }
}

extension Snapshot {
    /// The last restore, whether it is released or not.
    package func restore() throws -> Restore? {
        try setting("restore", as: Restore.self)
    }

    /// Why nothing is sent at the moment; nil where texts go out.
    package func sendingHold() throws -> Restore? {
        try restore().flatMap { $0.isHolding ? $0 : nil }
    }

    /// When this database was backed up; for a copy made by other means, when something last happened in it.
    package func backupMoment() throws -> Timestamp? {
        if let note = try setting("backup", as: BackupNote.self) { return note.takenAt }
        return try rows("SELECT MAX(updated_at) AS moment FROM session").first.flatMap { try $0["moment"] }
    }
}

extension Snapshot {
    /// How much a database holds, told in a few figures.
    package func backupCounts() throws -> (sessions: Int, messages: Int, contacts: Int, jobs: Int) {
        (
            try count(of: "session"), try count(of: "message"), try count(of: "contact"), try count(of: "job")
        )
    }
}

extension Transaction {
    /// Keeps in a copy when it was taken.
    package func noteBackup(at moment: Timestamp) throws {
        try saveSetting("backup", BackupNote(takenAt: moment), at: moment)
    }

    /// Holds sending in a database that was just put back, ends the browsers' sign-ins of then, and asks for a comparison.
    package func noteRestore(at now: Timestamp, id: String) throws {
        let taken = try backupMoment() ?? now
        try saveSetting("restore", Restore(backupTakenAt: taken, restoredAt: now), at: now)
        try removeSetting("backup")
        try execute("DELETE FROM sign_in")
        try releaseAllLeases(now: now)
        try enqueue(CompareAfterRestore(), at: now, now: now, id: id)
    }

    /// Lets texts go out again. False when nothing was held.
    package func releaseSending(by who: String, at now: Timestamp) throws -> Bool {
        guard var restore = try sendingHold() else { return false }
        restore.releasedAt = now
        restore.releasedBy = who
        try saveSetting("restore", restore, at: now)
        // What waited for this goes on at once.
        try execute(
            """
            UPDATE job SET run_at = \(now), scheduled_at = \(now)
            WHERE state = 'waiting' AND error = \(restore.words) AND run_at > \(now)
            """)
        announce(.jobs)
        return true
    }

    /// Keeps what a comparison found, on top of what those before it did.
    func note(_ found: Restore.Comparison, at now: Timestamp) throws {
        guard var restore = try sendingHold() else { return }
        var sum = restore.comparison ?? Restore.Comparison(comparedAt: now)
        sum.comparedAt = now
        sum.matched += found.matched
        sum.adopted += found.adopted
        sum.received += found.received
        sum.answered += found.answered
        sum.replies += found.replies
        for session in found.sessions where !sum.sessions.contains(where: { $0.id == session.id }) {
            sum.sessions.append(session)
        }
        restore.comparison = sum
        try saveSetting("restore", restore, at: now)
    }
}

extension Services {
    /// Throws while sending is held: the work waits for an operator.
    func requireSending() async throws {
        if let restore = try await database.read({ try $0.sendingHold() }) { throw restore.later }
    }

    /// Throws after a restore until it is known which of the reps' replies were dealt with before.
    func requireComparison() async throws {
        guard let restore = try await database.read({ try $0.sendingHold() }), restore.comparison == nil
        else {
            return
        }
        throw RetryLater(
            after: .seconds(15), reason: "Replies are read once it is known what happened since the backup.")
    }
}

/// What operators do about a restore; pages, API and commands call the same.
package struct RestoreActions: Sendable {
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case notHeld
        case notCompared

        package var description: String {
            switch self {
            case .notHeld: "Sending is not held."
            case .notCompared:
                "The carriers and Creatio were not asked yet what went out since the backup, so something could be sent twice. Wait for the comparison, or release without it."
            }
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// - Parameter anyway: also before a comparison, when what was sent since the backup is not known.
    package func release(by who: String, anyway: Bool) async throws {
        let now = services.clock.now()
        try await services.database.write { transaction in
            guard let restore = try transaction.sendingHold() else { throw Refusal.notHeld }
            guard anyway || restore.comparison != nil else { throw Refusal.notCompared }
            _ = try transaction.releaseSending(by: who, at: now)
        }
    }

    /// Asks the carriers and Creatio once more.
    package func compareAgain() async throws {
        let now = services.clock.now()
        let id = services.random.identifier()
        try await services.database.write { transaction in
            guard try transaction.sendingHold() != nil else { throw Refusal.notHeld }
            try transaction.enqueue(CompareAfterRestore(), at: now, isOnlySooner: true, now: now, id: id)
        }
    }
}
