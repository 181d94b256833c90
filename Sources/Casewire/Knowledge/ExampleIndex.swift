import Foundation

/// Finds the articles whose example questions are most like a question.
///
/// Examples are vectors of weighted features (TF-IDF). An article's score joins three things: how like the question is to its
/// three nearest examples, how like to the middle of all its examples, and how far on its side of what a classifier learned
/// to part it from the others by. Features of the question that no example has count against all.
struct ExampleIndex: Sendable {
    /// Scores at or above this are likely answers; between 0 and 1.
    private(set) var threshold: Float
    private let articleOfExample: [Int32]
    private let articleCount: Int
    private let mask: UInt32
    private let rarity: [Float]
    /// The examples with a feature are at `starts[bucket]..<starts[bucket + 1]`.
    private let starts: [Int32]
    private let examples: [Int32]
    private let weights: [Float]
    /// For each article, how long the sum of its examples' vectors is.
    private let lengths: [Float]
    private let separator: LinearSeparator?

    /// - Parameters:
    ///   - texts: the examples of each article; titles stand in front of them.
    init(_ texts: [[String]]) {
        let owners = texts.indices.flatMap { article in texts[article].map { _ in Int32(article) } }
        let features = texts.joined().map(TextFeatures.init)
        let size = features.reduce(0) { $0 + $1.words.count + $1.pieces.count }
        var bits: UInt32 = 12
        while bits < 19, 1 << bits < size * 4 { bits += 1 }
        let mask: UInt32 = (1 << bits) - 1
        let rarity = Self.rarity(of: features, mask: mask)
        let vectors = features.map { FeatureVector($0, mask: mask, rarity: rarity) }

        var starts = [Int32](repeating: 0, count: Int(mask) + 2)
        for vector in vectors {
            for bucket in vector.buckets { starts[Int(bucket) + 1] += 1 }
        }
        for bucket in 0...Int(mask) { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var examples = [Int32](repeating: 0, count: Int(starts[Int(mask) + 1]))
        var weights = [Float](repeating: 0, count: examples.count)
        for (example, vector) in vectors.enumerated() {
            for (bucket, weight) in zip(vector.buckets, vector.weights) {
                let place = Int(next[Int(bucket)])
                next[Int(bucket)] += 1
                examples[place] = Int32(example)
                weights[place] = weight
            }
        }
        articleOfExample = owners
        articleCount = texts.count
        self.mask = mask
        self.rarity = rarity
        self.starts = starts
        self.examples = examples
        self.weights = weights
        lengths = Self.lengths(vectors, owners: owners, articles: texts.count, buckets: Int(mask) + 1)
        separator = LinearSeparator(vectors, owners: owners, articles: texts.count, buckets: Int(mask) + 1)
        threshold = 0
        threshold = calibrated(vectors, titles: Self.titles(texts))
    }

    /// Each article's score for a question, from 0 to 1.
    func scores(for question: String) -> [Float] {
        let vector = FeatureVector(TextFeatures(question), mask: mask, rarity: rarity)
        let likeness = articleLikenesses(likenesses(to: vector), without: nil)
        return Self.joined(likeness, separator?.margins(of: vector))
    }

    /// How much the classifier's word weighs beside likeness.
    private static let separatorWeight: Float = 0.3
    /// Margins beyond this say no more.
    private static let widestMargin: Float = 1.2

    /// Likeness and margins on a scale from 0 to 1; an article that is like the question in nothing stays at 0.
    private static func joined(_ likenesses: [Float], _ margins: [Float]?) -> [Float] {
        guard let margins else { return likenesses }
        return likenesses.indices.map { article in
            let margin = min(widestMargin, max(-widestMargin, margins[article]))
            let likeness = likenesses[article]
            let weight = separatorWeight * min(1, likeness * 10)
            return (likeness + weight * (margin + widestMargin)) / (1 + 2 * widestMargin * separatorWeight)
        }
    }

    /// The cosine between a vector and each example.
    private func likenesses(to vector: FeatureVector) -> [Float] {
        var sums = [Float](repeating: 0, count: articleOfExample.count)
        sums.withUnsafeMutableBufferPointer { sums in
            examples.withUnsafeBufferPointer { examples in
                weights.withUnsafeBufferPointer { weights in
                    guard let sums = sums.baseAddress, let examples = examples.baseAddress,
                        let weights = weights.baseAddress
                    else { return }
                    for (bucket, weight) in zip(vector.buckets, vector.weights) {
                        var place = Int(starts[Int(bucket)])
                        let end = Int(starts[Int(bucket) + 1])
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

    /// - Parameter left: an example that is treated as if it were not there.
    private func articleLikenesses(_ likenesses: [Float], without left: Int?) -> [Float] {
        var nearest = [(Float, Float, Float)](repeating: (0, 0, 0), count: articleCount)
        var counts = [Int32](repeating: 0, count: articleCount)
        var sums = [Float](repeating: 0, count: articleCount)
        for (example, likeness) in likenesses.enumerated() where example != left {
            let article = Int(articleOfExample[example])
            counts[article] += 1
            sums[article] += likeness
            if likeness > nearest[article].2 {
                var three = nearest[article]
                if likeness > three.0 {
                    three = (likeness, three.0, three.1)
                } else if likeness > three.1 {
                    three = (three.0, likeness, three.1)
                } else {
                    three.2 = likeness
                }
                nearest[article] = three
            }
        }
        return (0..<articleCount).map { article in
            guard counts[article] > 0 else { return 0 }
            let three = nearest[article]
            let near = (three.0 + three.1 + three.2) / Float(min(3, counts[article]))
            var length = lengths[article]
            if let left, Int(articleOfExample[left]) == article {
                let all = sums[article] + 1
                length = max(length * length - 2 * all + 1, 1e-6).squareRoot()
            }
            let middle = length > 0 ? sums[article] / length : 0
            return min(1, max(0, (near + middle) / 2))
        }
    }

    // MARK: - What counts as an answer

    /// Examples that are left out to calibrate, at most: enough for a stable threshold.
    private static let largestSample = 400
    /// Of the examples that find their own article, so many should still be answered.
    private static let wantedShare = 0.95
    /// What held for knowledge of other kinds, and how many examples it weighs as much as.
    private static let usual: (threshold: Double, weight: Double) = (0.24, 12)

    /// Leaves examples out, asks for them, and takes the score that most of those reach which find their own article. Needs
    /// no examples of what is not known.
    private func calibrated(_ vectors: [FeatureVector], titles: Set<Int>) -> Float {
        let sample = sample(titles: titles)
        guard !sample.isEmpty else { return Float(Self.usual.threshold) }
        let left = Set(sample)
        let separator = LinearSeparator(
            vectors, owners: articleOfExample, articles: articleCount, buckets: Int(mask) + 1,
            leavingOut: left.contains)
        var found: [Float] = []
        for example in sample {
            let likeness = articleLikenesses(likenesses(to: vectors[example]), without: example)
            let scores = Self.joined(likeness, separator?.margins(of: vectors[example]))
            guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { continue }
            if best == Int(articleOfExample[example]) { found.append(scores[best]) }
        }
        guard !found.isEmpty else { return Float(Self.usual.threshold) }
        found.sort()
        let reached = Double(found[Int(Double(found.count - 1) * (1 - Self.wantedShare))])
        let count = Double(found.count)
        let weighed =
            (reached * count + Self.usual.threshold * Self.usual.weight) / (count + Self.usual.weight)
        return Float(min(0.6, max(0.12, weighed)))
    }

    /// Every fifth example of each article that has more than two, fewer of a large collection; titles are none.
    private func sample(titles: Set<Int>) -> [Int] {
        var places = [Int](repeating: 0, count: articleCount)
        var counts = [Int](repeating: 0, count: articleCount)
        for (example, article) in articleOfExample.enumerated() where !titles.contains(example) {
            counts[Int(article)] += 1
        }
        var sample: [Int] = []
        for (example, article) in articleOfExample.enumerated() where !titles.contains(example) {
            let article = Int(article)
            places[article] += 1
            // Articles begin at different places, so that small ones are not all asked for by their first example.
            if counts[article] > 2, (places[article] + article) % min(5, counts[article]) == 0 {
                sample.append(example)
            }
        }
        guard sample.count > Self.largestSample else { return sample }
        let step = Double(sample.count) / Double(Self.largestSample)
        return (0..<Self.largestSample).map { sample[Int(Double($0) * step)] }
    }

    private static func titles(_ texts: [[String]]) -> Set<Int> {
        var titles: Set<Int> = []
        var start = 0
        for article in texts {
            if !article.isEmpty { titles.insert(start) }
            start += article.count
        }
        return titles
    }

    /// How rare each feature is: `1 + ln((1 + texts) / (1 + texts that have it))`.
    private static func rarity(of features: [TextFeatures], mask: UInt32) -> [Float] {
        var holders = [Int32](repeating: 0, count: Int(mask) + 1)
        for text in features {
            FeatureVector.forEachRun(of: text.words) { hash, _ in holders[Int(hash & mask)] += 1 }
            FeatureVector.forEachRun(of: text.pieces) { hash, _ in holders[Int(hash & mask)] += 1 }
        }
        // One logarithm for each number of holders rather than for each bucket; buckets may be shared, so numbers may be
        // larger than that of the texts.
        let most = Int(holders.max() ?? 0)
        let rarities = (0...most).map { count in
            max(0.1, Float(1 + log(Double(1 + features.count) / Double(1 + count))))
        }
        return holders.map { rarities[Int($0)] }
    }

    private static func lengths(_ vectors: [FeatureVector], owners: [Int32], articles: Int, buckets: Int)
        -> [Float]
    {
        var lengths = [Float](repeating: 0, count: articles)
        var sum = [Float](repeating: 0, count: buckets)
        var example = 0
        while example < vectors.count {
            let article = owners[example]
            let first = example
            while example < vectors.count, owners[example] == article {
                for (bucket, weight) in zip(vectors[example].buckets, vectors[example].weights) {
                    sum[Int(bucket)] += weight
                }
                example += 1
            }
            var square: Float = 0
            for vector in vectors[first..<example] {
                for bucket in vector.buckets {
                    square += sum[Int(bucket)] * sum[Int(bucket)]
                    sum[Int(bucket)] = 0
                }
            }
            lengths[Int(article)] = square.squareRoot()
        }
        return lengths
    }
}
