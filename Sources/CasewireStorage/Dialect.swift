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

    /// The end of a query whose rows must stay as they are until the end of the transaction.
    ///
    /// SQLite needs none, for the same reason.
    package let forUpdate: String

    /// A statement that makes other programs wait until the end of the transaction before they migrate, if the engine
    /// doesn't do so by itself.
    let migrationLock: String?
}

extension Dialect {
    package static let sqlite = Dialect(
        name: "sqlite",
        rowNumberKey: "INTEGER PRIMARY KEY AUTOINCREMENT",
        bytes: "BLOB",
        skipLocked: "",
        forUpdate: "",
        migrationLock: nil)

    package static let postgres = Dialect(
        name: "postgres",
        rowNumberKey: "BIGSERIAL PRIMARY KEY",
        bytes: "BYTEA",
        skipLocked: "FOR UPDATE SKIP LOCKED",
        forUpdate: "FOR UPDATE",
        migrationLock: "SELECT pg_advisory_xact_lock(4828183140218692)")
}
