import Testing

@testable import Casewire

@Suite struct TextFeaturesTests {
    /// How alike two texts are by their pieces, from 0 to 1.
    private func likeness(_ one: String, _ other: String) -> Double {
        let (one, other) = (Set(TextFeatures(one).pieces), Set(TextFeatures(other).pieces))
        return Double(one.intersection(other).count) / Double(max(1, min(one.count, other.count)))
    }

    @Test func `pieces have as many letters in every script`() {
        // The same word in letters of one byte, two and three.
        let counts = ["delivery", "доставка", "დოსტავკა"].map { TextFeatures($0).pieces.count }
        #expect(counts == [9 + 8 + 7 + 6, 9 + 8 + 7 + 6, 9 + 8 + 7 + 6])
    }

    @Test func `an ending and a slip of the finger keep most pieces`() {
        for (one, other) in [("delivery", "delivry"), ("доставка", "доставку")] {
            #expect(likeness(one, other) > 0.4)
        }
        #expect(likeness("доставка", "возврат") < 0.2)
    }

    @Test func `Chinese is compared by its characters and their pairs`() {
        let said = Set(TextFeatures("我的包裹在哪里").words)
        #expect(said.count == 13)
        #expect(said.intersection(TextFeatures("包裹还没到").words).count == 3)
        #expect(TextFeatures("🙂🙂").words.isEmpty)
    }

    @Test func `where there is no room for all features, the rarest go first`() {
        let texts = ["where is my card", "where is my parcel", "where is it"].map(TextFeatures.init)
        let all = FeatureSpace(of: texts)
        let some = FeatureSpace(of: texts, most: all.count / 2)
        #expect(some.count > 0 && some.count <= all.count / 2)
        let (shared, alone) = (TextFeatures("where").words[0], TextFeatures("parcel").words[0])
        #expect(some.column(of: shared) != nil && some.column(of: alone) == nil)
        #expect(FeatureSpace(of: texts, most: 0).count == 0)
        // 150 matters fit with 200,000 features; for 5,000 matters no number of features that is worth anything does.
        #expect(ClassifierTraining.mostFeatures(for: 150) > 200_000)
        #expect(ClassifierTraining.mostFeatures(for: 5000) == .max)
    }
}
