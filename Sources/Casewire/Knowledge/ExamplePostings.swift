import CLinear

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
    /// How many examples each article has.
    private let counts: [Int32]

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
        var counts = [Int32](repeating: 0, count: articles)
        for owner in owners { counts[Int(owner)] += 1 }
        self.counts = counts
        lengths = Self.lengths(vectors, owners: owners, articles: articles, columns: columns)
    }

    /// The cosine between a text and each example.
    func likenesses(to vector: FeatureVector) -> [Float] {
        var sums = [Float](repeating: 0, count: owners.count)
        casewire_linear_products(
            starts, examples, weights, vector.columns, vector.weights, Int32(vector.columns.count), &sums)
        return sums
    }

    /// How like a text is to each article.
    struct ArticleLikeness: Sendable {
        /// The mean likeness of an article's three examples that are most alike.
        let nearest: [Float]
        /// How like the text is to the middle of all its examples.
        let middles: [Float]
    }

    func articles(_ likenesses: [Float]) -> ArticleLikeness {
        var highest = [Float](repeating: 0, count: 3 * articleCount)
        var sums = [Float](repeating: 0, count: articleCount)
        casewire_linear_gather(owners, likenesses, Int32(owners.count), &highest, &sums)
        return ArticleLikeness(
            nearest: counts.indices.map { article in
                let three = highest[3 * article] + highest[3 * article + 1] + highest[3 * article + 2]
                return three / Float(max(1, min(3, counts[article])))
            },
            middles: lengths.indices.map { lengths[$0] > 0 ? sums[$0] / lengths[$0] : 0 })
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
