import CasewireStorage
import Foundation

/// What operators do about work that stopped retrying; pages and API call the same.
package struct SetAsideActions: Sendable {
    /// There is no such job, or somebody dealt with it already.
    package struct NoSuchJob: Error, CustomStringConvertible {
        package var description: String {
            "No job with this id is set aside. It may have been retried or skipped already."
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Puts a job back into the queue, at the tail of its lane.
    package func retry(_ job: String, by who: String) async throws {
        let now = services.clock.now()
        let newID = services.random.identifier()
        try await services.database.write { transaction in
            guard let known = try transaction.setAsideJob(job),
                try transaction.retrySetAside(job, newID: newID, now: now)
            else { throw NoSuchJob() }
            try transaction.keep(known.decided(.retried, by: who, at: now))
        }
    }

    /// Removes a job for good. What it should have done is not done, and its session says so.
    package func skip(_ job: String, by who: String) async throws {
        let now = services.clock.now()
        let random = services.random
        try await services.database.write { transaction in
            guard let known = try transaction.setAsideJob(job) else { throw NoSuchJob() }
            try transaction.execute("DELETE FROM job WHERE id = \(job) AND state = 'set_aside'")
            try transaction.dropAttempts(of: job)
            try transaction.keep(known.decided(.skipped, by: who, at: now))
            transaction.announce(.jobs)
            let identifiers = known.identifiers
            let message = try identifiers["message"].flatMap {
                try transaction.message(Message.ID(rawValue: $0))
            }
            if known.kind == SendMessage.kind, let message {
                // Else the next text to this customer would take it along.
                try transaction.fail(
                    message, code: nil, words: "Not sent: skipped by \(who).", at: now, random: random)
            }
            if known.kind == DeliverWebhook.kind, let delivery = identifiers["delivery"] {
                try transaction.drop(
                    WebhookDelivery.ID(rawValue: delivery), because: "Skipped by \(who).")
            }
            guard let session = identifiers["session"].map(Session.ID.init(rawValue:)) ?? message?.session,
                try transaction.session(session) != nil
            else { return }
            try transaction.record(
                .state, "Work that was set aside was skipped.",
                details: ["by": who, "work": known.kind, "reason": known.error ?? ""], in: session, at: now)
        }
    }
}

extension QueuedJob {
    /// The identifiers that the job is made of.
    package var identifiers: [String: String] {
        let object = try? JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]
        return (object ?? [:]).compactMapValues { $0 as? String }
    }

    fileprivate func decided(_ decision: JobDecision.Kind, by who: String, at now: Timestamp) -> JobDecision {
        JobDecision(job: id, kind: kind, decision: decision, who: who, error: error, at: now)
    }
}

extension Snapshot {
    fileprivate func setAsideJob(_ job: String) throws -> QueuedJob? {
        try rows("SELECT * FROM job WHERE id = \(job) AND state = 'set_aside'").first.map(
            QueuedJob.init(row:))
    }
}
