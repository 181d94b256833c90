import Synchronization

/// A bounded number of connections; whoever finds none free waits in line.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresWorker]
        var waiting: [CheckedContinuation<PostgresWorker, Never>] = []
        /// Where the line begins; those before it were served.
        var first = 0

        mutating func nextWaiting() -> CheckedContinuation<PostgresWorker, Never>? {
            guard first < waiting.count else { return nil }
            let next = waiting[first]
            first += 1
            if first > 256 || first == waiting.count {
                waiting.removeFirst(first)
                first = 0
            }
            return next
        }
    }

    private let state: Mutex<State>
    private let workers: [PostgresWorker]

    init(to address: PostgresAddress, size: Int) {
        workers = (0..<size).map { PostgresWorker(to: address, number: $0) }
        state = Mutex(State(idle: workers.reversed()))
    }

    /// Lends a connection to a call. The one used last comes first, so that a quiet server holds few open.
    func lend<Value>(_ call: (PostgresWorker) async throws -> Value) async throws -> Value {
        let worker = await take()
        defer { giveBack(worker) }
        return try await call(worker)
    }

    /// Closes all connections, once nobody uses one.
    func close() async {
        for worker in workers { await worker.disconnect() }
    }

    private func take() async -> PostgresWorker {
        await withCheckedContinuation { continuation in
            let worker = state.withLock { state in
                let worker = state.idle.popLast()
                if worker == nil { state.waiting.append(continuation) }
                return worker
            }
            if let worker { continuation.resume(returning: worker) }
        }
    }

    private func giveBack(_ worker: PostgresWorker) {
        let next = state.withLock { state in
            let next = state.nextWaiting()
            if next == nil { state.idle.append(worker) }
            return next
        }
        next?.resume(returning: worker)
    }
}
