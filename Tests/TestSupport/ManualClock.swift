package import Casewire
import Synchronization

/// A clock that moves only when a test moves it.
package final class ManualClock: WallClock {
    private let moment: Mutex<Timestamp>

    package init(_ start: Timestamp = Timestamp(milliseconds: 1_790_000_000_000)) {
        moment = Mutex(start)
    }

    package func now() -> Timestamp { moment.withLock { $0 } }

    package func advance(by duration: Duration) {
        moment.withLock { $0 = $0 + duration }
    }

    /// Never returns by itself: nothing in a test waits for real time.
    package func sleep(until moment: Timestamp) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            continuation.finish()
        }
        throw CancellationError()
    }
}
