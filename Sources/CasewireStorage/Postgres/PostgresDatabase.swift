/// A database on a PostgreSQL server, which any number of nodes share.
///
/// A read sees one snapshot. A write is one transaction on a connection of its own; where others are in its way it is run
/// again. It sees what others commit while it runs (READ COMMITTED), so that a look that a change depends on locks first
/// (`Dialect.forUpdate`, `Transaction.hold`) or is settled by a unique key or a guarded `UPDATE`.
package final class PostgresDatabase: Database {
    /// The most connections for reads and writes; one more listens.
    package static let mostConnections = 12

    package let dialect = Dialect.postgres
    package let changes = ChangeFeed()

    private let pool: PostgresPool
    private let news: PostgresNews?
    private let gate = Gate()

    /// Connects, or throws `DatabaseError.unavailable` with what the server says.
    ///
    /// - Parameter hearsOthers: false where no other node is to be told what changed, nor to tell.
    package init(
        _ address: PostgresAddress, connections: Int = mostConnections, hearsOthers: Bool = true
    ) async throws {
        pool = PostgresPool(to: address, size: connections)
        news = hearsOthers ? try PostgresNews(to: address, feed: changes) : nil
        try await pool.lend { try await $0.connect() }
        try await news?.start()
    }

    deinit {
        news?.end()
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        try await gate.pass { try await pool.lend { try await $0.read(body) } }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await gate.pass {
            let (value, announced) = try await pool.lend { try await $0.write(body) }
            changes.publish(.changes(announced))
            news?.tell(announced)
            return value
        }
    }

    package func close() async {
        await gate.close()
        await news?.close()
        changes.finish()
        await pool.close()
    }
}
