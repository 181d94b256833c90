import Synchronization

/// Trains classifiers on the same texts: one for all of them, others that leave some out.
struct ClassifierTraining: Sendable {
    private let texts: LinearTexts?
    private let owners: [Int32]
    private let features: Int

    /// Numbers that a classifier's weights may take up: 64 MB.
    private static let mostWeights = 32_000_000

    init(_ vectors: [FeatureVector], owners: [Int32], features: Int) {
        texts = LinearTexts(vectors, features: features)
        self.owners = owners
        self.features = features
    }

    /// One classifier for each condition, nil where there is nothing to tell apart.
    func classifiers(articles: Int, leavingOut conditions: [@Sendable (Int) -> Bool]) -> [LinearClassifier?] {
        guard articles > 1, let texts, (features + 1) * articles <= Self.mostWeights else {
            return conditions.map { _ in nil }
        }
        let owners = owners
        let isLeftOut = conditions.map { condition in owners.indices.map(condition) }
        let learned = Mutex([[Float]?](repeating: nil, count: conditions.count * articles))
        OwnThreads.spread(conditions.count * articles) { number in
            let (condition, article) = number.quotientAndRemainder(dividingBy: articles)
            let sides = owners.indices.map { text -> Int8 in
                isLeftOut[condition][text] ? 0 : Int(owners[text]) == article ? 1 : -1
            }
            let weights = texts.weights(parting: sides)
            learned.withLock { $0[number] = weights }
        }
        let all = learned.withLock(\.self)
        return conditions.indices.map { condition in
            let columns = Array(all[condition * articles..<(condition + 1) * articles])
            guard columns.contains(where: { $0 != nil }) else { return nil }
            return LinearClassifier(columns, features: features)
        }
    }
}
