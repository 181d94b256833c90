/// Chooses one of a field's values by examples of what customers write, or none.
struct ExampleChoice: Sendable {
    private let values: [String]
    private let space: FeatureSpace
    private let sides: [LearnedSide?]
    private let cuts: [Float]

    /// Nil without two kinds of texts to tell apart.
    init?(values: [String], examples: [FieldExample]) {
        var seen: Set<[String]> = []
        let examples = examples.prefix(Self.mostExamples).filter { seen.insert(Words($0.text).all).inserted }
        let kept = values.filter { value in examples.contains { $0.value == value } }
        guard !kept.isEmpty, kept.count > 1 || examples.contains(where: { $0.value == nil }) else {
            return nil
        }
        let features = examples.map { TextFeatures($0.text) }
        let space = FeatureSpace(of: features)
        let vectors = features.map { FeatureVector($0, in: space) }
        let parts = examples.indices.map { $0 % ExampleTrials.parts }
        let learned = LearnedSide.learn(
            vectors, features: space.count, sides: kept.map { value in examples.map { $0.value == value } },
            parts: parts)
        self.values = kept
        self.space = space
        sides = learned.map { $0[0] }
        var trials = [ExampleTrials](repeating: ExampleTrials(examples), count: kept.count)
        for (place, example) in examples.enumerated() {
            let left = learned.map { $0[parts[place] + 1] }
            guard let best = Self.best(vectors[place], left) else { continue }
            trials[best.value].add(
                strength: best.strength, isRight: example.value == kept[best.value], about: example)
        }
        cuts = trials.map(\.cut)
    }

    /// More are not learned from: a few hundred a value say all there is to say.
    private static let mostExamples = 4000
    /// A value that is this much weaker than the strongest does not stand against it.
    private static let clearLead: Float = 0.4

    /// The value that the texts speak for, or why there is none.
    func choose(from texts: [String]) -> (value: String?, reason: String) {
        var found: [Int: (strength: Float, text: String)] = [:]
        for text in texts {
            guard let best = Self.best(FeatureVector(TextFeatures(text), in: space), sides),
                best.strength >= cuts[best.value], best.strength > found[best.value]?.strength ?? -.infinity
            else { continue }
            found[best.value] = (best.strength, text)
        }
        let ranked = found.sorted { $0.value.strength > $1.value.strength }
        guard let first = ranked.first else {
            return (nil, "Nothing that the customer wrote is much like an example.")
        }
        if ranked.count > 1, first.value.strength - ranked[1].value.strength < Self.clearLead {
            return (nil, "Several values fit: \(values[first.key]), \(values[ranked[1].key]).")
        }
        let text = ConversationSummary.shortened(first.value.text, to: 80)
        return (values[first.key], "Like its examples: \"\(text)\".")
    }

    /// The value whose side a text is on, and how strongly: inside, ahead of the others, and made of known words.
    private static func best(_ vector: FeatureVector, _ sides: [LearnedSide?]) -> (
        value: Int, strength: Float
    )? {
        let margins = sides.map { $0?.margin(of: vector) ?? -1 }
        guard let best = margins.indices.max(by: { margins[$0] < margins[$1] }) else { return nil }
        let second = margins.indices.filter { $0 != best }.map { margins[$0] }.max() ?? -1
        return (best, min(margins[best], margins[best] - second - 1) * vector.familiarity)
    }
}
