import GRDB
import Synchronization

/// A database in one SQLite file, or in memory for tests.
///
/// Write-ahead logging with every commit flushed (`synchronous=FULL`); one writer, which commits in groups, and a few
/// readers beside it that each see the last commit.
package final class SQLiteDatabase: Database {
    /// The most reads at one time; others wait their turn.
    private static let readers = 4

    /// Gives a number that changes when another connection commits (SQLite: PRAGMA data_version).
    private static let versionQuery = "PRAGMA data_version"

    package let dialect = Dialect.sqlite
    package let changes = ChangeFeed()

    /// The path of the file; none in memory.
    let file: String?

    private let writer: any DatabaseWriter
    private let groups: GroupCommit
    private let gate = Gate()

    /// SQLite's count of what other connections wrote, as of the last look.
    private let lastVersion: Mutex<Int64?>

    /// Opens a database file, or makes one that only its owner can read.
    ///
    /// A write waits for another program that is writing as long as `busyTimeout`, then fails as unavailable.
    package convenience init(path: String, busyTimeout: Duration = .seconds(5)) async throws {
        try SQLiteFile.create(at: path)
        let configuration = Self.configuration(busyTimeout: busyTimeout)
        try self.init(
            writer: Self.opening { try DatabasePool(path: path, configuration: configuration) }, file: path)
    }

    /// Opens an empty database that lives in memory, with one connection for everything.
    package static func inMemory() async throws -> SQLiteDatabase {
        try SQLiteDatabase(
            writer: opening { try DatabaseQueue(configuration: configuration(busyTimeout: .zero)) }, file: nil
        )
    }

    private init(writer: any DatabaseWriter, file: String?) throws {
        self.writer = writer
        self.file = file
        groups = GroupCommit(writer: writer, changes: changes)
        let version = try Self.opening {
            try writer.writeWithoutTransaction { database in
                // GRDB sets NORMAL when it turns on write-ahead logging; with that, a power cut undoes the last commits.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                return try Int64.fetchOne(database, sql: Self.versionQuery)
            }
        }
        lastVersion = Mutex(version)
    }

    private static func configuration(busyTimeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.maximumReaderCount = readers
        configuration.persistentReadOnlyConnections = true
        return configuration
    }

    private static func opening<Result>(_ operation: () throws -> Result) throws -> Result {
        do {
            return try operation()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        try await gate.pass {
            try await withCheckedThrowingContinuation { continuation in
                writer.asyncRead { [dialect] access in
                    continuation.resume(
                        with: Result {
                            let snapshot = Snapshot(
                                on: SQLiteConnection(try Self.opening(access.get), isWriter: false),
                                dialect: dialect)
                            let value = try body(snapshot)
                            try snapshot.end()
                            return value
                        })
                }
            }
        }
    }

    /// The number of writes that wait for the commit under way to end; near zero unless the disk is the limit.
    package var waitingWrites: Int { groups.waitingCount }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await gate.pass { try await groups.write(body) }
    }

    /// Moves what the log holds into the file, so that the file alone is the whole database until the next write.
    ///
    /// Closing doesn't: the readers, which leave last, may not write.
    package func moveLogIntoFile() async throws {
        try await gate.pass {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                writer.asyncWriteWithoutTransaction { database in
                    continuation.resume(
                        with: Result {
                            // SQLite: PRAGMA wal_checkpoint; the first column is 1 where it was kept from ending.
                            let isBusy = try Self.opening {
                                try Int64.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                            }
                            guard isBusy == 0 else {
                                throw DatabaseError.unavailable("another program uses its log")
                            }
                        })
                }
            }
        }
    }

    package func close() async {
        await gate.close()
        changes.finish()
        // Nothing is under way any more, so this takes no longer than moving the log into the file.
        try? writer.close()
    }

    // MARK: - Other programs

    /// Publishes `ChangeBatch.reread` whenever another program wrote to the file, until the task is cancelled.
    ///
    /// - Parameters:
    ///   - interval: The time between two looks; each costs a few microseconds.
    ///   - sleep: Waits for such a time, throwing when the task is cancelled.
    package func watchOtherProcesses(
        every interval: Duration = .milliseconds(500),
        sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async {
        while !Task.isCancelled {
            await noticeOtherProcesses()
            do { try await sleep(interval) } catch { return }
        }
    }

    /// Looks once whether another program wrote since the last look, and publishes `ChangeBatch.reread` if so.
    ///
    /// A look that fails is left to the next one: what keeps SQLite from reading its own file is reported by every
    /// read and write.
    @discardableResult
    package func noticeOtherProcesses() async -> Bool {
        let isNew = try? await gate.pass {
            await withCheckedContinuation { continuation in
                writer.asyncWriteWithoutTransaction {
                    continuation.resume(returning: self.isNewVersion(in: $0))
                }
            }
        }
        guard isNew == true else { return false }
        changes.publish(.reread)
        return true
    }

    private func isNewVersion(in database: GRDB.Database) -> Bool {
        guard let version = try? Int64.fetchOne(database, sql: Self.versionQuery) else { return false }
        let last = lastVersion.withLock { last in
            defer { last = version }
            return last
        }
        guard last != version else { return false }
        database.clearSchemaCache()  // The other program may have changed the schema, too.
        return true
    }
}
