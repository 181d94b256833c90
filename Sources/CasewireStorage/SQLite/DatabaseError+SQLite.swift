import GRDB

extension DatabaseError {
    init(_ error: GRDB.DatabaseError, isWriter: Bool = true) {
        self.init(
            code: error.extendedResultCode, message: error.message ?? "\(error.extendedResultCode)",
            isWriter: isWriter)
    }

    /// Sorts SQLite's result codes (SQLite: result and error codes) by what a caller can do.
    init(code: ResultCode, message: String, isWriter: Bool) {
        switch code {
        case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE:
            self = .full(message)
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            self = .constraint(message)
        case .SQLITE_READONLY where !isWriter:
            self = .misuse("a read tried to write")
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self = .unavailable("another program is writing: \(message)")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_CORRUPT,
            .SQLITE_NOTADB,
            .SQLITE_INTERRUPT, .SQLITE_PERM:
            self = .unavailable(message)
        default:
            self = .misuse(message)
        }
    }
}
