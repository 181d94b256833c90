/// Finds the examples that are like a text: for each feature, the examples that have it.
struct ExamplePostings: Sendable {
    /// Each example's article.
    let owners: [Int32]
    let articleCount: Int
    /// The examples with a feature are at `starts[column]..<starts[column + 1]`.
    private let starts: [Int32]
    private let examples: [Int32]
    private let weights: [Float]
    /// For each article, how long the sum of its examples' vectors is.
    private let lengths: [Float]

    init(_ vectors: [FeatureVector], owners: [Int32], articles: Int, columns: Int) {
        var starts = [Int32](repeating: 0, count: columns + 1)
        for vector in vectors {
            for column in vector.columns { starts[Int(column) + 1] += 1 }
        }
        for column in 0..<columns { starts[column + 1] += starts[column] }
        var next = starts
        var examples = [Int32](repeating: 0, count: Int(starts[columns]))
        var weights = [Float](repeating: 0, count: examples.count)
        for (example, vector) in vectors.enumerated() {
            for (column, weight) in zip(vector.columns, vector.weights) {
                let place = Int(next[Int(column)])
                next[Int(column)] += 1
                examples[place] = Int32(example)
                weights[place] = weight
            }
        }
        self.owners = owners
        articleCount = articles
        self.starts = starts
        self.examples = examples
        self.weights = weights
        lengths = Self.lengths(vectors, owners: owners, articles: articles, columns: columns)
    }

    /// The cosine between a text and each example.
    func likenesses(to vector: FeatureVector) -> [Float] {
        var sums = [Float](repeating: 0, count: owners.count)
        sums.withUnsafeMutableBufferPointer { sums in
            examples.withUnsafeBufferPointer { examples in
                weights.withUnsafeBufferPointer { weights in
                    guard let sums = sums.baseAddress, let examples = examples.baseAddress,
                        let weights = weights.baseAddress
                    else { return }
                    for (column, weight) in zip(vector.columns, vector.weights) {
                        var place = Int(starts[Int(column)])
                        let end = Int(starts[Int(column) + 1])
                        while place < end {
                            sums[Int(examples[place])] += weight * weights[place]
                            place &+= 1
                        }
                    }
                }
            }
        }
        return sums
    }

    /// For each article, the mean likeness of its three examples that are most alike.
    ///
    /// - Parameter isLeftOut: examples that are treated as if they were not there.
    func nearest(_ likenesses: [Float], leavingOut isLeftOut: (Int) -> Bool = { _ in false }) -> [Float] {
        var nearest = [SIMD4<Float>](repeating: .zero, count: articleCount)
        var counts = [Int32](repeating: 0, count: articleCount)
        for (example, likeness) in likenesses.enumerated() where !isLeftOut(example) {
            let article = Int(owners[example])
            counts[article] += 1
            guard likeness > nearest[article].z else { continue }
            let three = nearest[article]
            if likeness > three.x {
                nearest[article] = SIMD4(likeness, three.x, three.y, 0)
            } else if likeness > three.y {
                nearest[article] = SIMD4(three.x, likeness, three.y, 0)
            } else {
                nearest[article].z = likeness
            }
        }
        return nearest.indices.map { counts[$0] > 0 ? nearest[$0].sum() / Float(min(3, counts[$0])) : 0 }
    }

    /// For each article, how like a text is to the middle of all its examples.
    ///
    /// - Parameter left: an example that is treated as if it were not there.
    func middles(_ likenesses: [Float], without left: Int?) -> [Float] {
        var sums = [Float](repeating: 0, count: articleCount)
        for (example, likeness) in likenesses.enumerated() where example != left {
            sums[Int(owners[example])] += likeness
        }
        return sums.indices.map { article in
            var length = lengths[article]
            if let left, Int(owners[left]) == article {
                let all = sums[article] + 1
                length = max(length * length - 2 * all + 1, 1e-6).squareRoot()
            }
            return length > 0 ? sums[article] / length : 0
        }
    }

    private static func lengths(_ vectors: [FeatureVector], owners: [Int32], articles: Int, columns: Int)
        -> [Float]
    {
        var lengths = [Float](repeating: 0, count: articles)
        var sum = [Float](repeating: 0, count: columns)
        var example = 0
        while example < vectors.count {
            let article = owners[example]
            let first = example
            while example < vectors.count, owners[example] == article {
                for (column, weight) in zip(vectors[example].columns, vectors[example].weights) {
                    sum[Int(column)] += weight
                }
                example += 1
            }
            var square: Float = 0
            for vector in vectors[first..<example] {
                for column in vector.columns {
                    square += sum[Int(column)] * sum[Int(column)]
                    sum[Int(column)] = 0
                }
            }
            lengths[Int(article)] = square.squareRoot()
        }
        return lengths
    }
}
