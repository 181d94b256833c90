/// Tells articles apart by weights on features: one linear support vector machine for each article against all others.
///
/// Weights are kept as whole numbers and one scale for each article, a quarter of what LIBLINEAR computes with.
struct LinearClassifier: Sendable {
    let articleCount: Int
    /// One row for each feature and one number in it for each article; the last row is for what all texts have.
    let weights: [Int16]
    /// What each article's numbers are multiplied by.
    let scales: [Float]

    init(articleCount: Int, weights: [Int16], scales: [Float]) {
        self.articleCount = articleCount
        self.weights = weights
        self.scales = scales
    }

    /// - Parameter columns: each article's weights; an article without any is on nobody's side.
    init(_ columns: [[Float]?], features: Int) {
        let count = columns.count
        var weights = [Int16](repeating: 0, count: (features + 1) * count)
        var scales = [Float](repeating: 1, count: count)
        for (article, column) in columns.enumerated() {
            guard let column else {
                weights[features * count + article] = Int16.min + 1
                scales[article] = 1 / Float(Int16.max)
                continue
            }
            var largest: Float = 0
            for weight in column { largest = max(largest, abs(weight)) }
            guard largest > 0 else { continue }
            let scale = largest / Float(Int16.max)
            scales[article] = scale
            for (feature, weight) in column.enumerated() {
                weights[feature * count + article] = Int16((weight / scale).rounded())
            }
        }
        self.init(articleCount: count, weights: weights, scales: scales)
    }

    /// How far on each article's side a text is: about 1 or more inside, -1 or less outside.
    func margins(of vector: FeatureVector) -> [Float] {
        var margins = [Float](repeating: 0, count: articleCount)
        let count = articleCount
        margins.withUnsafeMutableBufferPointer { margins in
            weights.withUnsafeBufferPointer { weights in
                guard let margins = margins.baseAddress, let all = weights.baseAddress else { return }
                func add(_ row: UnsafePointer<Int16>, times factor: Float) {
                    var article = 0
                    while article < count {
                        margins[article] += factor * Float(row[article])
                        article &+= 1
                    }
                }
                for (column, weight) in zip(vector.columns, vector.weights) {
                    add(all + Int(column) &* count, times: weight)
                }
                add(all + (weights.count - count), times: 1)
            }
        }
        for article in 0..<count { margins[article] *= scales[article] }
        return margins
    }
}
