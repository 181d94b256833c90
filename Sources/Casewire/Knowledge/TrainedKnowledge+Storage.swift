package import CasewireStorage

extension Snapshot {
    /// The version of the articles that the newest training learned from; 0 where there is none that this program reads.
    func trainedVersion() throws -> Int64 {
        let row = try rows(
            """
            SELECT version FROM trained_knowledge WHERE layout = \(TrainedKnowledge.layout)
            ORDER BY version DESC LIMIT 1
            """
        ).first
        return try row.map { try $0["version"] } ?? 0
    }

    /// The newest training, or nil where there is none that this program can read.
    func trainedKnowledge() throws -> TrainedKnowledge? {
        let row = try rows(
            """
            SELECT content FROM trained_knowledge WHERE layout = \(TrainedKnowledge.layout)
            ORDER BY version DESC LIMIT 1
            """
        ).first
        return try row.flatMap { TrainedKnowledge(bytes: try $0["content"]) }
    }
}

extension Transaction {
    /// Keeps a training in place of earlier ones. Nothing happens where one of the same or later articles is kept.
    func keepTraining(_ content: [UInt8], of version: Int64, at now: Timestamp) throws {
        guard try trainedVersion() < version else { return }
        try execute(
            """
            INSERT INTO trained_knowledge (version, layout, content, trained_at)
            VALUES (\(version), \(TrainedKnowledge.layout), \(content), \(now))
            ON CONFLICT (version) DO UPDATE SET
                layout = excluded.layout, content = excluded.content, trained_at = excluded.trained_at
            """)
        try execute("DELETE FROM trained_knowledge WHERE version < \(version)")
        announce(.knowledge)
    }

    /// Has the articles learned from again, a moment after the last of several changes.
    package func requestTraining(at now: Timestamp, random: any RandomSource) throws {
        try enqueue(
            TrainKnowledge(), at: now + TrainKnowledge.settlingTime, latest: now + TrainKnowledge.longestWait,
            now: now, id: random.identifier())
    }
}

extension Snapshot {
    /// Of which articles the built-in model learned last, and when; nil before the first time.
    package func newestTraining() throws -> (version: Int64, at: Timestamp)? {
        try rows(
            """
            SELECT version, trained_at FROM trained_knowledge WHERE layout = \(TrainedKnowledge.layout)
            ORDER BY version DESC LIMIT 1
            """
        ).first.map { (try $0["version"], try $0["trained_at"]) }
    }
}
