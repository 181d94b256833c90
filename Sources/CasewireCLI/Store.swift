import CasewireStorage
import ServiceLifecycle

/// The opened database: a file that one server has to itself, or a PostgreSQL server that several share.
enum Store {
    case file(SQLiteDatabase, lock: FileLock?)
    case server(PostgresDatabase)

    /// Opens what the settings name; throws `SettingsProblems` where a person must act.
    ///
    /// - Parameter serves: takes a file for this process alone, so that two servers cannot share one.
    init(_ settings: Settings, serves: Bool) async throws {
        if let address = settings.postgres {
            do {
                self = .server(try await PostgresDatabase(address))
            } catch let error as DatabaseError {
                throw SettingsProblems(problems: [
                    "DATABASE names the \(address), which can't be used. \(error) Check the URL's host, port, user, password and name, and that the server runs."
                ])
            }
            return
        }
        let path = settings.database
        var lock: FileLock?
        if serves {
            do {
                lock = try FileLock(path: path)
            } catch {
                throw SettingsProblems(problems: [
                    "DATABASE \(path) is in use by another casewire, or its folder cannot be written: \(error)"
                ])
            }
        }
        self = .file(try await SQLiteDatabase(path: path), lock: lock)
    }

    var database: any Database {
        switch self {
        case .file(let database, _): database
        case .server(let database): database
        }
    }

    /// Whether no other server uses the database, so that whatever runs in it runs here.
    var isOurs: Bool {
        switch self {
        case .file: true
        case .server: false
        }
    }

    /// What notices changes made by other processes, where the database doesn't tell by itself.
    var watch: DatabaseWatch? {
        switch self {
        case .file(let database, _): DatabaseWatch(database: database)
        case .server: nil
        }
    }

    /// Writes a consistent copy to a file.
    func backUp(to path: String) async throws {
        switch self {
        case .file(let database, _):
            try await database.backup(to: path)
        case .server:
            throw SettingsProblems(problems: [
                "DATABASE is on a PostgreSQL server, which has its own tool: pg_dump --format=custom --file=\(path) \"$CASEWIRE_DATABASE\""
            ])
        }
    }

    func close() async {
        await database.close()
        if case .file(_, let lock) = self { lock?.release() }
    }
}

/// Notices what another process wrote into the database file.
struct DatabaseWatch: Service {
    let database: SQLiteDatabase

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await database.watchOtherProcesses()
        }
    }
}
