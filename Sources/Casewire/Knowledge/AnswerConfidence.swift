import Foundation

/// How likely an article is the right answer, from what speaks for it: a logistic regression over `AnswerSigns`.
struct AnswerConfidence: Sendable, Hashable, Codable {
    /// One for each sign, and the last added as it is.
    let weights: [Double]

    /// At least this likely makes an answer. The trials ask about unknown matters in one of three texts, more often than
    /// customers do, so that an answer at the bar is right more often than this says.
    static let bar = 1.0 / 3

    /// What held for knowledge of other kinds; few examples move little away from it.
    static let usual = AnswerConfidence(weights: [-0.8, 2.2, 1.1, 5, 1.5, 1.5, -3])

    /// One text that was tried: what spoke for the answer, whether that was right, and how much the trial counts.
    struct Trial: Sendable {
        let signs: [Double]
        let isRight: Bool
        let weight: Double
    }

    func likelihood(_ signs: some Sequence<Double>) -> Double {
        var sum = weights[weights.count - 1]
        for (sign, weight) in zip(signs, weights) { sum += sign * weight }
        return 1 / (1 + exp(-sum))
    }

    /// The weights under which the trials are most likely, drawn towards the usual ones (a normal prior; Newton's method).
    init(fitting trials: [Trial]) {
        let size = AnswerSigns.count + 1
        let prior = Self.usual.weights
        var weights = prior
        for _ in 0..<Self.rounds {
            var slope = [Double](repeating: 0, count: size)
            var curve = [[Double]](repeating: slope, count: size)
            for place in 0..<size {
                let strength = 1 / (Self.spread[place] * Self.spread[place])
                slope[place] = strength * (prior[place] - weights[place])
                curve[place][place] = strength
            }
            let current = AnswerConfidence(weights: weights)
            for trial in trials {
                let signs = trial.signs + [1]
                let likelihood = current.likelihood(trial.signs)
                let error = trial.weight * ((trial.isRight ? 1 : 0) - likelihood)
                let bend = trial.weight * likelihood * (1 - likelihood)
                for row in 0..<size {
                    slope[row] += error * signs[row]
                    for column in 0..<size { curve[row][column] += bend * signs[row] * signs[column] }
                }
            }
            // A sign that would speak against an answer counts for nothing, and is left out of this step.
            for place in AnswerSigns.neverAgainst where weights[place] == 0 && slope[place] < 0 {
                for other in 0..<size { (curve[place][other], curve[other][place]) = (0, 0) }
                (curve[place][place], slope[place]) = (1, 0)
            }
            let step = Self.solved(curve, slope)
            for place in 0..<size {
                weights[place] += min(2, max(-2, step[place]))
                if AnswerSigns.neverAgainst.contains(place) { weights[place] = max(0, weights[place]) }
            }
            if step.allSatisfy({ abs($0) < 1e-6 }) { break }
        }
        self.weights = weights.allSatisfy(\.isFinite) ? weights : prior
    }

    init(weights: [Double]) {
        self.weights = weights
    }

    private static let rounds = 60
    /// How far from the usual weights those of one knowledge base are expected to be.
    private static let spread = [1, 1, 0.7, 2.5, 1.5, 1.5, 1.5]

    /// Solves a system of linear equations by elimination; the matrix is positive definite, thanks to the prior.
    private static func solved(_ matrix: [[Double]], _ values: [Double]) -> [Double] {
        var matrix = matrix
        var values = values
        let size = values.count
        for pivot in 0..<size {
            for row in (pivot + 1)..<max(size, pivot + 1) {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot..<size { matrix[row][column] -= factor * matrix[pivot][column] }
                values[row] -= factor * values[pivot]
            }
        }
        for pivot in (0..<size).reversed() {
            for column in (pivot + 1)..<max(size, pivot + 1) {
                values[pivot] -= matrix[pivot][column] * values[column]
            }
            values[pivot] /= matrix[pivot][pivot]
        }
        return values
    }
}
