import CLinear

/// Tells articles apart by weights on features: one linear support vector machine for each article against all others.
///
/// Weights are kept as whole numbers and one scale for each article, half of what is computed with.
struct LinearClassifier: Sendable {
    let articleCount: Int
    /// One row for each feature and one number in it for each article; the last row is for what all texts have.
    private(set) var weights: [Int16]
    /// What each article's numbers are multiplied by.
    private(set) var scales: [Float]

    init(articleCount: Int, weights: [Int16], scales: [Float]) {
        self.articleCount = articleCount
        self.weights = weights
        self.scales = scales
    }

    /// Sees every text outside of each article, until it is taught about the article.
    init(articleCount: Int, features: Int) {
        var weights = [Int16](repeating: 0, count: (features + 1) * articleCount)
        for article in 0..<articleCount { weights[features * articleCount + article] = -Int16.max }
        self.init(
            articleCount: articleCount, weights: weights,
            scales: [Float](repeating: 1 / Float(Int16.max), count: articleCount))
    }

    mutating func teach(_ article: Int, classifier: Int, of learned: LinearTexts.Learned) {
        scales[article] = learned.pack(classifier, into: &weights, at: article, stride: articleCount)
    }

    /// How far on each article's side a text is: about 1 or more inside, -1 or less outside.
    func margins(of vector: FeatureVector) -> [Float] {
        guard articleCount > 0 else { return [] }
        // What all texts have is the last row.
        var margins = weights.suffix(articleCount).map(Float.init)
        casewire_linear_margins(
            weights, Int32(articleCount), vector.columns, vector.weights, Int32(vector.columns.count),
            &margins)
        for article in 0..<articleCount { margins[article] *= scales[article] }
        return margins
    }
}
