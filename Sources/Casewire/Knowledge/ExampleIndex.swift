/// Finds the articles whose example questions are most like a question, and says how sure that is.
struct ExampleIndex: Sendable {
    private let trained: TrainedKnowledge
    private let postings: ExamplePostings
    /// For each article, its place in the classifier; nil for one that is newer than the training.
    private let places: [Int?]
    private let isComplete: Bool

    init(_ articles: [Article], trained: TrainedKnowledge) {
        let examples = ArticleExamples(articles)
        let vectors = examples.features.map { FeatureVector($0, in: trained.space) }
        postings = ExamplePostings(
            vectors, owners: examples.owners, articles: articles.count, columns: trained.space.count)
        self.trained = trained
        let known = Dictionary(
            trained.articles.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        places = articles.map { known[$0.id] }
        isComplete = trained.articles == articles.map(\.id)
    }

    /// Whether how sure an answer is was learned from the examples, so that nothing else need doubt it.
    var isConfident: Bool {
        if case .confidence = trained.scale { trained.classifier != nil } else { false }
    }

    var tradeOff: TradeOff { trained.tradeOff }

    /// Each article's score for a question, from 0 to 1; from 0.5 on it is likely the answer.
    func scores(for question: String) -> [Double] {
        let vector = FeatureVector(TextFeatures(question), in: trained.space)
        guard !vector.columns.isEmpty else { return Array(repeating: 0, count: places.count) }
        let margins = trained.classifier?.margins(of: vector)
        return trained.scale.scores(of: vector, margins: margins.map(ordered), postings: postings)
    }

    /// Margins in the order of the articles as they are now; one that training did not see is on nobody's side.
    private func ordered(_ margins: [Float]) -> [Float] {
        isComplete ? margins : places.map { $0.map { margins[$0] } ?? -1 }
    }
}
