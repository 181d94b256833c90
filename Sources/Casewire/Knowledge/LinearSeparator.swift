/// Tells articles apart by weights on features, learned from the examples of all of them.
///
/// One linear classifier for each article against all others: support vector machines with squared hinge loss, trained by
/// dual coordinate descent (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). All
/// classifiers learn from one example at once, which keeps the inner loops over neighbouring numbers.
struct LinearSeparator: Sendable {
    private let articleCount: Int
    /// The row of a feature's weights, or -1.
    private let rowOfBucket: [Int32]
    /// One row for each feature and one number in it for each article; the last row is for what all texts have.
    private let weights: [Float]

    /// Numbers that weights may take up: 64 MB.
    private static let mostWeights = 16_000_000
    /// Multiplications that training may take: a few seconds where the compiler optimizes.
    private static let mostWork = 4_000_000_000
    private static let mostRounds = 12
    /// What an example on the wrong side costs.
    private static let cost: Float = 1

    /// - Parameters:
    ///   - owners: each vector's article.
    ///   - isLeftOut: vectors not to learn from.
    /// - Returns: nil where there are too few articles to tell apart, or too many features to keep.
    init?(
        _ vectors: [FeatureVector], owners: [Int32], articles: Int, buckets: Int,
        leavingOut isLeftOut: (Int) -> Bool = { _ in false }
    ) {
        guard articles > 1, !vectors.isEmpty else { return nil }
        var holders = [Int32](repeating: 0, count: buckets)
        for vector in vectors {
            for bucket in vector.buckets { holders[Int(bucket)] += 1 }
        }
        // Features of a single text teach little in a large collection and take up much.
        let fewest: Int32 = vectors.count > 1000 ? 2 : 1
        var rowOfBucket = [Int32](repeating: -1, count: buckets)
        var rows = 0
        for bucket in 0..<buckets where holders[bucket] >= fewest {
            rowOfBucket[bucket] = Int32(rows)
            rows += 1
        }
        guard (rows + 1) * articles <= Self.mostWeights else { return nil }

        var examples = Examples(rowOfBucket: rowOfBucket, biasRow: Int32(rows))
        for (index, vector) in vectors.enumerated() where !isLeftOut(index) {
            examples.append(vector, owner: owners[index])
        }
        guard !examples.owners.isEmpty else { return nil }
        articleCount = articles
        self.rowOfBucket = rowOfBucket
        weights = Self.trained(on: examples, rows: rows + 1, articles: articles)
    }

    /// How far on each article's side a text is: about 1 or more inside, -1 or less outside.
    func margins(of vector: FeatureVector) -> [Float] {
        var margins = [Float](repeating: 0, count: articleCount)
        let bias = weights.count - articleCount
        weights.withUnsafeBufferPointer { weights in
            margins.withUnsafeMutableBufferPointer { margins in
                guard let weights = weights.baseAddress, let margins = margins.baseAddress else { return }
                Self.add(weights + bias, times: 1, to: margins, count: articleCount)
                for (bucket, value) in zip(vector.buckets, vector.weights) {
                    let row = Int(rowOfBucket[Int(bucket)])
                    guard row >= 0 else { continue }
                    Self.add(weights + row * articleCount, times: value, to: margins, count: articleCount)
                }
            }
        }
        return margins
    }

    /// Training texts one after another: their features' rows and values, a row for what all have included.
    private struct Examples {
        let rowOfBucket: [Int32]
        let biasRow: Int32
        var rows: [Int32] = []
        var values: [Float] = []
        /// Where each text's features end.
        var ends: [Int] = []
        /// Each text's squared length.
        var squares: [Float] = []
        var owners: [Int] = []

        mutating func append(_ vector: FeatureVector, owner: Int32) {
            var square: Float = 1
            for (bucket, value) in zip(vector.buckets, vector.weights) where rowOfBucket[Int(bucket)] >= 0 {
                rows.append(rowOfBucket[Int(bucket)])
                values.append(value)
                square += value * value
            }
            rows.append(biasRow)
            values.append(1)
            ends.append(rows.count)
            squares.append(square)
            owners.append(Int(owner))
        }

