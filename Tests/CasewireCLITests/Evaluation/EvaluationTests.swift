import Testing

@testable import CasewireCLI

@Suite struct EvaluationTests {
    private func report(_ evaluation: Evaluation) -> EvaluationReport {
        EvaluationReport(
            model: "builtin", evaluation: evaluation, trainingSeconds: nil, answerMilliseconds: 1)
    }

    private var mixed: Evaluation {
        var evaluation = Evaluation()
        evaluation.add(label: "returns", answer: "returns")
        evaluation.add(label: "returns", answer: "shipping")
        evaluation.add(label: "shipping", answer: nil)
        evaluation.add(label: "shipping", answer: "shipping")
        evaluation.add(label: "oos", answer: nil)
        evaluation.add(label: "oos", answer: nil)
        evaluation.add(label: "oos", answer: "returns")
        return evaluation
    }

    @Test func `answers and handoffs are counted as their definitions say`() {
        #expect(
            report(mixed).figures == [
                "accuracy 0.500", "handoff recall 0.667", "handoff precision 0.667",
            ])
        #expect(mixed.worst(10).count == 3)
    }

    @Test func `what cannot be measured is not made up`() {
        var evaluation = Evaluation()
        evaluation.add(label: "returns", answer: "returns")
        #expect(
            report(evaluation).figures == ["accuracy 1.000", "handoff recall –", "handoff precision –"])
    }

    @Test func `a bar names what is missed`() throws {
        let bar = try #require(EvaluationBar("accuracy=0.9,handoff_recall=0.6"))
        #expect(bar.missed(by: report(mixed)) == ["builtin: accuracy is 0.500, below 0.900"])
    }

    @Test(arguments: ["", "accuracy", "accuracy=2", "speed=0.9", "accuracy=0.9,recall"])
    func `a bar that cannot be read is refused`(_ text: String) {
        #expect(EvaluationBar(text) == nil)
    }

    @Test func `what cannot be measured is null in JSON, and misses its bar`() throws {
        var evaluation = Evaluation()
        evaluation.add(label: "oos", answer: nil)
        let json = try report(evaluation).jsonText
        #expect(json.contains("\"accuracy\":null") && json.contains("\"handoff_recall\":1"))
        let bar = try #require(EvaluationBar("accuracy=0"))
        #expect(
            bar.missed(by: report(evaluation)) == [
                "builtin: nothing tells accuracy, which must be 0.000 at least"
            ])
    }

    @Test func `a label of any letters keeps its row whole`() {
        var evaluation = Evaluation()
        for label in ["🚗🚗🚗🚗🚗🚗🚗", "ä"] { evaluation.add(label: label, answer: label) }
        let lines = report(evaluation).lines
        #expect(lines.contains("🚗🚗🚗🚗🚗🚗🚗          1      1.000      0.000"))
        #expect(lines.contains("ä                1      1.000      0.000"))
    }
}
