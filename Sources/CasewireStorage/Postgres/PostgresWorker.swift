import Glibc

/// One connection with a thread of its own, which runs bodies one after the other and connects when it must.
actor PostgresWorker {
    /// How often a body is run where other transactions are in its way, or the connection was lost.
    private static let mostConflicts = 12
    private static let mostOthers = 2

    /// The server can't be reached, or lets no one in.
    struct Unreachable: Error {
        let error: DatabaseError
    }

    private let address: PostgresAddress
    private let executor: QueueExecutor
    private var connection: PostgresConnection?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(to address: PostgresAddress, number: Int) {
        self.address = address
        executor = QueueExecutor(label: "casewire.postgres.\(number)")
    }

    /// Connects, so that what is wrong with the address or the server is known at the start.
    func connect() throws {
        _ = try connected()
    }

    /// Lets go of the connection.
    func disconnect() {
        connection = nil
    }

    /// Runs a body on what was committed when it began.
    func read<Value: Sendable>(_ body: @Sendable (Snapshot) throws -> Value) throws -> Value {
        try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", isWrite: false) {
            connection -> Run<Value> in
            let snapshot = Snapshot(on: connection, dialect: .postgres)
            return Run(
                result: Result {
                    let value = try body(snapshot)
                    try snapshot.end()
                    return value
                }, failure: snapshot.failure, changes: [])
        }.value
    }

    /// Runs a body and commits it; gives what it announced, too.
    func write<Value: Sendable>(
        _ body: @Sendable (Transaction) throws -> Value
    ) throws -> (value: Value, changes: Set<Change>) {
        try run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", isWrite: true) {
            connection -> Run<Value> in
            let transaction = Transaction(on: connection, dialect: .postgres)
            return Run(
                result: Result {
                    let value = try body(transaction)
                    try transaction.end()
                    return value
                }, failure: transaction.failure, changes: Set(transaction.changes))
        }
    }

    // MARK: - Running

    private struct Run<Value> {
        let result: Result<Value, any Error>
        /// The statement's error, whatever the body made of it.
        let failure: DatabaseError?
        let changes: Set<Change>
    }

    private func run<Value>(
        _ beginning: String, isWrite: Bool, _ body: (PostgresConnection) -> Run<Value>
    ) throws -> (value: Value, changes: Set<Change>) {
        var tries: [PostgresFailure.Remedy: Int] = [:]
        /// Whether to try once more; waits a little where others are in the way.
        func mayRepeat(_ remedy: PostgresFailure.Remedy?) -> Bool {
            guard let remedy else { return false }
            let count = tries[remedy, default: 0] + 1
            tries[remedy] = count
            switch remedy {
            case .again:
                guard count < Self.mostConflicts else { return false }
                pause(after: count)
            case .lookAgain: guard count <= Self.mostOthers else { return false }
            case .prepareAgain:
                guard count <= Self.mostOthers else { return false }
                connection?.forgetPrepared()
            case .reconnect:
                guard count <= Self.mostOthers else { return false }
                connection = nil
            }
            return true
        }

        while true {
            let current = try connected()
            do throws(PostgresFailure) {
                try current.begin(beginning)
            } catch {
                if mayRepeat(error.remedy) { continue }
                throw error.error
            }
            let run = body(current)
            if let failure = run.failure {
                current.rollback()
                if mayRepeat(current.remedy) { continue }
                throw Self.worded(failure, isWrite: isWrite)
            }
            guard current.isInTransaction else {
                current.rollback()
                throw DatabaseError.misuse("a body ended its transaction")
            }
            switch run.result {
            case .failure(let error):
                current.rollback()
                throw error
            case .success(let value):
                guard isWrite else {
                    current.rollback()  // Nothing to keep, and nothing that could fail.
                    return (value, [])
                }
                do throws(PostgresFailure) {
                    guard try current.commit() else {
                        throw PostgresFailure(error: .misuse("a body's commit was refused"), remedy: nil)
                    }
                    return (value, run.changes)
                } catch {
                    try judgeCommit(error, mayRepeat: mayRepeat)
                }
            }
        }
    }

    /// Returns where a commit that failed was surely undone and the body may be run again.
    private func judgeCommit(
        _ failure: PostgresFailure, mayRepeat: (PostgresFailure.Remedy?) -> Bool
    ) throws(DatabaseError) {
        if case .reconnect = failure.remedy {
            connection = nil
            throw .unavailable(
                "the connection was lost during a commit, so it isn't known whether that was kept")
        }
        connection?.rollback()
        guard mayRepeat(failure.remedy) else { throw failure.error }
    }

    private static func worded(_ failure: DatabaseError, isWrite: Bool) -> DatabaseError {
        if !isWrite, case .unavailable(DatabaseError.readOnly) = failure {
            return .misuse("a read tried to write")
        }
        return failure
    }

    private func connected() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        connection = nil
        do throws(DatabaseError) {
            let made = PostgresConnection(on: try PostgresLink(to: address))
            connection = made
            return made
        } catch {
            throw Unreachable(error: error)
        }
    }

    /// Waits longer with each try, and not as long as another connection does.
    private func pause(after count: Int) {
        let process = UInt32(bitPattern: connection?.process ?? 0)
        let spread = (process &* 2_654_435_761 &+ UInt32(count) &* 40_503) >> 20
        usleep(min(500 << UInt32(count), 100_000) + spread * 4)
    }
}
