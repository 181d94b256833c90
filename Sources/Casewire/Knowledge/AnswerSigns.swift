import Foundation

/// What speaks for each article as the answer to a text, in numbers that `AnswerConfidence` weighs.
struct AnswerSigns: Sendable {
    /// How many signs there are for each article.
    static let count = 6
    /// Those that can only speak for an answer, as all but the margin do: where examples are few, all margins are low, and a
    /// lead says more. Trials may seem to say otherwise, since an example that is said again and again is tried without its copies.
    static let neverAgainst = 1..<6

    /// For each article its signs, one after another.
    let values: [Double]

    /// - Parameters:
    ///   - margins: how far on each article's side the classifier sees the text.
    ///   - nearest: how like the text is to each article's nearest examples.
    ///   - familiarity: how much of the text is said in any example.
    init(margins: [Float], nearest: [Float], familiarity: Float) {
        let (best, second) = Self.highest(margins)
        let (like, alike) = Self.highest(nearest)
        var sum = 0.0
        for margin in margins { sum += exp(Self.sharpness * Double(margin - best)) }
        let all = Self.sharpness * Double(best) + log(max(sum, 1e-12))
        var values: [Double] = []
        values.reserveCapacity(margins.count * Self.count)
        for article in margins.indices {
            let margin = margins[article]
            let likeness = nearest[article]
            values.append(Double(margin))
            // The lead over the best of the others: negative for all but the first.
            values.append(Double(margin - (margin == best ? second : best)))
            values.append(Self.sharpness * Double(margin) - all)
            values.append(Double(likeness))
            values.append(Double(likeness - (likeness == like ? alike : like)))
            values.append(Double(familiarity))
        }
        self.values = values
    }

    func signs(of article: Int) -> ArraySlice<Double> {
        values[article * Self.count..<(article + 1) * Self.count]
    }

    /// How sharply margins are turned into shares of one.
    private static let sharpness = 6.0

    private static func highest(_ numbers: [Float]) -> (first: Float, second: Float) {
        var first = -Float.infinity
        var second = -Float.infinity
        for number in numbers {
            if number > first {
                second = first
                first = number
            } else if number > second {
                second = number
            }
        }
        guard first.isFinite else { return (0, 0) }
        return (first, second.isFinite ? second : first)
    }
}
