/// A statement that failed, with what may help.
struct PostgresFailure: Error {
    /// What makes the same body work where it failed once.
    enum Remedy {
        /// Another transaction was in the way (serialization failure, deadlock): from the beginning.
        case again
        /// A rule was broken that a look in the same body may have ruled out, before another transaction committed.
        case lookAgain
        /// A prepared statement is stale, since the schema changed: prepare anew.
        case prepareAgain
        /// The connection is gone, and with it the transaction.
        case reconnect
    }

    let error: DatabaseError
    let remedy: Remedy?
}

extension PostgresFailure {
    /// Sorts the server's codes (PostgreSQL, appendix A: error codes) by what a caller can do.
    ///
    /// The server's words are passed on only for classes whose words name tables and columns, never values.
    init(code: String, message: String) {
        error = DatabaseError(sqlState: code, message: message)
        remedy =
            switch code {
            case "40001", "40P01": .again
            case "23505", "23P01": .lookAgain
            case "0A000", "26000": .prepareAgain
            case _ where code.hasPrefix("08") || code.hasPrefix("57P"): .reconnect
            default: nil
            }
    }
}

extension DatabaseError {
    /// Why a transaction that only reads, or any on a standby, can't write.
    static let readOnly = "it only lets read; name the primary server"

    fileprivate init(sqlState code: String, message: String) {
        switch code {
        case "53100":
            self = .full(message)
        case "25006":
            self = .unavailable(Self.readOnly)
        case "40001", "40P01":
            self = .unavailable("other transactions were in the way too often")
        case "55P03", "57014":
            self = .unavailable("it is busy: \(message)")
        case "54000"..."54999":
            self = .constraint(message)  // A value too large for an index or a row.
        default:
            switch code.prefix(2) {
            case "23": self = .constraint(message)
            case "22": self = .misuse("a value doesn't fit its statement, code \(code)")
            case "08", "28", "3D", "53", "57", "58", "F0", "XX": self = .unavailable(message)
            case "42" where code == "42501": self = .unavailable(message)
            case "25", "26", "0A", "42": self = .misuse(message)
            default: self = .misuse("code \(code)")
            }
        }
    }
}
