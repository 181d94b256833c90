/// What an evaluation must reach, as a team's own checks name it: `accuracy=0.9,handoff_recall=0.6`.
struct EvaluationBar {
    private struct Part {
        let name: String
        let least: Double
    }

    private let parts: [Part]

    /// What can be asked of the agent's answers.
    static let answers = ["accuracy", "handoff_recall", "handoff_precision"]
    /// What can be asked of a field.
    static let field = ["precision", "recall"]

    /// Nil for what cannot be read.
    ///
    /// - Parameter names: the figures that can be asked for.
    init?(_ text: String, names: [String] = Self.answers) {
        var parts: [Part] = []
        for piece in text.split(separator: ",") {
            let sides = piece.split(separator: "=").map { $0.filter { !$0.isWhitespace } }
            guard sides.count == 2, let least = Double(sides[1]), (0...1).contains(least) else { return nil }
            let name = sides[0].map { $0 == "-" || $0 == " " ? "_" : $0 }
            guard names.contains(String(name)) else { return nil }
            parts.append(Part(name: String(name), least: least))
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    /// What is missed, a line each.
    func missed(by report: EvaluationReport) -> [String] {
        missed(by: report.model) { name in
            switch name {
            case "accuracy": report.evaluation.accuracy
            case "handoff_recall": report.evaluation.handoffRecall
            default: report.evaluation.handoffPrecision
            }
        }
    }

    /// - Parameters:
    ///   - subject: what was measured, in words.
    ///   - figure: a figure by its name; nil where there is none.
    func missed(by subject: String, figure: (String) -> Double?) -> [String] {
        parts.compactMap { part in
            let least = EvaluationReport.text(part.least)
            guard let value = figure(part.name) else {
                return "\(subject): nothing tells \(part.name), which must be \(least) at least"
            }
            guard value < part.least else { return nil }
            return "\(subject): \(part.name) is \(EvaluationReport.text(value)), below \(least)"
        }
    }
}
