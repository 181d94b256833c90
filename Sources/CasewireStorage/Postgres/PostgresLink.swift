import CLibPQ

/// One open connection of libpq, used by one thread at a time; every call waits for the server's answer.
final class PostgresLink {
    private let connection: OpaquePointer

    /// Connects within a few seconds, or throws `DatabaseError.unavailable`.
    init(to address: PostgresAddress) throws(DatabaseError) {
        guard let connection = casewire_connect(address.url) else {
            throw .unavailable("there is no memory for a connection")
        }
        self.connection = connection
        guard isAlive else { throw .unavailable(lastMessage) }
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        do throws(PostgresFailure) {
            _ = try command(PostgresAddress.limits)
        } catch {
            throw error.error
        }
        guard PQparameterStatus(connection, "server_encoding").map({ String(cString: $0) }) == "UTF8" else {
            throw .unavailable(
                "its encoding isn't UTF8; make one with createdb --encoding=UTF8 --template=template0")
        }
    }

    deinit {
        PQfinish(connection)
    }

    /// Whether the connection is open, as far as the last call saw.
    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }

    /// Whether a transaction is open in which no statement has failed.
    var isInTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INTRANS }

    /// The server's process for this connection.
    var process: Int32 { PQbackendPID(connection) }

    var socket: Int32 { PQsocket(connection) }

    private var lastMessage: String {
        String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: "; ")
    }

    // MARK: - Statements

    /// Runs statements of our own without arguments; gives the server's word for what was done, such as `COMMIT`.
    @discardableResult
    func command(_ text: String) throws(PostgresFailure) -> String {
        try answer(PQexec(connection, text)).status
    }

    /// Prepares a statement under a name for arguments of these types.
    func prepare(_ text: String, as name: String, types: [Oid]) throws(PostgresFailure) {
        _ = try answer(PQprepare(connection, name, text, CInt(types.count), types))
    }

    /// Runs what was prepared under a name.
    func runPrepared(_ name: String, _ arguments: PostgresArguments) throws(PostgresFailure) -> PostgresResult
    {
        try answer(
            arguments.withPointers { values, lengths, formats in
                PQexecPrepared(connection, name, arguments.count, values, lengths, formats, 1)
            })
    }

    /// Runs a statement once.
    func run(_ text: String, _ arguments: PostgresArguments) throws(PostgresFailure) -> PostgresResult {
        try answer(
            arguments.withPointers { values, lengths, formats in
                PQexecParams(
                    connection, text, arguments.count, arguments.types, values, lengths, formats, 1)
            })
    }

    private func answer(_ result: OpaquePointer?) throws(PostgresFailure) -> PostgresResult {
        guard let result = PostgresResult(result) else { throw lost() }
        if result.isSuccess { return result }
        // A result that the server's end caused carries its code; the connection is gone all the same.
        guard isAlive else { throw lost() }
        throw PostgresFailure(code: result.code, message: result.message)
    }

    private func lost() -> PostgresFailure {
        PostgresFailure(error: .unavailable("the connection was lost: \(lastMessage)"), remedy: .reconnect)
    }

    // MARK: - Notifications

    /// Reads what has arrived without waiting; false when the connection is gone.
    func consumeInput() -> Bool { PQconsumeInput(connection) == 1 }

    /// The next notification that has arrived.
    func nextNotification() -> (process: Int32, payload: String)? {
        guard let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        return (notification.pointee.be_pid, String(cString: notification.pointee.extra))
    }
}
