package import CasewireStorage

/// Holds the index over all articles, and builds it anew when they changed.
package actor KnowledgeShelf {
    private var held: (version: Int64, index: KnowledgeIndex)?

    /// The index over the articles as they are now.
    package func index(in database: any Database) async throws -> KnowledgeIndex {
        let version = try await database.read { try $0.knowledgeVersion() }
        if let held, held.version == version { return held.index }
        let articles = try await database.read { try $0.articles() }
        let index = KnowledgeIndex(articles: articles)
        held = (version, index)
        return index
    }
}
