import GRDB
import Synchronization

/// Joins the write bodies that wait at one moment into one transaction, since the flush to disk at its end costs more
/// than what most bodies do.
///
/// While one group is being committed the next one gathers, so an idle database adds no wait and a busy one flushes
/// once for many. Each body has its own savepoint: its error undoes only itself. No result is handed out before the
/// commit. If the commit breaks a rule of the schema, the bodies are tried again one by one, so that only the one at
/// fault fails; if the disk is full or can't be written, all of them fail.
final class GroupCommit: Sendable {
    /// The most bodies in one transaction, so that none waits long for the others.
    static let largestGroup = 256

    private struct State {
        var waiting: [Write] = []
        var isScheduled = false

        mutating func takeGroup() -> [Write] {
            let group = Array(waiting.prefix(GroupCommit.largestGroup))
            waiting.removeFirst(group.count)
            return group
        }

        /// Whether another group is to follow.
        mutating func finishGroup() -> Bool {
            isScheduled = !waiting.isEmpty
            return isScheduled
        }
    }

    private let state = Mutex(State())
    private let writer: any DatabaseWriter
    private let changes: ChangeFeed

    init(writer: any DatabaseWriter, changes: ChangeFeed) {
        self.writer = writer
        self.changes = changes
    }

    /// The number of bodies that wait for the group being committed to end.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add(
                Write(
                    attempt: { transaction in
                        let value = try body(transaction)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    private func add(_ write: Write) {
        let isFirst = state.withLock { state in
            state.waiting.append(write)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if isFirst { schedule() }
    }

    private func schedule() {
        writer.asyncWriteWithoutTransaction { database in
            let group = self.state.withLock { $0.takeGroup() }
            self.commit(group, on: SQLiteConnection(database, isWriter: true))
            if self.state.withLock({ $0.finishGroup() }) { self.schedule() }
        }
    }

    private func commit(_ group: [Write], on connection: SQLiteConnection) {
        do throws(DatabaseError) {
            try tryCommitting(group, on: connection)
        } catch {
            if case .constraint = error, group.count > 1 {
                for write in group { commit([write], on: connection) }
            } else {
                for write in group { write.fail(error) }
            }
        }
    }

    /// Commits a group and hands out its results; an error means that nothing was kept and no one was told.
    private func tryCommitting(_ group: [Write], on connection: SQLiteConnection) throws(DatabaseError) {
        var handOuts: [@Sendable () -> Void] = []
        handOuts.reserveCapacity(group.count)
        var announced: Set<Change> = []
        _ = try connection.execute("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            for write in group {
                if group.count > 1 { _ = try connection.execute("SAVEPOINT body") }
                let transaction = Transaction(on: connection, dialect: .sqlite)
                do {
                    let handOut = try write.attempt(transaction)
                    try transaction.end()
                    guard connection.isInTransaction else {
                        throw DatabaseError.misuse("a body ended its transaction")
                    }
                    handOuts.append(handOut)
                    announced.formUnion(transaction.changes)
                } catch {
                    // SQLite has rolled back the whole group, so the bodies before this one are undone as well.
                    guard connection.isInTransaction else {
                        throw transaction.failure ?? .misuse("a body ended its transaction")
                    }
                    handOuts.append { write.fail(error) }
                    _ = try connection.execute(group.count > 1 ? "ROLLBACK TO body" : "ROLLBACK")
                }
                if group.count > 1 { _ = try connection.execute("RELEASE body") }
            }
            if connection.isInTransaction { _ = try connection.execute("COMMIT") }
        } catch {
            if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
            throw error
        }
        changes.publish(.changes(announced))
        for handOut in handOuts { handOut() }
    }
}

/// A body that waits for its commit, and whoever waits for its result.
private struct Write: Sendable {
    /// Runs the body and gives what hands out its result; may be called again.
    let attempt: @Sendable (Transaction) throws -> @Sendable () -> Void

    /// Hands out an error instead.
    let fail: @Sendable (any Error) -> Void
}
