import CasewireStorage

/// Learns from the articles as they are now, on one node for all of them.
package struct TrainKnowledge: Job {
    package static let kind = "knowledge.train"

    /// Changes that follow each other are learned from together.
    static let settlingTime = Duration.seconds(1)
    static let longestWait = Duration.seconds(15)

    package var lane: String? { "knowledge" }
    package var coalescingKey: String? { "knowledge/train" }

    package init() {}

    package func run(with services: Services) async throws {
        let read = try await services.database.read { snapshot in
            (
                articles: try snapshot.articles(), version: try snapshot.knowledgeVersion(),
                trained: try snapshot.trainedVersion()
            )
        }
        guard read.trained < read.version else { return }
        let content = try await OwnThreads.run { try TrainedKnowledge(training: read.articles).bytes() }
        let now = services.clock.now()
        try await services.database.write { try $0.keepTraining(content, of: read.version, at: now) }
    }
}
