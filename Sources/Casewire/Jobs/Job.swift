/// A piece of work that must happen: a small value of identifiers, kept in the caller's transaction and run after it.
///
/// A job may run twice, so it claims the record's next state before it calls anybody, and moves on from that state after.
package protocol Job: Codable, Sendable {
    /// Stored; never changes, even when the type is renamed.
    static var kind: String { get }

    /// How long it is tried before it is set aside.
    static var retry: RetryPolicy { get }

    /// Jobs of one lane run singly and in order. Nil for a job that needs no order.
    var lane: String? { get }

    /// The outside system without which it can do nothing: while that is away, the job waits. Nil for none, or several.
    var edge: Edge? { get }

    /// Which of the jobs that wait for the same turn goes first.
    var rank: Rank { get }

    /// While one job of this key waits, another request moves that one instead of adding a second.
    var coalescingKey: String? { get }

    /// Returning is success; throwing `RetryLater` or any other error is another try; throwing `GivingUp` sets it aside.
    func run(with services: Services) async throws
}

extension Job {
    package static var retry: RetryPolicy { .standard }
    package var lane: String? { nil }
    package var edge: Edge? { nil }
    package var rank: Rank { .usual }
    package var coalescingKey: String? { nil }
}

/// Another try at a time of the job's own choosing.
package struct RetryLater: Error, Sendable {
    package let wait: Duration
    package let reason: String

    package init(after wait: Duration, reason: String) {
        self.wait = wait
        self.reason = reason
    }
}

/// No further try will help until a person has acted.
package struct GivingUp: Error, Sendable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
