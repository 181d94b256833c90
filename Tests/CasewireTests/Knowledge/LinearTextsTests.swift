import Testing

@testable import Casewire

@Suite struct LinearTextsTests {
    /// Texts of random words; the first word says which of 19 topics one is about, but now and then it lies.
    private static let texts: [(text: String, topic: Int)] = {
        var state: UInt64 = 7
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        return (0..<400).map { _ in
            let topic = next(19)
            let said = next(12) == 0 ? next(19) : topic
            return ("topic\(said) " + (0..<6).map { _ in "word\(next(90))" }.joined(separator: " "), topic)
        }
    }()
    private let vectors: [FeatureVector]
    private let features: Int

    init() {
        let all = Self.texts.map { TextFeatures($0.text) }
        let space = FeatureSpace(of: all)
        vectors = all.map { FeatureVector($0, in: space) }
        features = space.count
    }

    /// The slope of what training makes least (half the weights' square, and for each example the square of what its margin
    /// lacks): all zero at the one best solution.
    private func slope(at weights: [Float], sides: [Float?]) -> Float {
        var slope = weights
        for (vector, side) in zip(vectors, sides) {
            guard let side else { continue }
            var margin = weights[features]
            for (column, value) in zip(vector.columns, vector.weights) {
                margin += weights[Int(column)] * value
            }
            let lack = max(0, 1 - side * margin)
            for (column, value) in zip(vector.columns, vector.weights) {
                slope[Int(column)] -= 2 * lack * side * value
            }
            slope[features] -= 2 * lack * side
        }
        return slope.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    @Test func `a classifier reaches the best solution of its examples`() throws {
        let texts = try #require(LinearTexts(vectors, features: features))
        for classifier in 0..<16 {
            // The last one sees every second text alone.
            let sides = Self.texts.indices.map { text -> Int8 in
                classifier == 15 && text % 2 == 0 ? 0 : Self.texts[text].topic == classifier ? 1 : -1
            }
            let weights = try #require(texts.weights(parting: sides))
            let seen = sides.map { $0 == 0 ? nil : Float($0) }
            let start = slope(at: [Float](repeating: 0, count: features + 1), sides: seen)
            #expect(slope(at: weights, sides: seen) < 0.01 * start)
        }
    }

    @Test func `a side without an example teaches nothing`() throws {
        let texts = try #require(LinearTexts(vectors, features: features))
        let all = Self.texts.indices
        #expect(texts.weights(parting: all.map { _ in 1 }) == nil)
        #expect(texts.weights(parting: all.map { _ in -1 }) == nil)
        #expect(texts.weights(parting: all.map { _ in 0 }) == nil)
        #expect(texts.weights(parting: all.map { $0 == 0 ? 1 : -1 }) != nil)
        #expect(try #require(LinearTexts([], features: 0)).weights(parting: []) == nil)
    }
}
