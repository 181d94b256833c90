import Synchronization

/// The port that a simulated server listens on, known once it runs.
package final class BoundPort: Sendable {
    private struct State {
        var port: Int?
        var waiters: [CheckedContinuation<Int, Never>] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// The port, or nil while the server does not listen yet.
    package var current: Int? { state.withLock { $0.port } }

    /// The port, as soon as the server listens.
    package var value: Int {
        get async {
            await withCheckedContinuation { continuation in
                let port: Int? = state.withLock { state in
                    if state.port == nil { state.waiters.append(continuation) }
                    return state.port
                }
                if let port { continuation.resume(returning: port) }
            }
        }
    }

    package func set(_ port: Int) {
        let waiters = state.withLock { state in
            state.port = port
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: port) }
    }
}
