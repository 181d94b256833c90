import CasewireStorage

/// The tables of the schema with their columns, in an order in which a row's references come before it.
///
/// Read from an empty database of our own, so that it is the same whatever engines are copied between.
struct TableCatalog: Sendable {
    struct Table: Sendable, Hashable {
        let name: String
        let columns: [String]
        /// In their order.
        let key: [String]
        /// Columns that refer to rows of the same table.
        let selfReferences: [String]
        /// The column that numbers rows by itself.
        let rowNumber: String?
        /// Rows that the schema itself puts in.
        let firstRows: Int
    }

    let tables: [Table]

    /// Steps that a database took are kept by its own migration.
    private static let migrations = "schema_migration"

    init() async throws {
        let model = try await SQLiteDatabase.inMemory()
        try await model.migrate(Schema.migrations)
        tables = try await model.read { try Self.sorted($0.modelTables()) }
        await model.close()
    }

    /// A table with the tables it refers to.
    fileprivate struct Entry {
        let table: Table
        let references: Set<String>
    }

    private static func sorted(_ entries: [Entry]) -> [Table] {
        var left = entries.filter {
            $0.table.name != migrations && !SearchIndex.derived.contains($0.table.name)
        }
        var done: [Table] = []
        var names: Set<String> = []
        while let next = left.firstIndex(where: { $0.references.isSubset(of: names) }) {
            let entry = left.remove(at: next)
            names.insert(entry.table.name)
            done.append(entry.table)
        }
        precondition(left.isEmpty, "Tables refer to each other in a circle.")
        return done
    }
}

extension Snapshot {
    /// The tables as SQLite has them (SQLite: "PRAGMA functions").
    fileprivate func modelTables() throws -> [TableCatalog.Entry] {
        try rows(
            """
            SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
            """
        ).map { row in
            let name: String = try row["name"]
            let columns = try rows("SELECT name, type, pk FROM pragma_table_info(\(name)) ORDER BY cid")
            let keys = try columns.compactMap { column -> (Int, String, String)? in
                let place: Int = try column["pk"]
                return place == 0 ? nil : (place, try column["name"], try column["type"])
            }.sorted { $0.0 < $1.0 }
            let references = try rows(
                "SELECT \"table\" AS target, \"from\" AS source FROM pragma_foreign_key_list(\(name))")
            let targets = try references.map { reference -> (target: String, source: String) in
                (try reference["target"], try reference["source"])
            }
            return TableCatalog.Entry(
                table: TableCatalog.Table(
                    name: name, columns: try columns.map { try $0["name"] }, key: keys.map(\.1),
                    selfReferences: targets.filter { $0.target == name }.map(\.source),
                    rowNumber: keys.count == 1 && keys[0].2 == "INTEGER" ? keys[0].1 : nil,
                    firstRows: try count(of: name)),
                references: Set(targets.map(\.target)).subtracting([name]))
        }
    }

    /// - Parameter table: a name of the catalog, never one that was received.
    func count(of table: String) throws -> Int {
        try rows("SELECT COUNT(*) AS count FROM \(raw: table)").first.map { try $0["count"] } ?? 0
    }
}
