/// When a failed job is tried again.
package struct RetryPolicy: Sendable, Hashable {
    /// The wait after the first failure; it doubles with each further one.
    package let firstWait: Duration
    package let longestWait: Duration
    /// After so many tries the job is set aside for a person; nil for never.
    package let tries: Int?

    package init(firstWait: Duration, longestWait: Duration, tries: Int?) {
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.tries = tries
    }

    /// Twelve tries over about half an hour.
    package static let standard = RetryPolicy(firstWait: .seconds(1), longestWait: .seconds(300), tries: 12)

    /// For outside systems that may be away for days.
    package static let endless = RetryPolicy(firstWait: .seconds(1), longestWait: .seconds(300), tries: nil)

    /// The wait after a number of failures, or nil when it was the last try.
    ///
    /// Half of it is chance, so that jobs that failed together do not come back together.
    package func wait(afterFailures failures: Int, chance: Double) -> Duration? {
        if let tries, failures >= tries { return nil }
        let doublings = min(max(failures - 1, 0), 20)
        let full = min(
            firstWait.inMilliseconds << Int64(doublings), longestWait.inMilliseconds)
        return .milliseconds(full / 2 + Int64(Double(full) / 2 * chance))
    }
}
