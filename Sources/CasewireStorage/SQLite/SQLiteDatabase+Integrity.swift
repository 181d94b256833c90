extension SQLiteDatabase {
    /// What is wrong with the file, in SQLite's words; empty for a sound one (SQLite: PRAGMA integrity_check and
    /// foreign_key_check).
    package func integrityProblems() async throws -> [String] {
        try await read { snapshot in
            let found = try snapshot.rows("PRAGMA integrity_check").map { row -> String in
                try row["integrity_check"]
            }
            guard found == ["ok"] else { return found }
            return try snapshot.rows("PRAGMA foreign_key_check").map { row in
                let table: String = try row["table"]
                return "a row of \(table) refers to one that is not there"
            }
        }
    }
}
