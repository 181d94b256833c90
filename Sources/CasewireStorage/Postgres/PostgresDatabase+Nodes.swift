extension PostgresDatabase {
    /// Whether another program has the database open and listens for changes, as every server does.
    ///
    /// Only for a database that was opened to hear others, since its own listener is counted too.
    package func hasOtherNodes() async throws -> Bool {
        let listeners = try await read { snapshot in
            try snapshot.rows(
                """
                SELECT COUNT(*) AS count FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN %'
                """
            ).first.map { row -> Int in try row["count"] }
        }
        return listeners ?? 0 > 1
    }
}
