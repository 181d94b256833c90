package import FoundationEssentials
import Synchronization

/// The last requests that a simulated server answered, for tests and for whoever wonders what was called.
///
/// Holds at most `capacity` entries; older ones make room.
package final class RequestLog: Sendable {
    /// One answered request. `path` has no query; `query` is as it was sent.
    package struct Entry: Sendable, Encodable, Equatable {
        package let number: Int
        package let at: String
        package let method: String
        package let path: String
        package let query: String?
        package let status: Int
    }

    private struct State {
        var entries: [Entry?] = []
        var count = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    package init(capacity: Int = 20_000) {
        precondition(capacity > 0, "A request log holds at least one entry.")
        self.capacity = capacity
    }

    package func record(at: Date, method: String, path: String, query: String?, status: Int) {
        let at = at.sandboxTimestamp
        state.withLock { state in
            state.count += 1
            let entry = Entry(
                number: state.count, at: at, method: method, path: path, query: query, status: status)
            if state.entries.count < capacity {
                state.entries.append(entry)
            } else {
                state.entries[(state.count - 1) % capacity] = entry
            }
        }
    }

    /// The kept entries in order, the oldest first: those after entry `number`, and of these the newest `limit`.
    package func entries(after number: Int = 0, limit: Int? = nil) -> [Entry] {
        let kept = state.withLock { $0.entries }
        var found = kept.compactMap { $0 }.filter { $0.number > number }
        found.sort { $0.number < $1.number }
        return limit.map { Array(found.suffix(max(0, $0))) } ?? found
    }

    /// The kept entries answered at or after an instant, in order.
    package func entries(since date: Date, limit: Int? = nil) -> [Entry] {
        let timestamp = date.sandboxTimestamp
        let found = entries().filter { $0.at >= timestamp }
        return limit.map { Array(found.suffix(max(0, $0))) } ?? found
    }

    /// Forgets all entries and counts from 1 again.
    package func clear() {
        state.withLock { $0 = State() }
    }
}