        init(rowOfBucket: [Int32], biasRow: Int32) {
            self.rowOfBucket = rowOfBucket
            self.biasRow = biasRow
        }
    }

    private static func trained(on examples: Examples, rows: Int, articles: Int) -> [Float] {
        let count = examples.owners.count
        var weights = [Float](repeating: 0, count: rows * articles)
        var multipliers = [Float](repeating: 0, count: count * articles)
        var scores = [Float](repeating: 0, count: articles)
        var changed = [Int32](repeating: 0, count: articles)
        let rounds = max(2, min(mostRounds, mostWork / max(1, 2 * examples.rows.count * articles)))
        var order = Array(0..<count)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        weights.withUnsafeMutableBufferPointer { weights in
            multipliers.withUnsafeMutableBufferPointer { multipliers in
                scores.withUnsafeMutableBufferPointer { scores in
                    changed.withUnsafeMutableBufferPointer { changed in
                        guard let weights = weights.baseAddress, let multipliers = multipliers.baseAddress,
                            let scores = scores.baseAddress, let changed = changed.baseAddress
                        else { return }
                        for _ in 0..<rounds {
                            shuffle(&order, &state)
                            for example in order {
                                learn(
                                    example, of: examples, weights, multipliers + example * articles, scores,
                                    changed,
                                    articles)
                            }
                        }
                    }
                }
            }
        }
        return weights
    }

    /// One step of all classifiers on one example.
    private static func learn(
        _ example: Int, of examples: Examples, _ weights: UnsafeMutablePointer<Float>,
        _ multipliers: UnsafeMutablePointer<Float>, _ scores: UnsafeMutablePointer<Float>,
        _ changed: UnsafeMutablePointer<Int32>, _ articles: Int
    ) {
        let first = example == 0 ? 0 : examples.ends[example - 1]
        let end = examples.ends[example]
        let owner = examples.owners[example]
        let diagonal = 1 / (2 * cost)
        let step = 1 / (examples.squares[example] + diagonal)
        examples.rows.withUnsafeBufferPointer { rows in
            examples.values.withUnsafeBufferPointer { values in
                guard let rows = rows.baseAddress, let values = values.baseAddress else { return }
                var article = 0
                while article < articles {
                    scores[article] = 0
                    article &+= 1
                }
                var place = first
                while place < end {
                    add(
                        weights + Int(rows[place]) &* articles, times: values[place], to: scores,
                        count: articles)
                    place &+= 1
                }
                // Scores become the changes of the multipliers, with their signs.
                var changes = 0
                article = 0
                while article < articles {
                    let sign: Float = article == owner ? 1 : -1
                    let old = multipliers[article]
                    let gradient = sign * scores[article] - 1 + diagonal * old
                    let stepped = old - gradient * step
                    let new = stepped > 0 ? stepped : 0
                    if new != old {
                        multipliers[article] = new
                        scores[article] = (new - old) * sign
                        changed[changes] = Int32(truncatingIfNeeded: article)
                        changes &+= 1
                    } else {
                        scores[article] = 0
                    }
                    article &+= 1
                }
                guard changes > 0 else { return }
                place = first
                while place < end {
                    let row = weights + Int(rows[place]) &* articles
                    let value = values[place]
                    if changes &* 4 < articles {
                        var index = 0
                        while index < changes {
                            let article = Int(changed[index])
                            row[article] += value * scores[article]
                            index &+= 1
                        }
                    } else {
                        add(scores, times: value, to: row, count: articles)
                    }
                    place &+= 1
                }
            }
        }
    }

    private static func add(
        _ source: UnsafePointer<Float>, times factor: Float, to target: UnsafeMutablePointer<Float>,
        count: Int
    ) {
        var index = 0
        while index < count {
            target[index] += factor * source[index]
            index &+= 1
        }
    }

    /// The same order on every machine, so that the same knowledge gives the same answers.
    private static func shuffle(_ order: inout [Int], _ state: inout UInt64) {
        var last = order.count - 1
        while last > 0 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            order.swapAt(last, Int((state >> 33) % UInt64(last + 1)))
            last -= 1
        }
    }
}
