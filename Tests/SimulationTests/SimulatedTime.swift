import Casewire
import Synchronization

/// The time of a world, which moves only when the driver moves it; every process has a clock that shows it.
final class SimulatedTime: Sendable {
    private struct Sleeper {
        let number: Int
        let moment: Timestamp
        let life: Life
        let wakes: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var number = 0
        var sleepers: [Sleeper] = []
    }

    private let state: Mutex<State>

    init(_ start: Timestamp) {
        state = Mutex(State(now: start))
    }

    var now: Timestamp { state.withLock { $0.now } }

    func clock(of life: Life) -> any WallClock { Clock(time: self, life: life) }

    /// The first moment at which a process wakes that is not among the paused ones.
    func nextMoment(besides paused: [Life]) -> Timestamp? {
        state.withLock { state in
            state.sleepers.filter { sleeper in !paused.contains { $0 === sleeper.life } }.map(\.moment).min()
        }
    }

    /// Moves on and wakes whom it is time for, in the order of their moments.
    func advance(to moment: Timestamp, besides paused: [Life]) {
        let due = state.withLock { state -> [Sleeper] in
            state.now = max(state.now, moment)
            let now = state.now
            func isDue(_ sleeper: Sleeper) -> Bool {
                sleeper.moment <= now && !paused.contains { $0 === sleeper.life }
            }
            let due = state.sleepers.filter(isDue).sorted { ($0.moment, $0.number) < ($1.moment, $1.number) }
            state.sleepers.removeAll(where: isDue)
            return due
        }
        for sleeper in due { sleeper.wakes.resume() }
    }

    fileprivate func sleep(until moment: Timestamp, life: Life) async throws {
        guard !life.isDead else { throw Died() }
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wakes: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled { return wakes.resume(throwing: CancellationError()) }
                let isDue = state.withLock { state in
                    guard moment > state.now else { return true }
                    state.sleepers.append(Sleeper(number: number, moment: moment, life: life, wakes: wakes))
                    return false
                }
                if isDue { wakes.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.number == number }) else {
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.wakes.resume(throwing: CancellationError())
        }
    }
}

/// What one process sees of the time.
private struct Clock: WallClock {
    let time: SimulatedTime
    let life: Life

    func now() -> Timestamp { time.now }

    func sleep(until moment: Timestamp) async throws {
        try await time.sleep(until: moment, life: life)
    }
}
