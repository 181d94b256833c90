import Synchronization

/// A bounded number of connections; whoever finds none free waits in line.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresWorker]
        var waiting: [CheckedContinuation<PostgresWorker, any Error>] = []
        /// Where the line begins; those before it were served.
        var first = 0

        mutating func nextWaiting() -> CheckedContinuation<PostgresWorker, any Error>? {
            guard first < waiting.count else { return nil }
            let next = waiting[first]
            first += 1
            if first > 256 || first == waiting.count {
                waiting.removeFirst(first)
                first = 0
            }
            return next
        }

        mutating func takeWaiting() -> [CheckedContinuation<PostgresWorker, any Error>] {
            defer { (waiting, first) = ([], 0) }
            return Array(waiting[first...])
        }
    }

    private let state: Mutex<State>
    private let workers: [PostgresWorker]

    init(to address: PostgresAddress, size: Int) {
        workers = (0..<size).map { PostgresWorker(to: address, number: $0) }
        state = Mutex(State(idle: workers.reversed()))
    }

    /// Lends a connection to a call. The one used last comes first, so that a quiet server holds few open.
    ///
    /// Where the server can't be reached, those in line are told at once: each trying by itself would take minutes.
    func lend<Value>(_ call: (PostgresWorker) async throws -> Value) async throws -> Value {
        let worker = try await take()
        defer { giveBack(worker) }
        do {
            return try await call(worker)
        } catch let unreachable as PostgresWorker.Unreachable {
            let waiting = state.withLock { $0.takeWaiting() }
            for continuation in waiting { continuation.resume(throwing: unreachable.error) }
            throw unreachable.error
        }
    }

    /// Closes all connections, once nobody uses one.
    func close() async {
        for worker in workers { await worker.disconnect() }
    }

    private func take() async throws -> PostgresWorker {
        try await withCheckedThrowingContinuation { continuation in
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
