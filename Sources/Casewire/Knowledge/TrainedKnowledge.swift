/// What was learned from the examples of all articles: how to tell them apart, and how sure to be.
///
/// A value that never changes. It may be older than the articles: then what it does not know is found by likeness alone.
package struct TrainedKnowledge: Sendable {
    /// The articles that it can tell apart, in the classifier's order.
    let articles: [Article.ID]
    let space: FeatureSpace
    let classifier: LinearClassifier?
    let scale: ScoreScale
    package let tradeOff: TradeOff

    init(
        articles: [Article.ID], space: FeatureSpace, classifier: LinearClassifier?, scale: ScoreScale,
        tradeOff: TradeOff
    ) {
        self.articles = articles
        self.space = space
        self.classifier = classifier
        self.scale = scale
        self.tradeOff = tradeOff
    }

    /// Learns nothing beyond which words are rare: for the moment until training is done.
    init(untrained articles: [Article]) {
        let examples = ArticleExamples(articles)
        self.init(
            articles: [], space: FeatureSpace(of: examples.features), classifier: nil,
            scale: .likeness(threshold: ScoreScale.usualLikeness), tradeOff: .none)
    }

    /// Learns from the examples. Blocks for as long as that takes: some seconds for ten thousand examples.
    package init(training articles: [Article]) {
        let examples = ArticleExamples(articles)
        let space = FeatureSpace(
            of: examples.features, most: ClassifierTraining.mostFeatures(for: articles.count))
        let vectors = examples.features.map { FeatureVector($0, in: space) }
        let trials = TrialPlan.plans(for: examples)
        let training = ClassifierTraining(vectors, owners: examples.owners, features: space.count)
        let classifiers = training.classifiers(
            articles: articles.count, leavingOut: [{ _ in false }] + trials.map(\.isLeftOut))
        let calibration = Calibration(
            examples: examples, vectors: vectors, features: space.count, trials: trials,
            classifiers: Array(classifiers.dropFirst()))
        self.init(
            articles: articles.map(\.id), space: space, classifier: classifiers.first.flatMap(\.self),
            scale: calibration.scale, tradeOff: calibration.tradeOff)
    }
}

/// The texts to learn from: each article's title and examples. What an article says twice it says once here: a copy would be
/// learned from while the other is tried.
struct ArticleExamples: Sendable {
    let features: [TextFeatures]
    /// Each text's article.
    let owners: [Int32]
    /// Titles are learned from, but not what a customer would write, so nothing is tried on them.
    let isTitle: [Bool]
    let articleCount: Int

    init(_ articles: [Article]) {
        var features: [TextFeatures] = []
        var owners: [Int32] = []
        var isTitle: [Bool] = []
        for (place, article) in articles.enumerated() {
            var seen: Set<[UInt32]> = []
            for (number, text) in ([Article.spoken(article.title)] + article.examples).enumerated() {
                let said = TextFeatures(text)
                guard number == 0 || (!said.words.isEmpty && seen.insert(said.words).inserted) else {
                    continue
                }
                features.append(said)
                owners.append(Int32(place))
                isTitle.append(number == 0)
            }
        }
        self.features = features
        self.owners = owners
        self.isTitle = isTitle
        articleCount = articles.count
    }
}

extension Article {
    /// A title as words, also where it is a label such as `card_arrival`.
    static func spoken(_ title: String) -> String {
        String(title.map { $0 == "_" ? " " : $0 })
    }
}
