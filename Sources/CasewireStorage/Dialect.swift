/// The few words in which SQLite and PostgreSQL differ; all other SQL is written once.
package struct Dialect: Sendable, Hashable {
    /// The engine's name, for logs and for the few queries that exist once for each engine.
    package let name: String

    /// The type of a column that numbers rows by itself.
    package let rowNumberKey: String

    /// The type of a column of bytes.
    package let bytes: String

    /// The end of a query that claims rows which other nodes claim too.
    ///
    /// SQLite needs none, since it has one writer at a time.
    package let skipLocked: String

    /// The end of a query whose rows are changed later in the same transaction: others that want them wait until then.
    ///
    /// SQLite needs none, since it has one writer at a time.
    package let forUpdate: String

    /// A function that makes others that call it with the same number wait until the end of the transaction.
    let numberLock: String?

    /// Statements that make other programs wait until the end of the transaction before they migrate, if the engine
    /// doesn't do so by itself.
    let migrationLock: [String]

    /// What follows `TEXT` in a column, so that text is compared and sorted by its bytes on every engine.
    let textOrder: String
}

extension Dialect {
    package static let sqlite = Dialect(
        name: "sqlite",
        rowNumberKey: "INTEGER PRIMARY KEY AUTOINCREMENT",
        bytes: "BLOB",
        skipLocked: "",
        forUpdate: "",
        numberLock: nil,
        migrationLock: [],
        textOrder: "")

    package static let postgres = Dialect(
        name: "postgres",
        rowNumberKey: "BIGSERIAL PRIMARY KEY",
        bytes: "BYTEA",
        skipLocked: "FOR UPDATE SKIP LOCKED",
        // Not plain FOR UPDATE, for which every insert of a row that refers to the locked one would wait.
        forUpdate: "FOR NO KEY UPDATE",
        numberLock: "pg_advisory_xact_lock",
        migrationLock: [
            // Another program's migration may take long, and so may ours.
            "SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = 0",
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/migration', 0))",
        ],
        textOrder: #"COLLATE "C""#)

    /// A statement of a migration in the words of this engine.
    func adapted(_ statement: String) -> String {
        guard !textOrder.isEmpty, statement.hasPrefix("CREATE TABLE") || statement.hasPrefix("ALTER TABLE")
        else {
            return statement
        }
        return statement.replacing(" TEXT", with: " TEXT \(textOrder)")
    }
}
