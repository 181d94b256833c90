package import CasewireStorage

/// Holds the index over all articles, and makes it anew when they changed or were learned from.
///
/// The articles are always those of the moment. What was learned may be older for the seconds that training takes: until
/// then a new article is found by likeness and words alone.
package actor KnowledgeShelf {
    private var held: (stand: Stand, index: KnowledgeIndex)?
    private var isMaking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Which articles and which training an index was made of.
    private struct Stand: Hashable, Sendable {
        let articles: Int64
        let training: Int64
    }

    /// Up to so many examples are learned from while the turn waits, which is soon done; more are left to `TrainKnowledge`.
    private static let fewExamples = 300

    /// The index over the articles as they are now.
    package func index(in database: any Database) async throws -> KnowledgeIndex {
        while true {
            let stand = try await database.read { snapshot in
                Stand(articles: try snapshot.knowledgeVersion(), training: try snapshot.trainedVersion())
            }
            if let held, held.stand == stand { return held.index }
            guard isMaking else { return try await make(stand, in: database) }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func make(_ stand: Stand, in database: any Database) async throws -> KnowledgeIndex {
        isMaking = true
        defer {
            isMaking = false
            for continuation in waiting { continuation.resume() }
            waiting = []
        }
        let read = try await database.read { snapshot in
            (articles: try snapshot.articles(), trained: try snapshot.trainedKnowledge())
        }
        let build: @Sendable () -> KnowledgeIndex = {
            KnowledgeIndex(
                articles: read.articles,
                trained: Self.training(
                    read.trained, isNewest: stand.training == stand.articles, for: read.articles))
        }
        // Nothing to compute needs no thread, whose end would also come at another moment each time a seed is played.
        let index = read.articles.isEmpty ? build() : await OwnThreads.run(build)
        held = (stand, index)
        return index
    }

    private static func training(_ kept: TrainedKnowledge?, isNewest: Bool, for articles: [Article])
        -> TrainedKnowledge
    {
        if let kept, isNewest { return kept }
        let examples = articles.reduce(0) { $0 + $1.examples.count + 1 }
        guard examples > fewExamples else { return TrainedKnowledge(training: articles) }
        return kept ?? TrainedKnowledge(untrained: articles)
    }
}
