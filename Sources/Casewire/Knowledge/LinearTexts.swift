import CLinear

/// Examples in LIBLINEAR's form: many classifiers may learn from them, on several threads.
final class LinearTexts: Sendable {
    /// The address of what C holds, a number since pointers are not handed between threads. Never changed, freed at the end.
    private let address: UInt
    private let featureCount: Int

    /// What an example on the wrong side costs.
    private static let cost = 1.0
    /// How near to the one best solution training stops: near enough that repeating it gives the same answers.
    private static let tolerance = 0.01

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
        featureCount = features
    }

    deinit {
        casewire_linear_texts_free(OpaquePointer(bitPattern: address))
    }

    /// One weight for each feature and a last one for every text; nil where a side has no example.
    ///
    /// - Parameter sides: for each text, 1 for what is to be recognised, -1 for what is not, 0 to leave it out.
    func weights(parting sides: [Int8]) -> [Float]? {
        var weights = [Float](repeating: 0, count: featureCount + 1)
        let outcome = casewire_linear_train(
            OpaquePointer(bitPattern: address), sides, Self.cost, Self.tolerance, &weights)
        return outcome == 0 ? weights : nil
    }
}
