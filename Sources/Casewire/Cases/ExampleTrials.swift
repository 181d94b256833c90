/// How strongly a learned answer must be supported to be given: found by asking about examples that were left out of learning.
///
/// Empty beats wrong: the cut lies where at least `wantedShare` of the answers above it were right. Most texts of a conversation say
/// nothing of a field, and each of them is a chance to be wrong, so examples without a value count for as many as there would be.
struct ExampleTrials: Sendable {
    private struct Trial: Sendable {
        let strength: Float
        let isRight: Bool
        let weight: Float
    }

    /// So many parts the examples are cut into; each is asked about once, learned from the others.
    static let parts = 4
    /// Of the answers that are given, so many should be right; one more wrong one is assumed than was seen.
    private static let wantedShare: Float = 0.93
    /// To each text that says something of a field a conversation has about so many that do not.
    private static let silentTexts: Float = 9
    /// With few trials an answer must be as far inside as training puts its examples.
    private static let usualCut: Float = 0.4
    /// Fewer right answers than this say too little.
    private static let fewestRight = 12
    /// Strengths that may be asked for, fixed beforehand: the best of all that there are would look better than it is. Where 9 of
    /// 10 words like this one are inside, a margin is 0.8: training brings it to twice their share less one.
    private static let steps: [Float] = [0.8, 0.6, 0.4, 0.2]
    /// So many of the answers at a step should be right, and one standard error more.
    private static let surelyRight: Float = 0.88

    private var trials: [Trial] = []
    private let silentWeight: Float

    init(_ examples: [FieldExample]) {
        let telling = examples.count { $0.value != nil }
        let silent = max(1, examples.count - telling)
        silentWeight = max(1, Self.silentTexts * Float(telling) / Float(silent))
    }

    /// Keeps one answer about an example that was left out.
    mutating func add(strength: Float, isRight: Bool, about example: FieldExample) {
        let weight = example.value == nil ? silentWeight : 1
        trials.append(Trial(strength: strength, isRight: isRight, weight: weight))
    }

    /// The least strength of an answer.
    var cut: Float {
        let ranked = trials.sorted { $0.strength > $1.strength }
        guard ranked.count(where: \.isRight) >= Self.fewestRight else {
            let wrong = ranked.first { !$0.isRight }?.strength ?? 0
            return max(Self.usualCut, wrong + 0.1)
        }
        var best: Float?
        var (right, all): (Float, Float) = (0, 1)
        for (place, trial) in ranked.enumerated() {
            if trial.isRight { right += trial.weight }
            all += trial.weight
            // Where several are as strong, all of them are above the cut.
            let isLastOfItsStrength =
                place + 1 == ranked.count || ranked[place + 1].strength < trial.strength
            if isLastOfItsStrength, right / all >= Self.wantedShare { best = trial.strength }
        }
        return max(0, best ?? .infinity)
    }

    /// The least strength of an answer, for a field whose answers of one strength are not equally sure: the first step with enough
    /// answers to judge by, if they are surely right often enough, and none else. A lower step is for fields with few examples.
    var sureCut: Float {
        guard trials.count(where: \.isRight) >= Self.fewestRight else { return cut }
        for step in Self.steps {
            let answers = trials.filter { $0.strength >= step }
            guard answers.count >= Self.fewestRight else { continue }
            return Self.leastShare(of: answers) >= Self.surelyRight ? step : .infinity
        }
        return .infinity
    }

    /// The share of right answers that there would be at least: Wilson's lower bound at one standard error.
    private static func leastShare(of answers: [Trial]) -> Float {
        let all = answers.reduce(0) { $0 + $1.weight }
        let share = answers.reduce(0) { $0 + ($1.isRight ? $1.weight : 0) } / all
        let spread = (share * (1 - share) / all + 1 / (4 * all * all)).squareRoot()
        return (share + 1 / (2 * all) - spread) / (1 + 1 / all)
    }

    /// The part that each example is in: those with a value, and those without, each cut where they stand. Examples that stand
    /// together may be of one conversation, and one must not tell of the other.
    static func parts(of examples: [FieldExample]) -> [Int] {
        let telling = examples.count { $0.value != nil }
        var (told, silent) = (0, 0)
        return examples.map { example in
            if example.value == nil {
                silent += 1
                return (silent - 1) * parts / (examples.count - telling)
            }
            told += 1
            return (told - 1) * parts / telling
        }
    }
}

/// Weights that tell the texts of one side from those of the other.
struct LearnedSide: Sendable {
    private let weights: [Float]

    init(_ weights: [Float]) {
        self.weights = weights
    }

    /// How far inside a text is: about 1 or more inside, -1 or less outside.
    func margin(of vector: FeatureVector) -> Float {
        var sum = weights[weights.count - 1]
        for (column, weight) in zip(vector.columns, vector.weights) { sum += weights[Int(column)] * weight }
        return sum
    }

    /// One for each side, learned from all vectors, and then again for each part without its own; nil where there is nothing to
    /// tell apart.
    static func learn(_ vectors: [FeatureVector], features: Int, sides: [[Bool]], parts: [Int])
        -> [[LearnedSide?]]
    {
        guard let texts = LinearTexts(vectors, features: features) else {
            return sides.map { _ in [LearnedSide?](repeating: nil, count: ExampleTrials.parts + 1) }
        }
        return sides.map { side in
            (0...ExampleTrials.parts).map { left in
                texts.weights(
                    parting: side.indices.map { parts[$0] == left - 1 ? 0 : side[$0] ? 1 : -1 }
                ).map(LearnedSide.init)
            }
        }
    }
}
