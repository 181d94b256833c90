/// A time during which an outside system does not answer: the work that needs it waits, and one try at a time looks whether
/// it is back.
package struct Outage: Sendable, Hashable {
    package let edge: Edge
    /// Our number, where its carrier is away.
    package let number: PhoneNumber?
    /// Its host, where an endpoint of ours to tell is away.
    package let webhook: String?
    package let since: Timestamp
    /// In words, of the latest failure.
    package let reason: String
    /// When the next try is made; nil while single failures do not make an outage yet.
    package let nextTryAt: Timestamp?
    package let endedAt: Timestamp?
    /// The jobs that wait for its end.
    package let waiting: Int

    /// For people, at the beginning of a sentence.
    package var systemName: String {
        if let number { return "The carrier of \(number.e164)" }
        if let webhook { return "The webhook at \(webhook)" }
        return edge == .model ? "The model" : "Creatio"
    }

    /// So many failures in a row, with no success between them, are an outage.
    static let failures = 3
    /// Failures sooner than this after an outage ended belong to it still.
    static let relapse = Duration.seconds(60)
    private static let shortestWait = Duration.seconds(2)
    private static let longestWait = Duration.seconds(60)

    /// The wait between two tries: a quarter of the time it has lasted, from 2 s to a minute, half of it by chance so that
    /// nodes and numbers spread out.
    package static func wait(afterLasting age: Duration, chance: Double) -> Duration {
        let full = min(max(age / 4, shortestWait), longestWait)
        return full / 2 + full / 2 * chance
    }
}

/// An error that may mean that a whole outside system is away, not that one request was wrong.
package protocol EdgeFailure: Error {
    /// In words, when the system did not answer as it should; nil when it did.
    var awayBecause: String? { get }

    /// When the system says, or it is known, how long to wait; nil leaves it to the job's retry policy.
    var retryAfter: Duration? { get }
}

extension EdgeFailure {
    package var retryAfter: Duration? { nil }
}
