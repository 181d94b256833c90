import Casewire
import CasewireStorage

/// Databases in memory that are used by one world after the other, since what they prepared once they keep.
actor EmptyDatabases {
    static let shared = EmptyDatabases()

    private var free: [any Database] = []

    /// A database with the product's tables and nothing in them; `was_unknown` notes each message whose fate was unknown.
    func take() async throws -> any Database {
        if let database = free.popLast() { return database }
        let database = try await SQLiteDatabase.inMemory()
        try await database.migrate(Schema.migrations)
        try await database.write { transaction in
            try transaction.execute(
                "CREATE TABLE was_unknown (message_id TEXT PRIMARY KEY, called_at BIGINT)")
            try transaction.execute(
                """
                CREATE TRIGGER note_unknown AFTER UPDATE OF state ON message WHEN NEW.state = 'unknown'
                BEGIN INSERT OR IGNORE INTO was_unknown VALUES (NEW.id, NEW.called_at); END
                """)
            try transaction.execute("CREATE TABLE first_counter (name TEXT, value BIGINT)")
            try transaction.execute("INSERT INTO first_counter SELECT name, value FROM counter")
        }
        return database
    }

    func giveBack(_ database: any Database) async throws {
        try await database.write { transaction in
            try transaction.execute("PRAGMA defer_foreign_keys = ON")
            let kept = ["schema_migration", "first_counter", "sqlite_sequence"]
            let tables: [String] = try transaction.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            ).map { try $0["name"] }
            for table in tables where !kept.contains(table) {
                try transaction.execute(SQL(raw: "DELETE FROM \(table)"))
            }
            try transaction.execute("DELETE FROM sqlite_sequence")
            try transaction.execute("INSERT INTO counter SELECT name, value FROM first_counter")
        }
        free.append(database)
    }
}
