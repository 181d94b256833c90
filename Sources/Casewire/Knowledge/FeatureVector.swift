import Foundation

/// A text as the weights of the features that are known, of length 1.
struct FeatureVector: Sendable {
    /// Columns of a `FeatureSpace`, rising.
    let columns: [Int32]
    let weights: [Float]
    /// How long the known part is when the whole text has length 1: less where a text says things that no example says.
    let familiarity: Float

    private init(columns: [Int32], weights: [Float], familiarity: Float) {
        self.columns = columns
        self.weights = weights
        self.familiarity = familiarity
    }

    init(_ features: TextFeatures, in space: FeatureSpace) {
        var entries: [(column: Int32, weight: Float)] = []
        entries.reserveCapacity(features.words.count + features.pieces.count)
        let kinds = [features.words, features.pieces].filter { !$0.isEmpty }
        for hashes in kinds {
            // Words together weigh as much as pieces together, so that neither kind outweighs the other.
            let start = entries.count
            var square: Float = 0
            FeatureSpace.forEachRun(of: hashes) { hash, count in
                let column = space.column(of: hash)
                let rarity = column.map { space.rarity[$0] } ?? space.rarityOfUnknown
                let weight = count == 1 ? rarity : (1 + Float(log(Double(count)))) * rarity
                square += weight * weight
                if let column { entries.append((Int32(column), weight)) }
            }
            guard square > 0 else { continue }
            let scale = 1 / (square * Float(kinds.count)).squareRoot()
            for place in start..<entries.count { entries[place].weight *= scale }
        }
        entries.sort { $0.column < $1.column }
        self = Self.normalized(entries.map(\.column), entries.map(\.weight), familiarity: 1)
    }

    /// The same text where some features are not known.
    func restricted(to isKnown: (Int32) -> Bool) -> FeatureVector {
        let kept = columns.indices.filter { isKnown(columns[$0]) }
        guard kept.count < columns.count else { return self }
        return Self.normalized(
            kept.map { columns[$0] }, kept.map { weights[$0] }, familiarity: familiarity)
    }

    private static func normalized(_ columns: [Int32], _ weights: [Float], familiarity: Float)
        -> FeatureVector
    {
        var square: Float = 0
        for weight in weights { square += weight * weight }
        guard square > 0 else { return FeatureVector(columns: [], weights: [], familiarity: 0) }
        let length = square.squareRoot()
        return FeatureVector(
            columns: columns, weights: weights.map { $0 / length }, familiarity: familiarity * length)
    }
}
