import CasewireStorage

extension Schema {
    /// What several nodes on one database need: tickets without a row that every new session waits for, and lanes that the
    /// schema itself keeps single.
    static let nodes: @Sendable (Dialect) -> [String] = { dialect in
        [
            "CREATE TABLE ticket (number \(dialect.rowNumberKey), session_id TEXT NOT NULL)",
            // Numbers go on after the last one; on PostgreSQL there is none yet at this step.
            "INSERT INTO ticket (number, session_id) SELECT ticket, id FROM session",
            "DELETE FROM counter WHERE name = 'ticket'",
            "CREATE UNIQUE INDEX job_lane_running ON job (lane) WHERE state = 'running'",
        ]
    }
}
