import CasewireStorage
import Synchronization

/// Wakes a loop when something changed, or when a moment has come.
final class Alarm: Sendable {
    private let wakeUps: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    private let clock: any WallClock
    /// The earliest moment that somebody already waits for.
    private let pending = Mutex<Timestamp?>(nil)

    init(clock: any WallClock) {
        self.clock = clock
        (wakeUps, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the loop now.
    func ring() { waker.yield() }

    /// Ends the loop.
    func end() { waker.finish() }

    /// Rings at each change that may concern `change`, until the feed ends.
    func follow(_ changes: AsyncStream<ChangeBatch>, about change: Change) async {
        for await batch in changes where batch.mayConcern(change) { ring() }
        end()
    }

    /// Runs `body` at once and then at each ring; `body` returns the moment at which it wants to run again.
    func loop(_ body: () async -> Timestamp) async {
        await withDiscardingTaskGroup { group in
            schedule(await body(), in: &group)
            for await _ in wakeUps {
                schedule(await body(), in: &group)
            }
            group.cancelAll()
        }
    }

    private func schedule(_ moment: Timestamp, in group: inout DiscardingTaskGroup) {
        let isNew = pending.withLock { pending in
            if let earlier = pending, earlier <= moment { return false }
            pending = moment
            return true
        }
        guard isNew else { return }
        group.addTask { [self] in
            try? await clock.sleep(until: moment)
            pending.withLock { if $0 == moment { $0 = nil } }
            ring()
        }
    }
}
