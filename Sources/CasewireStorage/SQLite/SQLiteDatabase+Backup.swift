import Dispatch
import GRDB

extension SQLiteDatabase {
    /// Writes a whole, compact copy of the database to a new file that only its owner can read.
    ///
    /// It is one moment's state; reads and writes go on meanwhile. Throws `DatabaseError.unavailable` if there is a file
    /// at `path` already, or for a database in memory. A copy that failed is removed.
    package func backup(to path: String) async throws {
        guard let source = file else { throw DatabaseError.unavailable("it is in memory and has no file") }
        try SQLiteFile.create(at: path, mustBeNew: true)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            // A copy of a large file takes long, and the threads of tasks are few.
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(with: Result { try Self.copy(source, to: path) })
            }
        }
    }

    /// Copies through a connection of its own, so that neither the writer nor a reader is held up.
    private static func copy(_ source: String, to path: String) throws {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let connection = try DatabaseQueue(path: source, configuration: configuration)
            // SQLite: VACUUM INTO takes an empty file for a new one, and so keeps its mode.
            try connection.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
            try connection.close()
            try SQLiteFile.flush(path)
        } catch {
            SQLiteFile.remove(path)
            guard let error = error as? GRDB.DatabaseError else { throw error }
            throw DatabaseError(error)
        }
    }
}
