/// What a threshold gains and costs, as tried on examples that were left out: for an operator who moves it.
package struct TradeOff: Sendable, Hashable, Codable {
    package struct Point: Sendable, Hashable, Codable {
        /// A score below this is no answer.
        package let threshold: Double
        /// Of the questions that the knowledge answers, so many get their right answer.
        package let answered: Double
        /// Of the questions about what was left out of the knowledge, so many are handed off.
        package let handedOff: Double

        package init(threshold: Double, answered: Double, handedOff: Double) {
            self.threshold = threshold
            self.answered = answered
            self.handedOff = handedOff
        }
    }

    /// By rising threshold; empty where there were too few examples to try.
    package let points: [Point]

    static let none = TradeOff(points: [])

    private static let steps = 40

    /// - Parameter trials: for each text its best answer's score, whether that was right, and whether its matter was left out.
    init(_ trials: [(score: Double, isRight: Bool, isUnknown: Bool)]) {
        let known = trials.filter { !$0.isUnknown }
        let unknown = trials.filter(\.isUnknown)
        guard !known.isEmpty, !unknown.isEmpty else {
            points = []
            return
        }
        points = (0...Self.steps).map { step in
            let threshold = Double(step) / Double(Self.steps)
            let answered = known.count { $0.isRight && $0.score >= threshold }
            let handedOff = unknown.count { $0.score < threshold }
            return Point(
                threshold: threshold, answered: Double(answered) / Double(known.count),
                handedOff: Double(handedOff) / Double(unknown.count))
        }
    }

    package init(points: [Point]) {
        self.points = points
    }
}
