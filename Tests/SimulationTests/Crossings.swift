import Casewire
import CasewireStorage
import Synchronization

/// One run of a server process, from its start to its death.
final class Life: Sendable {
    let name: String
    private let dead = Mutex(false)

    init(name: String) {
        self.name = name
    }

    var isDead: Bool { dead.withLock { $0 } }

    func end() { dead.withLock { $0 = true } }
}

/// The process is gone: nothing that it still runs has any effect.
struct Died: Error {}

/// The points at which a process meets the database or the outside: there it may wait, be paused, fail or die.
final class Crossings: Sendable {
    enum Kind: Sendable {
        /// Before a transaction; it may fail, and nothing was kept.
        case beforeWrite
        /// After its commit; the answer may be lost, and it was kept all the same.
        case afterWrite
        /// Before and after a call of an outside system. A process that is paused has let its calls out before.
        case beforeCall, afterCall
    }

    struct Point: Sendable {
        let number: Int
        let kind: Kind
        let name: String
        let life: Life
        let since: Timestamp
    }

    enum Verdict: Sendable { case go, fail }

    private struct State {
        var number = 0
        var isOpen = false
        var waiting: [(point: Point, goes: CheckedContinuation<Verdict, Never>)] = []
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Timestamp

    init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// How many points were reached so far: the order of all that happens.
    var count: Int { state.withLock { $0.number } }

    var waiting: [Point] { state.withLock { $0.waiting.map(\.point) } }

    /// From now on nobody waits at a point.
    func open() {
        let all = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in all { one.goes.resume(returning: .go) }
    }

    func cross(_ kind: Kind, _ name: String, of life: Life) async throws {
        guard !life.isDead else { throw Died() }
        let verdict = await withCheckedContinuation { (goes: CheckedContinuation<Verdict, Never>) in
            let isOpen = state.withLock { state in
                state.number += 1
                let point = Point(number: state.number, kind: kind, name: name, life: life, since: now())
                if !state.isOpen { state.waiting.append((point, goes)) }
                return state.isOpen
            }
            if isOpen { goes.resume(returning: .go) }
        }
        guard !life.isDead else { throw Died() }
        if verdict == .fail { throw DatabaseError.unavailable("simulated") }
    }

    /// Lets one go on; nothing when it went already.
    func pass(_ number: Int, _ verdict: Verdict = .go) {
        let goes = state.withLock { state -> CheckedContinuation<Verdict, Never>? in
            guard let index = state.waiting.firstIndex(where: { $0.point.number == number }) else {
                return nil
            }
            return state.waiting.remove(at: index).goes
        }
        goes?.resume(returning: verdict)
    }

    /// Lets all of a process that died go on to its end.
    func release(_ life: Life) {
        let all = state.withLock { state in
            let all = state.waiting.filter { $0.point.life === life }
            state.waiting.removeAll { $0.point.life === life }
            return all
        }
        for one in all { one.goes.resume(returning: .go) }
    }
}
