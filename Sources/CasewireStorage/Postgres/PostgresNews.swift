import Dispatch
import Glibc
import Synchronization

/// Tells other nodes what was committed here and publishes what they tell, over a connection of its own.
///
/// It notifies after the commit, many changes at a time: a `NOTIFY` inside the transactions would let only one commit at a
/// time. Whoever lost the connection may have missed something, so that it publishes `ChangeBatch.reread` when it is back,
/// and tells the others to.
final class PostgresNews: Sendable {
    /// What changes within this time, in microseconds, is told in one go.
    private static let gatheringMicroseconds: UInt32 = 5_000
    /// The wait before another try to connect, in milliseconds.
    private static let retryMilliseconds: CInt = 1_000
    /// A quiet connection is tried this often, in milliseconds, so that a dead one is noticed.
    private static let quietMilliseconds: CInt = 20_000

    private struct State {
        var untold: ChangeBatch?
        var isClosed = false
    }

    private let address: PostgresAddress
    private let feed: ChangeFeed
    private let state = Mutex(State())
    private let bell: Bell
    private let queue = DispatchQueue(label: "casewire.postgres.news")

    init(to address: PostgresAddress, feed: ChangeFeed) throws(DatabaseError) {
        self.address = address
        self.feed = feed
        bell = try Bell()
    }

    /// Starts to listen; returns once nothing that is committed from now on is missed.
    func start() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { self.run { continuation.resume(with: $0) } }
        }
    }

    /// Has the other nodes told, soon.
    func tell(_ changes: Set<Change>) {
        guard !changes.isEmpty else { return }
        let isFirst = state.withLock { state in
            defer { state.untold = state.untold.merging(.changes(changes)) }
            return state.untold == nil
        }
        if isFirst { bell.ring() }
    }

    /// Has what is left told, then ends.
    func end() {
        state.withLock { $0.isClosed = true }
        bell.ring()
    }

    /// Ends, and waits until what was left is told.
    func close() async {
        end()
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume() }  // Behind what talks.
        }
    }

    private var isClosed: Bool { state.withLock(\.isClosed) }

    // MARK: - The thread

    private func run(_ started: (Result<Void, any Error>) -> Void) {
        var line: NewsLine?
        do throws(DatabaseError) {
            line = try NewsLine(to: address)
        } catch {
            return started(.failure(error))
        }
        started(.success(()))
        repeat {
            if let line { try? talk(over: line) }
            if isClosed { return }
            line = try? NewsLine(to: address)
            if line == nil {
                bell.wait(beside: nil, milliseconds: Self.retryMilliseconds)
            } else {
                feed.publish(.reread)
                state.withLock { $0.untold = .reread }
            }
        } while !isClosed
    }

    /// Passes news both ways until the end.
    private func talk(over line: NewsLine) throws(DatabaseError) {
        while true {
            let isLast = isClosed
            let untold = state.withLock { state in
                defer { state.untold = nil }
                return state.untold
            }
            if let untold {
                for text in ChangeMessage.texts(of: untold) { try line.send(text) }
            }
            if isLast { return }
            for text in try line.receive() { feed.publish(ChangeMessage.batch(of: text)) }
            if untold != nil { usleep(Self.gatheringMicroseconds) }
            let isQuiet = !bell.wait(beside: line.socket, milliseconds: Self.quietMilliseconds)
            if isQuiet { try line.check() }
        }
    }
}
