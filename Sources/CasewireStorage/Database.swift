/// Where everything is kept: SQLite or PostgreSQL behind one set of queries.
///
/// A body of `read` or `write` is synchronous and sees one transaction. It may be run again, so it captures values
/// only and touches nothing outside. It never relies on catching an error of a statement: after one, the body fails.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// What was committed here, as announced by the transactions.
    var changes: ChangeFeed { get }

    /// Runs `body` on an unchanging view of what is committed.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value

    /// Runs `body` in a transaction and returns once it is committed and on disk.
    ///
    /// An error of the body undoes what it did and nothing else. Errors of the database are `DatabaseError`. A
    /// cancelled task's write is carried out all the same.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Brings the schema up to date: each migration once, in order, in a transaction.
    ///
    /// Two programs may do this at once. Throws `MigrationError` if the database has steps that are not in `migrations`.
    func migrate(_ migrations: [Migration]) async throws

    /// Waits for what is under way, then closes; later calls throw `DatabaseError.unavailable`.
    func close() async
}
