/// One step of the schema; once shipped it is never edited, only followed by others.
package struct Migration: Sendable {
    /// What the step is known by in the database, for ever.
    package let name: String

    /// The statements of the step, one each, in the words of an engine.
    package let statements: @Sendable (Dialect) -> [String]

    package init(name: String, statements: @escaping @Sendable (Dialect) -> [String]) {
        self.name = name
        self.statements = statements
    }
}

/// Why a database can't be brought to this program's schema.
package enum MigrationError: Error, Hashable {
    /// The database has steps that this program doesn't know.
    case unknown([String])

    /// The database took its steps in another order than this program has them.
    case order(database: [String], program: [String])

    /// The program has two steps of one name.
    case repeated(String)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let names):
            "The database was written by a newer version of this program (\(names.joined(separator: ", "))). "
                + "Start that version, or restore a backup made before the update."
        case .order(let database, let program):
            "The steps of the database (\(database.joined(separator: ", "))) are not in this program's order "
                + "(\(program.joined(separator: ", "))). Restore a backup of this program's own."
        case .repeated(let name):
            "The program has two migrations named \(name)."
        }
    }
}

extension Database {
    package func migrate(_ migrations: [Migration]) async throws {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw MigrationError.repeated(migration.name)
        }
        try await write { transaction in _ = try transaction.appliedMigrations(of: migrations) }
        for (index, migration) in migrations.enumerated() {
            try await write { transaction in
                // Looked up in the same transaction: another program may have taken this step in the meantime.
                guard try transaction.appliedMigrations(of: migrations) == index else { return }
                for statement in migration.statements(transaction.dialect) {
                    try transaction.execute(SQL(raw: transaction.dialect.adapted(statement)))
                }
                try transaction.execute(
                    "INSERT INTO schema_migration (position, name) VALUES (\(index), \(migration.name))")
            }
        }
    }
}

extension Transaction {
    /// The number of steps the database has taken, which are the first ones of `migrations`.
    fileprivate func appliedMigrations(of migrations: [Migration]) throws -> Int {
        for statement in dialect.migrationLock { _ = try rows(SQL(raw: statement)) }
        try execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (position BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)
            """)
        let applied: [String] = try rows("SELECT name FROM schema_migration ORDER BY position")
            .map { try $0["name"] }
        let known = migrations.map(\.name)
        let unknown = applied.filter { !known.contains($0) }
        guard unknown.isEmpty else { throw MigrationError.unknown(unknown) }
        guard known.starts(with: applied) else {
            throw MigrationError.order(database: applied, program: known)
        }
        return applied.count
    }
}
