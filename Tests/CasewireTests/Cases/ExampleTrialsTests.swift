import Testing

@testable import Casewire

/// How strongly a learned value must be supported: few wrong answers, and not by luck.
@Suite struct ExampleTrialsTests {
    private static let telling = FieldExample(text: "my plate is kx 1", value: "kx 1")
    private static let silent = FieldExample(text: "hello", value: nil)

    private func trials(_ answers: [(count: Int, strength: Float, isRight: Bool)]) -> ExampleTrials {
        var trials = ExampleTrials([Self.telling, Self.silent])
        for answer in answers {
            for _ in 0..<answer.count {
                trials.add(strength: answer.strength, isRight: answer.isRight, about: Self.telling)
            }
        }
        return trials
    }

    @Test func `a field that is right at the usual strength is trusted there`() {
        #expect(trials([(60, 0.9, true), (2, 0.85, false), (40, 0.5, false)]).sureCut == 0.8)
    }

    @Test func `the strongest answers alone being right is luck`() {
        let trials = trials([(20, 0.99, true), (40, 0.85, true), (10, 0.85, false)])
        #expect(trials.cut == 0.99)
        #expect(trials.sureCut == .infinity)
    }

    @Test func `the same share of few answers is less sure`() {
        #expect(trials([(120, 0.9, true), (10, 0.9, false)]).sureCut == 0.8)
        #expect(trials([(12, 0.9, true), (1, 0.9, false)]).sureCut == .infinity)
    }

    @Test func `with few examples weaker answers are judged, never trusted unseen`() {
        #expect(trials([(5, 0.9, true), (20, 0.5, true)]).sureCut == 0.4)
        #expect(trials([(5, 0.9, true), (20, 0.5, true), (5, 0.5, false)]).sureCut == .infinity)
    }

    @Test func `a wrong answer about a text without a value counts for as many as a conversation has`() {
        var trials = trials([(40, 0.9, true)])
        trials.add(strength: 0.9, isRight: false, about: Self.silent)
        #expect(trials.sureCut == .infinity)
    }

    @Test func `examples that stand together are left out together`() {
        let examples = [Self.telling, Self.silent, Self.silent, Self.telling, Self.telling, Self.telling]
        #expect(ExampleTrials.parts(of: examples) == [0, 0, 2, 1, 2, 3])
    }
}
