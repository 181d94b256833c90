package import CasewireStorage
import Crypto
import Foundation

/// Copies everything from one database into another, of whichever engine, and proves that both hold the same.
package struct CopyDatabase: Sendable {
    /// One table that was copied and read back.
    package struct Copied: Sendable, Hashable {
        package let table: String
        package let rows: Int
        /// SHA-256 over the rows in the order of their key, the same on both sides.
        package let checksum: String
    }

    package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        case notEmpty(table: String)
        case differs(table: String)

        package var description: String {
            switch self {
            case .notEmpty(let table):
                "The target is not empty: it has rows in \(table). Name an empty database, so that nothing is overwritten."
            case .differs(let table):
                "The copy of \(table) differs from what was copied, so the target must not be used. Empty it and try again."
            }
        }
    }

    /// Rows that are held in memory and written at a time.
    private static let batch = 500
    /// Arguments of one statement: SQLite takes 32,766, PostgreSQL 65,535.
    private static let mostArguments = 8000

    private let source: any Database
    private let target: any Database

    /// Both at the newest step of the schema, and neither in use.
    package init(from source: any Database, to target: any Database) {
        self.source = source
        self.target = target
    }

    /// - Parameter progress: called for each table once it is copied and proved.
    @discardableResult
    package func run(progress: (Copied) -> Void = { _ in }) async throws -> [Copied] {
        let tables = try await TableCatalog().tables
        for table in tables {
            let count = try await target.read { try $0.count(of: table.name) }
            guard count <= table.firstRows else { throw Failure.notEmpty(table: table.name) }
        }
        try await target.write { transaction in
            for table in tables.reversed() { try transaction.execute("DELETE FROM \(raw: table.name)") }
        }
        var copied: [Copied] = []
        for table in tables {
            try await copy(table)
            let original = try await Self.proof(of: table, in: source)
            guard try await Self.proof(of: table, in: target) == original else {
                throw Failure.differs(table: table.name)
            }
            copied.append(original)
            progress(original)
        }
        return copied
    }

    private func copy(_ table: TableCatalog.Table) async throws {
        let size = min(Self.batch, Self.mostArguments / table.columns.count)
        try await Self.batches(of: table, in: source, size: size) { rows in
            try await target.write { try $0.insert(rows, into: table) }
        }
        if !table.selfReferences.isEmpty {
            // Only now is every row there that another may refer to.
            try await Self.batches(of: table, in: source, size: size) { rows in
                try await target.write { try $0.setSelfReferences(of: rows, in: table) }
            }
        }
        try await target.write { try $0.continueNumbers(of: table) }
    }

    private static func proof(of table: TableCatalog.Table, in database: any Database) async throws -> Copied
    {
        var hash = SHA256()
        var count = 0
        try await batches(of: table, in: database, size: batch) { rows in
            for row in rows {
                count += 1
                for value in row { value.feed(&hash) }
            }
        }
        let hex = hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return Copied(table: table.name, rows: count, checksum: hex.joined())
    }

    /// All rows in the order of the key, a batch at a time.
    private static func batches(
        of table: TableCatalog.Table, in database: any Database, size: Int,
        _ body: ([[SQLValue]]) async throws -> Void
    ) async throws {
        var last: [SQLValue]?
        repeat {
            let rows = try await database.read { [last] in try $0.batch(of: table, after: last, limit: size) }
            guard let newest = rows.last else { return }
            try await body(rows)
            last = table.key.compactMap { column in
                table.columns.firstIndex(of: column).map { newest[$0] }
            }
            if rows.count < size { return }
        } while true
    }
}

extension SQLValue {
    /// Adds the value with its kind and length, so that no two rows look the same.
    fileprivate func feed(_ hash: inout SHA256) {
        func add(_ kind: UInt8, _ bytes: some Collection<UInt8>) {
            hash.update(data: [kind] + Array("\(bytes.count):".utf8))
            hash.update(data: Array(bytes))
        }
        switch self {
        case .null: add(0, [])
        case .integer(let value): add(1, Array("\(value)".utf8))
        case .text(let text): add(2, Array(text.utf8))
        case .blob(let bytes): add(3, bytes)
        }
    }
}

extension Snapshot {
    fileprivate func batch(of table: TableCatalog.Table, after last: [SQLValue]?, limit: Int) throws
        -> [[SQLValue]]
    {
        let key = table.key.joined(separator: ", ")
        var sql: SQL = "SELECT \(raw: table.columns.joined(separator: ", ")) FROM \(raw: table.name)"
        if let last { sql += " WHERE (\(raw: key)) > (\(list: last))" }
        sql += " ORDER BY \(raw: key) LIMIT \(limit)"
        return try rows(sql).map { row in try table.columns.map { try row[$0] } }
    }
}

extension Transaction {
    fileprivate func insert(_ rows: [[SQLValue]], into table: TableCatalog.Table) throws {
        var sql: SQL =
            "INSERT INTO \(raw: table.name) (\(raw: table.columns.joined(separator: ", "))) VALUES "
        let later = Set(table.selfReferences.compactMap { table.columns.firstIndex(of: $0) })
        for (place, row) in rows.enumerated() {
            let values = row.enumerated().map { later.contains($0) ? SQLValue.null : $1 }
            sql += place == 0 ? "(\(list: values))" : ", (\(list: values))"
        }
        try execute(sql)
    }

    fileprivate func setSelfReferences(of rows: [[SQLValue]], in table: TableCatalog.Table) throws {
        for column in table.selfReferences {
            guard let place = table.columns.firstIndex(of: column), let key = table.key.first,
                let keyPlace = table.columns.firstIndex(of: key)
            else { continue }
            for row in rows where row[place] != .null {
                try execute(
                    "UPDATE \(raw: table.name) SET \(raw: column) = \(row[place]) WHERE \(raw: key) = \(row[keyPlace])"
                )
            }
        }
    }

    /// Has later rows numbered after those that were copied. SQLite counts on from the largest by itself.
    fileprivate func continueNumbers(of table: TableCatalog.Table) throws {
        guard let column = table.rowNumber, dialect == .postgres else { return }
        _ = try rows(
            """
            SELECT setval(pg_get_serial_sequence(\(table.name), \(column)), MAX(\(raw: column))) AS last
            FROM \(raw: table.name) HAVING MAX(\(raw: column)) IS NOT NULL
            """)
    }
}
