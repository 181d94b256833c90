import CLinear

/// Examples that many classifiers may learn from, on several threads.
final class LinearTexts: Sendable {
    /// The address of what C holds, a number since pointers are not handed between threads. Never changed, freed at the end.
    private let address: UInt
    private let textCount: Int
    private let featureCount: Int

    /// What an example on the wrong side costs.
    private static let cost = 1.0
    /// How near to the one best solution training stops.
    private static let tolerance = 0.01
    /// So many classifiers are learned in one go.
    static let lanes = Int(CASEWIRE_LINEAR_LANES)

    /// Nil without memory.
    init?(_ vectors: [FeatureVector], features: Int) {
        var starts: [Int32] = [0]
        var columns: [Int32] = []
        var values: [Float] = []
        for vector in vectors {
            columns += vector.columns
            values += vector.weights
            starts.append(Int32(columns.count))
        }
        guard
            let made = casewire_linear_texts_make(
                Int32(vectors.count), Int32(features), starts, columns, values)
        else { return nil }
        address = UInt(bitPattern: made)
        textCount = vectors.count
        featureCount = features
    }

    deinit {
        casewire_linear_texts_free(OpaquePointer(bitPattern: address))
    }

    /// For each classifier one weight for each feature and a last one for every text; nil where a side has no example, or
    /// without memory.
    ///
    /// - Parameters:
    ///   - count: how many classifiers, `lanes` at most.
    ///   - side: for a classifier and a text, true for what is to be recognised, false for what is not, nil to leave it out.
    func weights(of count: Int, parting side: (_ classifier: Int, _ text: Int) -> Bool?) -> [[Float]?] {
        precondition(count <= Self.lanes)
        var inside = [UInt16](repeating: 0, count: textCount)
        var used = inside
        var (isInside, isOutside): (UInt16, UInt16) = (0, 0)
        for text in 0..<textCount {
            for classifier in 0..<count {
                guard let side = side(classifier, text) else { continue }
                used[text] |= 1 << UInt16(classifier)
                if side { inside[text] |= 1 << UInt16(classifier) }
            }
            isInside |= inside[text]
            isOutside |= used[text] & ~inside[text]
        }
        var weights = [Float](repeating: 0, count: (featureCount + 1) * Self.lanes)
        let outcome = casewire_linear_train(
            OpaquePointer(bitPattern: address), inside, used, Self.cost, Self.tolerance, &weights)
        return (0..<count).map { classifier in
            guard outcome == 0, isInside & isOutside & 1 << UInt16(classifier) != 0 else { return nil }
            return (0...featureCount).map { weights[$0 * Self.lanes + classifier] }
        }
    }
}
