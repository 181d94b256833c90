import Logging
import ServiceLifecycle
import Synchronization

/// What the carrier does in the background, in lanes: work of one lane runs singly and in order.
///
/// Runs as a service. Work that is submitted before the service starts waits for it; at a graceful shutdown what
/// is under way is cancelled, since the store knows what is unfinished.
package final class CarrierWork: Service {
    package typealias Work = @Sendable (WebhookClients) async -> Void

    private struct State {
        /// The waiting work of each lane that is running.
        var lanes: [String: [Work]] = [:]
        var idleWaiters: [CheckedContinuation<Void, Never>] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let starts: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation

    package init() {
        // As many lanes wait as there are phones and texts under way; each element is one short name.
        (starts, continuation) = AsyncStream.makeStream()
    }

    package func submit(_ lane: String, _ work: @escaping Work) {
        let isNew = state.withLock { state in
            let isNew = state.lanes[lane] == nil
            state.lanes[lane, default: []].append(work)
            return isNew
        }
        if isNew { continuation.yield(lane) }
    }

    package func run() async throws {
        let clients = WebhookClients()
        await withDiscardingTaskGroup { group in
            for await lane in starts.cancelOnGracefulShutdown() {
                group.addTask { await self.run(lane, with: clients) }
            }
            group.cancelAll()
        }
        await clients.shutdown()
        let waiters = state.withLock { state in
            state.isStopped = true
            defer { state.idleWaiters = [] }
            return state.idleWaiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once no work is waiting or under way, or the service has stopped.
    package func idle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.lanes.isEmpty || state.isStopped { return true }
                state.idleWaiters.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    private func run(_ lane: String, with clients: WebhookClients) async {
        while let work = next(in: lane) { await work(clients) }
    }

    private func next(in lane: String) -> Work? {
        let (work, waiters): (Work?, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            guard let waiting = state.lanes[lane], let first = waiting.first else {
                state.lanes[lane] = nil
                guard state.lanes.isEmpty else { return (nil, []) }
                defer { state.idleWaiters = [] }
                return (nil, state.idleWaiters)
            }
            state.lanes[lane] = Array(waiting.dropFirst())
            return (first, [])
        }
        for waiter in waiters { waiter.resume() }
        return work
    }
}
