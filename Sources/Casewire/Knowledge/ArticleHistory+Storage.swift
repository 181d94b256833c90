import CasewireStorage
import Foundation

/// The article changed since it was read.
struct ArticleChangedMeanwhile: Error {}

extension Snapshot {
    package func article(_ id: Article.ID) throws -> ArticleRecord? {
        try rows("SELECT * FROM article WHERE id = \(id)").first.map(ArticleRecord.init(row:))
    }

    func article(titled title: String) throws -> ArticleRecord? {
        try rows("SELECT * FROM article WHERE title = \(title)").first.map(ArticleRecord.init(row:))
    }

    /// Newest first.
    package func versions(of id: Article.ID, limit: Int = ArticleHistory.longest) throws -> [ArticleVersion] {
        try rows(
            "SELECT * FROM article_version WHERE article_id = \(id) ORDER BY version DESC LIMIT \(limit)"
        ).map(ArticleVersion.init(row:))
    }

    func version(_ version: Int, of id: Article.ID) throws -> ArticleVersion? {
        try rows("SELECT * FROM article_version WHERE article_id = \(id) AND version = \(version)").first
            .map(ArticleVersion.init(row:))
    }
}

package enum ArticleHistory {
    /// So many versions of an article are kept; the oldest go first.
    package static let longest = 100
}

extension Transaction {
    /// Adds an article whose title is not taken. The caller holds `knowledge` where others may add it, too.
    func insertArticle(
        _ content: ArticleContent, id: Article.ID, state: ArticleRecord.State, source: String?,
        change: String = "created", by who: String, at now: Timestamp
    ) throws -> ArticleRecord {
        let examples = try Self.json(content.examples)
        try execute(
            """
            INSERT INTO article
                (id, title, body, examples, kind, short_answer, locale, state, version, source, updated_at)
            VALUES (\(id), \(content.title), \(content.body), \(examples), \(content.kind),
                \(content.shortAnswer), \(content.locale), \(state), 1, \(source), \(now))
            """)
        let record = ArticleRecord(
            id: id, content: content, state: state, version: 1, source: source, updatedAt: now)
        try keepVersion(of: record, change: change, by: who, at: now)
        if record.isInUse { try countKnowledgeChange() } else { announce(.knowledge) }
        return record
    }

    /// Puts `new` in the place of `old`. Throws `ArticleChangedMeanwhile` where `old` is not what is kept any more.
    @discardableResult
    func changeArticle(
        _ old: ArticleRecord, to new: ArticleRecord, change: String, by who: String, at now: Timestamp
    ) throws -> ArticleRecord {
        // What was there before versions were kept.
        try keepVersion(of: old, change: "kept", by: "setup file", at: old.updatedAt)
        let examples = try Self.json(new.content.examples)
        let changed = try execute(
            """
            UPDATE article SET title = \(new.content.title), body = \(new.content.body), examples = \(examples),
                kind = \(new.content.kind), short_answer = \(new.content.shortAnswer),
                locale = \(new.content.locale), state = \(new.state), source = \(new.source),
                archived_at = \(new.archivedAt), version = version + 1, updated_at = \(now)
            WHERE id = \(old.id) AND version = \(old.version)
            """)
        guard changed == 1 else { throw ArticleChangedMeanwhile() }
        let record = ArticleRecord(
            id: old.id, content: new.content, state: new.state, version: old.version + 1, source: new.source,
            archivedAt: new.archivedAt, updatedAt: now)
        try keepVersion(of: record, change: change, by: who, at: now)
        if old.isInUse || record.isInUse { try countKnowledgeChange() } else { announce(.knowledge) }
        return record
    }

    /// Removes an article with all of its versions.
    func deleteArticle(_ record: ArticleRecord) throws {
        try execute("DELETE FROM article_version WHERE article_id = \(record.id)")
        try execute("DELETE FROM article WHERE id = \(record.id)")
        if record.isInUse { try countKnowledgeChange() } else { announce(.knowledge) }
    }

    private func keepVersion(of record: ArticleRecord, change: String, by who: String, at now: Timestamp)
        throws
    {
        try execute(
            """
            INSERT INTO article_version (article_id, version, content, state, change, changed_by, at)
            VALUES (\(record.id), \(record.version), \(try Self.json(record.content)), \(record.state), \(change),
                \(who), \(now))
            ON CONFLICT (article_id, version) DO NOTHING
            """)
        try execute(
            """
            DELETE FROM article_version
            WHERE article_id = \(record.id) AND version <= \(record.version - ArticleHistory.longest)
            """)
    }

    private func countKnowledgeChange() throws {
        try execute(
            """
            INSERT INTO counter (name, value) VALUES ('knowledge', 1)
            ON CONFLICT (name) DO UPDATE SET value = counter.value + 1
            """)
        announce(.knowledge)
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
