import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct TrainKnowledgeTests {
    /// Enough examples that a turn does not wait for learning from them.
    private static let many: [Article] = {
        let matters = ["card", "parcel", "invoice", "password", "refund", "delivery", "warranty", "voucher"]
        let phrases = [
            "where is my", "I lost the", "cannot find any", "what about a", "please check this",
            "no news of the",
        ]
        return matters.map { matter in
            Article(
                id: Article.ID(rawValue: matter), title: matter, body: "All about the \(matter).",
                examples: phrases.flatMap { phrase in
                    (1...8).map { "\(phrase) \(matter) number \($0) since day \($0 * 3)" }
                })
        }
    }()

    private func save(_ articles: [Article], in world: World) async throws {
        let (now, random) = (world.clock.now(), world.random)
        try await world.database.write { transaction in
            for article in articles {
                guard try transaction.save(article, at: now) else { continue }
                try transaction.requestTraining(at: now, random: random)
            }
        }
    }

    @Test(arguments: Engine.all)
    func `changed articles are learned from once, after they settled, and the index is swapped`(
        on engine: Engine
    )
        async throws
    {
        let world = try await World(on: engine)
        try await save(Self.many, in: world)
        let waiting = try await world.database.read {
            try $0.rows("SELECT id FROM job WHERE kind = \(TrainKnowledge.kind)").count
        }
        #expect(waiting == 1)
        let early = try await world.services.knowledge.index(in: world.database)
        #expect(early.tradeOff.points.isEmpty)
        #expect(early.matches(for: "I lost the voucher", limit: 1).first?.title == "voucher")

        try await world.settle(5)
        let versions = try await world.database.read { (try $0.trainedVersion(), try $0.knowledgeVersion()) }
        #expect(versions.0 == versions.1 && versions.0 > 0)
        let index = try await world.services.knowledge.index(in: world.database)
        #expect(!index.tradeOff.points.isEmpty)
        #expect(index.matches(for: "I lost the voucher", limit: 1).first?.title == "voucher")

        // What is newer than the training is found at once, and then learned.
        let added = Article(
            id: Article.ID(rawValue: "gift"), title: "Gift wrapping", body: "Gift wrapping costs $4.",
            examples: ["do you wrap gifts"])
        try await save([added], in: world)
        let between = try await world.services.knowledge.index(in: world.database)
        #expect(between.matches(for: "do you wrap gifts", limit: 1).first?.title == "Gift wrapping")
        try await world.settle(5)
        let rows = try await world.database.read {
            try $0.rows("SELECT version FROM trained_knowledge").count
        }
        #expect(rows == 1)
    }

    @Test func `what was learned is the same after it was kept`() throws {
        let trained = TrainedKnowledge(training: Self.many)
        let read = try #require(TrainedKnowledge(bytes: try trained.bytes()))
        let one = KnowledgeIndex(articles: Self.many, trained: trained)
        let other = KnowledgeIndex(articles: Self.many, trained: read)
        for question in ["where is my card", "no news of the refund", "do you sell submarines"] {
            #expect(one.matches(for: question, limit: 3) == other.matches(for: question, limit: 3))
        }
        #expect(read.tradeOff == trained.tradeOff)
    }

    @Test func `bytes that are cut off or of another kind are not read`() throws {
        let bytes = try TrainedKnowledge(training: Self.many).bytes()
        #expect(TrainedKnowledge(bytes: Array(bytes.dropLast())) == nil)
        #expect(TrainedKnowledge(bytes: Array(bytes.prefix(6))) == nil)
        #expect(TrainedKnowledge(bytes: Array("CWK0".utf8) + bytes.dropFirst(4)) == nil)
        #expect(TrainedKnowledge(bytes: []) == nil)
    }
}
