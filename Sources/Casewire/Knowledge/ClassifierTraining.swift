import Synchronization

/// Trains classifiers on the same texts: one for all of them, others that leave some out.
struct ClassifierTraining: Sendable {
    private let texts: LinearTexts?
    private let owners: [Int32]
    private let features: Int

    /// Numbers that a classifier's weights may take up: 64 MB.
    private static let mostWeights = 32_000_000
    /// With fewer features than this texts are told apart worse than by likeness alone.
    private static let fewestFeatures = 20_000

    /// So many features leave room for a classifier of so many articles; for too many articles there is none, and no limit.
    static func mostFeatures(for articles: Int) -> Int {
        let most = mostWeights / max(1, articles) - 1
        return most < fewestFeatures ? .max : most
    }

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
        // An article all of whose examples are left out has nothing to learn.
        let tasks = conditions.indices.flatMap { condition in
            let taught = Set(owners.indices.filter { !isLeftOut[condition][$0] }.map { Int(owners[$0]) })
            return taught.sorted().map { (condition: condition, article: $0) }
        }
        let learned = Mutex(
            [[[Float]?]](repeating: Array(repeating: nil, count: articles), count: conditions.count))
        OwnThreads.spread(tasks.count) { number in
            let (condition, article) = tasks[number]
            let sides = owners.indices.map { text -> Int8 in
                isLeftOut[condition][text] ? 0 : Int(owners[text]) == article ? 1 : -1
            }
            let weights = texts.weights(parting: sides)
            learned.withLock { $0[condition][article] = weights }
        }
        return learned.withLock(\.self).map { columns in
            guard columns.contains(where: { $0 != nil }) else { return nil }
            return LinearClassifier(columns, features: features)
        }
    }
}
