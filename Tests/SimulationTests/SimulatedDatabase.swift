import CasewireStorage

/// The world's database as one process sees it: each write is a point at which the process may die.
struct SimulatedDatabase: Database {
    let base: any Database
    let executor: WorldExecutor
    let crossings: Crossings
    let life: Life

    var dialect: Dialect { base.dialect }
    var changes: ChangeFeed { base.changes }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        guard !life.isDead else { throw Died() }
        // Not by the read of the base: in memory, that has SQLite forget all its prepared statements.
        return try executor.elsewhere { [base] in try await base.write { try body($0) } }
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await crossings.cross(.beforeWrite, "write", of: life)
        let value = try executor.elsewhere { [base] in try await base.write(body) }
        try await crossings.cross(.afterWrite, "written", of: life)
        return value
    }

    func migrate(_ migrations: [Migration]) async throws {}
    func close() async {}
}
