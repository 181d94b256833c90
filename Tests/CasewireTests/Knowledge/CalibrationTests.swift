import Testing

@testable import Casewire

@Suite struct CalibrationTests {
    private static let matters = [
        "card", "parcel", "invoice", "password", "refund", "delivery", "warranty", "voucher",
    ]
    private static let phrases = [
        "where is my", "I lost the", "cannot find any", "what about a", "please check this", "no news of the",
    ]

    private static func article(_ matter: String, examples: [String]) -> Article {
        Article(id: Article.ID(rawValue: matter), title: matter, body: "", examples: examples)
    }

    private static func articles(copies: Int) -> [Article] {
        matters.map { matter in
            let said = phrases.map { "\($0) \(matter)" }
            // A copy is one however it is written.
            let again = (1..<copies).flatMap { _ in said.map { $0.uppercased() + "!" } } + ["", "🙂"]
            return article(matter, examples: said + again)
        }
    }

    @Test func `what is said again and again teaches no more than once`() {
        let (once, often) = (
            KnowledgeIndex(articles: Self.articles(copies: 1)),
            KnowledgeIndex(articles: Self.articles(copies: 5))
        )
        // Learning takes the examples in a random order, so that twice the same is nearly the same.
        #expect(!once.tradeOff.points.isEmpty)
        for (one, other) in zip(once.tradeOff.points, often.tradeOff.points) {
            #expect(abs(one.answered - other.answered) < 0.1 && abs(one.handedOff - other.handedOff) < 0.1)
        }
        for question in ["where is my card", "any news of my parcel", "do you sell submarines"] {
            let found = [once, often].map { $0.matches(for: question, limit: 3) }
            #expect(found[0].map(\.article) == found[1].map(\.article))
            #expect(zip(found[0], found[1]).allSatisfy { abs($0.score - $1.score) < 0.02 })
        }
    }

    @Test func `in trials what is unknown is about each matter as often as it has examples to ask with`() {
        let sizes = [2000, 1000, 12, 12, 12, 12, 12, 12, 12]
        let examples = ArticleExamples(
            sizes.enumerated().map { place, size in
                Self.article("matter \(place)", examples: (0..<size).map { "example \($0) of \(place)" })
            })
        let plans = TrialPlan.plans(for: examples)
        // Each article is unknown once.
        #expect(plans.count == 3)
        #expect(plans.flatMap(\.unknown).sorted() == (0..<9).map(Int32.init))
        for plan in plans {
            let asked = Dictionary(
                grouping: plan.asked.map { examples.owners[$0] }.filter(plan.unknown.contains)
            ) { $0 }
            #expect(Set(asked.keys) == plan.unknown)
            for article in plan.unknown where sizes[Int(article)] == 12 {
                #expect(asked[article]?.count == 12)
            }
        }
    }

    @Test func `a sign that seemed to speak against right answers counts for nothing, a margin may`() {
        // Likeness and margin were high where the answer was wrong, the lead where it was right.
        let trials = (0..<400).map { number in
            let isRight = number % 2 == 0
            let high = isRight ? 0.1 : 0.9
            return AnswerConfidence.Trial(
                signs: [high, isRight ? 0.8 : 0.2, -0.5, high, 0.3, 0.9], isRight: isRight, weight: 1)
        }
        let weights = AnswerConfidence(fitting: trials).weights
        #expect(weights.allSatisfy { $0.isFinite })
        #expect(weights[0] < 0 && weights[1] > 0 && weights[3] == 0)
        #expect(weights[AnswerSigns.neverAgainst].allSatisfy { $0 >= 0 })
    }
}
