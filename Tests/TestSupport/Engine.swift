package import CasewireStorage
import TestPrograms

/// The engines that every storage test runs on: `@Test(arguments: Engine.all)`.
package enum Engine: String, Sendable, CaseIterable, CustomStringConvertible {
    case memory
    case file
    case postgres

    /// All of them; a test on one that this machine hasn't got is skipped.
    package static var all: [Engine] { allCases }

    /// Those of which several programs can use one database at a time.
    package static let shareable: [Engine] = [.file, .postgres]

    package var description: String { rawValue }

    /// Opens an empty database that nothing else uses.
    ///
    /// A file lies in a fresh folder, which goes away with the database.
    package func makeDatabase() async throws -> any Database {
        switch self {
        case .memory:
            return try await SQLiteDatabase.inMemory()
        case .file:
            let folder = try TemporaryFolder()
            return KeptDatabase(
                database: try await SQLiteDatabase(path: folder.path("casewire.db")), place: folder)
        case .postgres:
            let place = try await ClusterPlace()
            return KeptDatabase(database: try await place.open(hearsOthers: false), place: place)
        }
    }

    /// Opens one empty database as so many programs do, each with an opening of its own that hears of the others.
    package func makeShared(_ count: Int = 2) async throws -> [any Database] {
        let folder = try TemporaryFolder()
        let place = self == .postgres ? try await ClusterPlace() : nil
        var databases: [any Database] = []
        for _ in 0..<count {
            if let place {
                databases.append(
                    KeptDatabase(database: try await place.open(hearsOthers: true), place: place))
            } else {
                databases.append(
                    KeptDatabase(
                        database: try await SQLiteDatabase(path: folder.path("casewire.db")), place: folder))
            }
        }
        return databases
    }
}

/// A database that keeps what it lies in for as long as it lives.
private struct KeptDatabase: Database {
    let database: any Database
    let place: any Sendable & AnyObject

    var dialect: Dialect { database.dialect }
    var changes: ChangeFeed { database.changes }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Value
    ) async throws -> Value {
        try await database.read(body)
    }

    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.write(body)
    }

    func migrate(_ migrations: [Migration]) async throws {
        try await database.migrate(migrations)
    }

    func close() async {
        await database.close()
    }
}
