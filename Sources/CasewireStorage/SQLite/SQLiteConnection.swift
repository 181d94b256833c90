import GRDB
import GRDBSQLite

/// One SQLite connection of GRDB's, used on its own queue.
///
/// Statements are prepared and kept by GRDB; arguments and columns pass between SQLite and `SQLValue` directly, without
/// a dictionary or a value in between.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    private let isWriter: Bool

    init(_ database: GRDB.Database, isWriter: Bool) {
        self.database = database
        self.isWriter = isWriter
    }

    /// Whether a transaction is open; SQLite ends it by itself after some errors, a full disk among them.
    var isInTransaction: Bool { database.isInsideTransaction }

    func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        let statement = try prepare(sql)
        defer { statement.recycle() }
        var columns: [String] = []
        var rows: [Row] = []
        while try step(statement) {
            if rows.isEmpty { columns = statement.currentColumnNames }
            rows.append(try row(of: statement.sqliteStatement, columns: columns))
        }
        return rows
    }

    func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        if sql.changesSchema {
            // GRDB forgets what it prepared for the old schema, which it does only for statements that it runs.
            try performing { try database.execute(sql: sql.text) }
            return 0
        }
        let statement = try prepare(sql)
        defer { statement.recycle() }
        let before = database.totalChangesCount
        while try step(statement) {}
        return database.totalChangesCount == before ? 0 : database.changesCount
    }

    // MARK: - Statements

    private func prepare(_ sql: SQL) throws(DatabaseError) -> Statement {
        let statement = try performing {
            try sql.isReusable
                ? database.cachedStatement(sql: sql.text)
                : database.makeStatement(sql: sql.text)
        }
        let handle = statement.sqliteStatement
        guard Int(sqlite3_bind_parameter_count(handle)) == sql.arguments.count else {
            throw .misuse("\(sql.arguments.count) arguments for: \(sql.text)")
        }
        var index: CInt = 0
        for argument in sql.arguments {
            index += 1
            try check(argument.bind(to: handle, at: index))
        }
        return statement
    }

    /// Moves to the next row; `false` when there is none.
    private func step(_ statement: Statement) throws(DatabaseError) -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw error(code)
        }
    }

    private func row(of handle: SQLiteStatement, columns: [String]) throws(DatabaseError) -> Row {
        var values: [SQLValue] = []
        values.reserveCapacity(columns.count)
        for index in 0..<columns.count {
            guard let value = SQLValue(column: CInt(index), of: handle) else {
                throw .misuse("the column \(columns[index]) is a floating-point number; cast it")
            }
            values.append(value)
        }
        return Row(columns: columns, values: values)
    }

    // MARK: - Errors

    private func check(_ code: CInt) throws(DatabaseError) {
        guard code == SQLITE_OK else { throw error(code) }
    }

    private func error(_ code: CInt) -> DatabaseError {
        DatabaseError(
            code: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)),
            isWriter: isWriter)
    }

    private func performing<Result>(_ operation: () throws -> Result) throws(DatabaseError) -> Result {
        do {
            return try operation()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error, isWriter: isWriter)
        } catch {
            throw .unavailable("\(error)")
        }
    }
}

extension Statement {
    /// The names of the columns of the row at hand.
    ///
    /// GRDB keeps them with the statement; after another program changed the schema, SQLite's own count tells.
    fileprivate var currentColumnNames: [String] {
        let count = sqlite3_column_count(sqliteStatement)
        if columnNames.count == count { return columnNames }
        return (0..<count).map { String(cString: sqlite3_column_name(sqliteStatement, $0)) }
    }

    /// Makes the statement ready for its next use and lets go of the arguments.
    fileprivate func recycle() {
        sqlite3_reset(sqliteStatement)
        sqlite3_clear_bindings(sqliteStatement)
    }
}

extension SQL {
    /// Whether the statement is one of `CREATE`, `DROP`, `ALTER`, after which prepared statements are stale.
    fileprivate var changesSchema: Bool {
        guard arguments.isEmpty else { return false }
        // The first letters, in capitals.
        let word = text.utf8.drop { $0 <= UInt8(ascii: " ") }.prefix(6).lazy.map { $0 & 0xDF }
        return word.starts(with: "CREATE".utf8) || word.starts(with: "DROP".utf8)
            || word.starts(with: "ALTER".utf8)
    }
}
