import Synchronization

/// How many jobs run on this node at the moment.
final class RunningCount: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func change(by amount: Int) {
        value.withLock { $0 += amount }
    }
}
