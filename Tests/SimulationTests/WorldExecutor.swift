import Dispatch
import Synchronization

/// Runs all of one world on one thread at a time, in the order in which it was asked for, so that a run repeats.
final class WorldExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var first = 0
        var isRunning = false
        var driver: CheckedContinuation<Void, Never>?

        mutating func take() -> UnownedJob? {
            guard first < jobs.count else { return nil }
            defer {
                first += 1
                if first == jobs.count {
                    jobs.removeAll(keepingCapacity: true)
                    first = 0
                }
            }
            return jobs[first]
        }
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "simulated world")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let starts = state.withLock { state in
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if starts { queue.async { self.runAll() } }
    }

    /// Returns once nothing goes on by itself any more: everything waits for the driver.
    func idle() async {
        await withCheckedContinuation { continuation in
            state.withLock { $0.driver = continuation }
        }
    }

    /// Does something in another thread and waits for it here, so that nothing of this world goes on meanwhile.
    func elsewhere<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        Task.detached {
            do { box.put(.success(try await work())) } catch { box.put(.failure(error)) }
            done.signal()
        }
        done.wait()
        return try box.take()
    }

    private enum Next {
        case job(UnownedJob)
        case driver(CheckedContinuation<Void, Never>)
        case nothing
    }

    private func runAll() {
        while true {
            switch next() {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .driver(let continuation): continuation.resume()
            case .nothing: return
            }
        }
    }

    private func next() -> Next {
        state.withLock { state in
            if let job = state.take() { return .job(job) }
            if let driver = state.driver {
                state.driver = nil
                return .driver(driver)
            }
            state.isRunning = false
            return .nothing
        }
    }
}

/// Carries a result from one thread to another.
private final class Box<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>>(.failure(Died()))

    func put(_ new: Result<Value, any Error>) { result.withLock { $0 = new } }

    func take() throws -> Value { try result.withLock { $0 }.get() }
}
