import CasewireStorage

/// The database as a running job sees it: what it writes is kept only while the job is its own.
///
/// A node that was paused past its lease wakes up in the middle of work that another node has taken over. Each write
/// therefore looks, in its own transaction, whether the lease it claimed is still the one in force, and is refused whole if
/// not. A lease is made anew with every claim, so the same node's later claim is another, too.
struct FencedDatabase: Database {
    let database: any Database
    let job: String
    let lease: String

    var dialect: Dialect { database.dialect }
    var changes: ChangeFeed { database.changes }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    /// Throws `LeaseLost` where another claim has taken the job.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.write { [job, lease] transaction in
            guard try transaction.holds(lease, of: job) else { throw LeaseLost() }
            return try body(transaction)
        }
    }

    func migrate(_ migrations: [Migration]) async throws {
        try await database.migrate(migrations)
    }

    func close() async {
        await database.close()
    }
}

/// The job was taken over by another claim, so nothing more of this run may be kept.
struct LeaseLost: Error {}

extension Transaction {
    /// Whether a claim is in force; it stays so until the end of this transaction.
    fileprivate func holds(_ lease: String, of job: String) throws -> Bool {
        try !rows(
            """
            SELECT 1 AS yes FROM job WHERE id = \(job) AND state = 'running' AND lease = \(lease)
            \(raw: dialect.forUpdate)
            """
        ).isEmpty
    }
}
