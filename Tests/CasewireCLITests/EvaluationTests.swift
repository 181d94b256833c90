import Testing

@testable import CasewireCLI

@Suite struct EvaluationTests {
    @Test func `answers and handoffs are counted as their definitions say`() {
        var evaluation = Evaluation()
        evaluation.add(label: "returns", answer: "returns")
        evaluation.add(label: "returns", answer: "shipping")
        evaluation.add(label: "shipping", answer: nil)
        evaluation.add(label: "shipping", answer: "shipping")
        evaluation.add(label: "oos", answer: nil)
        evaluation.add(label: "oos", answer: nil)
        evaluation.add(label: "oos", answer: "returns")
        #expect(
            evaluation.lines.prefix(3) == [
                "accuracy 0.500", "handoff recall 0.667", "handoff precision 0.667",
            ])
        #expect(evaluation.lines.count == 6)
    }

    @Test func `what cannot be measured is not made up`() throws {
        var evaluation = Evaluation()
        evaluation.add(label: "returns", answer: "returns")
        #expect(evaluation.lines == ["accuracy 1.000", "handoff recall –", "handoff precision –"])
        #expect(try evaluation.jsonText() == #"{"accuracy":1,"confusions":[]}"#)
    }
}
