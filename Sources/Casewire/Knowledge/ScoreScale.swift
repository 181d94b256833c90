/// How what speaks for an article becomes its score, on which 0.5 parts answers from guesses.
enum ScoreScale: Sendable, Hashable, Codable {
    /// Enough examples to learn from how sure an answer is.
    case confidence(AnswerConfidence)
    /// Few examples: how like a question must be to an article's examples.
    case likeness(threshold: Double)

    /// Each article's score, from 0 to 1.
    func scores(of vector: FeatureVector, margins: [Float]?, postings: ExamplePostings) -> [Double] {
        let likenesses = postings.likenesses(to: vector)
        let nearest = postings.nearest(likenesses)
        if case .confidence(let confidence) = self, let margins {
            let signs = AnswerSigns(margins: margins, nearest: nearest, familiarity: vector.familiarity)
            return nearest.indices.map { article in
                Self.common(confidence.likelihood(signs.signs(of: article)), threshold: AnswerConfidence.bar)
            }
        }
        let middles = postings.middles(likenesses, without: nil)
        let scores = Self.joined(nearest, middles, margins, familiarity: vector.familiarity)
        return scores.map { Self.common(Double($0), threshold: likenessThreshold) }
    }

    private var likenessThreshold: Double {
        if case .likeness(let threshold) = self { threshold } else { Self.usualLikeness }
    }

    /// What held for knowledge of other kinds.
    static let usualLikeness = 0.24

    /// A score whose own threshold becomes 0.5, from 0 to 1.
    static func common(_ score: Double, threshold: Double) -> Double {
        score < threshold ? 0.5 * score / threshold : 0.5 + 0.5 * (score - threshold) / (1 - threshold)
    }

    /// How much the classifier's word weighs beside likeness.
    private static let marginWeight: Float = 0.3
    /// Margins beyond this say no more.
    private static let widestMargin: Float = 1.2

    /// Likeness and margins on a scale from 0 to 1; an article that is like the question in nothing stays at 0.
    static func joined(_ nearest: [Float], _ middles: [Float], _ margins: [Float]?, familiarity: Float)
        -> [Float]
    {
        nearest.indices.map { article in
            let likeness = min(1, max(0, familiarity * (nearest[article] + middles[article]) / 2))
            guard let margins else { return likeness }
            let margin = min(widestMargin, max(-widestMargin, familiarity * margins[article]))
            let weight = marginWeight * min(1, likeness * 10)
            return (likeness + weight * (margin + widestMargin)) / (1 + 2 * widestMargin * marginWeight)
        }
    }
}
