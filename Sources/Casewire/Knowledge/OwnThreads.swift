import CLinear
import Dispatch
import Foundation
import Synchronization

/// Runs long computations on threads of their own, so that the pool that answers requests never waits for them.
enum OwnThreads {
    /// Computes on another thread, which gives way to whatever answers somebody; so do the threads it spreads work over.
    static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            let thread = Thread {
                casewire_linear_yield_to_others()
                continuation.resume(returning: Result(catching: body))
            }
            thread.stackSize = stackSize
            thread.start()
        }
        return try result.get()
    }

    /// Calls `body` with each number below `count`, on as many threads as there are cores, and waits for all. Blocks.
    static func spread(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let taking = Taking()
        let helpers = max(0, min(count, ProcessInfo.processInfo.activeProcessorCount, mostThreads) - 1)
        let finished = DispatchSemaphore(value: 0)
        for _ in 0..<helpers {
            let thread = Thread {
                taking.run(upTo: count, body)
                finished.signal()
            }
            thread.stackSize = stackSize
            thread.start()
        }
        taking.run(upTo: count, body)
        for _ in 0..<helpers { finished.wait() }
    }

    private static let mostThreads = 4
    private static let stackSize = 1 << 20

    /// Gives out numbers, each once.
    private final class Taking: Sendable {
        private let next = Mutex(0)

        func run(upTo count: Int, _ body: (Int) -> Void) {
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard number < count else { return }
                body(number)
            }
        }
    }
}
