import Synchronization

/// Lets calls in until it is closed, and closes once those inside have left.
final class Gate: Sendable {
    private struct State {
        var inside = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs a call inside, or throws `DatabaseError.unavailable` if the gate is closed.
    func pass<Value: Sendable>(_ call: () async throws -> Value) async throws -> Value {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.inside += 1 }
            return state.isClosed
        }
        if isClosed { throw DatabaseError.unavailable("it is closed") }
        defer { leave() }
        return try await call()
    }

    /// Lets no more calls in and waits until those inside have left.
    func close() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.inside > 0 { state.closing.append(continuation) }
                return state.inside == 0
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func leave() {
        let closing: [CheckedContinuation<Void, Never>] = state.withLock { state in
            state.inside -= 1
            guard state.inside == 0 else { return [] }
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in closing { continuation.resume() }
    }
}
