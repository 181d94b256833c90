/// The database as it is at one moment, for reading; what `Database.read` hands to its body.
///
/// It is of use inside that body only. After a statement failed, every further one fails with the same error, as
/// PostgreSQL has it and SQLite would not.
package class Snapshot {
    /// The words of the engine.
    package let dialect: Dialect

    private var connection: (any Connection)?

    /// The error of the first statement that failed.
    private(set) var failure: DatabaseError?

    init(on connection: any Connection, dialect: Dialect) {
        self.connection = connection
        self.dialect = dialect
    }

    /// Runs one statement and gives all its rows.
    ///
    /// They are held in memory at once: a query over a table that grows has a `LIMIT`.
    package func rows(_ sql: SQL) throws -> [Row] {
        try perform { connection throws(DatabaseError) in try connection.rows(sql) }
    }

    fileprivate func perform<Result>(
        _ statement: (any Connection) throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        if let failure { throw failure }
        guard let connection else { throw .misuse("a transaction was used after its end") }
        do throws(DatabaseError) {
            return try statement(connection)
        } catch {
            failure = error
            throw error
        }
    }

    /// Ends the use of the connection; throws the error that the body saw and dropped, if there is one.
    func end() throws(DatabaseError) {
        connection = nil
        if let failure { throw failure }
    }
}

/// A snapshot that can also be written; what `Database.write` hands to its body.
package final class Transaction: Snapshot {
    /// What was announced, in order.
    private(set) var changes: [Change] = []

    /// Runs one statement and gives the number of rows it changed.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int {
        try perform { connection throws(DatabaseError) in try connection.execute(sql) }
    }

    /// Waits until no other transaction holds this name, and holds it until this one is committed or undone.
    ///
    /// For what no row stands for yet: of those who look whether something is there and then make it, one is first. On
    /// SQLite every transaction holds everything, so there is nothing to wait for.
    package func hold(_ name: String) throws {
        guard let lock = dialect.numberLock else { return }
        _ = try rows("SELECT \(raw: lock)(hashtextextended(current_schema() || '/' || \(name), 0)) AS held")
    }

    /// Tells the subscribers of the change feed, once this transaction is committed, that something changed.
    package func announce(_ change: Change) {
        changes.append(change)
    }
}
