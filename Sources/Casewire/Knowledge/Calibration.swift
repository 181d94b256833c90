import Synchronization

/// Learns from trials how sure an answer is. Needs no examples of what is not known: what is left out stands for it.
struct Calibration: Sendable {
    let scale: ScoreScale
    let tradeOff: TradeOff

    /// What one asked text came to.
    private struct Result: Sendable {
        let signs: [Double]
        let likeness: Double
        let isRight: Bool
        let isUnknown: Bool
    }

    /// Of all questions, so many are taken to be about what is not known.
    private static let unknownShare = 1.0 / 3
    /// Of the examples that find their own article, so many should still be answered where only likeness counts.
    private static let wantedShare = 0.95
    /// How many examples `ScoreScale.usualLikeness` weighs as much as.
    private static let usualWeight = 12.0

    init(
        examples: ArticleExamples, vectors: [FeatureVector], features: Int, trials: [TrialPlan],
        classifiers: [LinearClassifier?]
    ) {
        var results: [Result] = []
        for (trial, classifier) in zip(trials, classifiers) {
            results += Self.results(
                of: trial, examples: examples, vectors: vectors, features: features, classifier: classifier)
        }
        guard results.contains(where: \.isUnknown), results.contains(where: { !$0.isUnknown }) else {
            scale = .likeness(threshold: Self.likenessThreshold(results.filter(\.isRight).map(\.likeness)))
            tradeOff = .none
            return
        }
        let known = Double(results.count { !$0.isUnknown })
        let unknown = Double(results.count(where: \.isUnknown))
        let unknownWeight = Self.unknownShare / (1 - Self.unknownShare) * known / unknown
        let confidence = AnswerConfidence(
            fitting: results.map {
                AnswerConfidence.Trial(
                    signs: $0.signs, isRight: $0.isRight, weight: $0.isUnknown ? unknownWeight : 1)
            })
        scale = .confidence(confidence)
        tradeOff = TradeOff(
            results.map { result in
                let score = ScoreScale.common(
                    confidence.likelihood(result.signs), threshold: AnswerConfidence.bar)
                return (score, result.isRight, result.isUnknown)
            })
    }

    private static func results(
        of trial: TrialPlan, examples: ArticleExamples, vectors: [FeatureVector], features: Int,
        classifier: LinearClassifier?
    ) -> [Result] {
        // As if what is left out had never been written: its features are unknown, too.
        var isKnown = [Bool](repeating: false, count: features)
        for text in vectors.indices where !trial.isLeftOut(text) {
            for column in vectors[text].columns { isKnown[Int(column)] = true }
        }
        let kept = vectors.indices.filter { !trial.isLeftOut($0) }
        let postings = ExamplePostings(
            kept.map { vectors[$0] }, owners: kept.map { examples.owners[$0] },
            articles: examples.articleCount,
            columns: features)
        let known = isKnown
        let results = Mutex([Result?](repeating: nil, count: trial.asked.count))
        OwnThreads.spread(trial.asked.count) { place in
            let text = trial.asked[place]
            let vector = vectors[text].restricted { known[Int($0)] }
            let result = Self.result(
                of: vector, owner: examples.owners[text], trial: trial, postings: postings,
                classifier: classifier)
            results.withLock { $0[place] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    private static func result(
        of vector: FeatureVector, owner: Int32, trial: TrialPlan, postings: ExamplePostings,
        classifier: LinearClassifier?
    ) -> Result? {
        let likenesses = postings.likenesses(to: vector)
        let nearest = postings.nearest(likenesses)
        let margins = classifier?.margins(of: vector)
        let scores = ScoreScale.joined(
            nearest, postings.middles(likenesses, without: nil), margins, familiarity: vector.familiarity)
        let isUnknown = trial.unknown.contains(owner)
        guard let margins, !trial.unknown.isEmpty else {
            guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
            return Result(
                signs: [], likeness: Double(scores[best]), isRight: best == Int(owner), isUnknown: isUnknown)
        }
        let candidates = margins.indices.filter { !trial.unknown.contains(Int32($0)) }
        guard let best = candidates.max(by: { margins[$0] < margins[$1] }) else { return nil }
        let signs = AnswerSigns(
            margins: candidates.map { margins[$0] }, nearest: candidates.map { nearest[$0] },
            familiarity: vector.familiarity)
        let place = candidates.firstIndex(of: best) ?? 0
        return Result(
            signs: Array(signs.signs(of: place)), likeness: Double(scores[best]),
            isRight: best == Int(owner), isUnknown: isUnknown)
    }

    /// The likeness that most examples reach which find their own article.
    private static func likenessThreshold(_ found: [Double]) -> Double {
        guard !found.isEmpty else { return ScoreScale.usualLikeness }
        let sorted = found.sorted()
        let reached = sorted[Int(Double(sorted.count - 1) * (1 - wantedShare))]
        let count = Double(sorted.count)
        let weighed = (reached * count + ScoreScale.usualLikeness * usualWeight) / (count + usualWeight)
        return min(0.6, max(0.12, weighed))
    }
}
