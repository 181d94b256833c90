import Synchronization

/// Counts failing sign-ins by address and by email, and says when the next may be tried.
///
/// It forgets after a while and holds a bounded number of counts: under a flood the oldest go first. Each node counts for
/// itself, so several nodes allow as many times more.
package final class SignInLimiter: Sendable {
    private struct Count {
        var failures: Int
        var since: Timestamp
    }

    /// Failures within `window` after which the next attempt has to wait for its end.
    package static let allowedFailures = 10
    package static let window = Duration.seconds(15 * 60)
    static let largestSize = 4096

    private let counts = Mutex<[String: Count]>([:])

    package init() {}

    /// How long the next attempt under these keys has to wait; nil when it may be made now.
    package func wait(for keys: [String], at now: Timestamp) -> Duration? {
        counts.withLock { counts in
            keys.compactMap { key in
                guard let count = counts[key], count.failures >= Self.allowedFailures else { return nil }
                let left = count.since + Self.window - now
                return left > .zero ? left : nil
            }.max()
        }
    }

    package func recordFailure(of keys: [String], at now: Timestamp) {
        counts.withLock { counts in
            for key in keys {
                if let count = counts[key], now - count.since < Self.window {
                    counts[key]?.failures += 1
                } else {
                    counts[key] = Count(failures: 1, since: now)
                }
            }
            guard counts.count > Self.largestSize else { return }
            counts = counts.filter { now - $0.value.since < Self.window }
            guard counts.count > Self.largestSize else { return }
            let newest = counts.sorted { $0.value.since > $1.value.since }.prefix(Self.largestSize / 2)
            counts = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
        }
    }

    /// Takes failures back after a success.
    package func forgive(_ keys: [String]) {
        counts.withLock { counts in
            for key in keys { counts[key] = nil }
        }
    }

    var size: Int { counts.withLock { $0.count } }
}
