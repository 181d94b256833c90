/// What an evaluation must reach, as a team's own checks name it: `accuracy=0.9,handoff_recall=0.6`.
struct EvaluationBar {
    private struct Part {
        let name: String
        let least: Double
    }

    private let parts: [Part]

    /// The names that can be asked for.
    private static let names = ["accuracy", "handoff_recall", "handoff_precision"]

    /// Nil for what cannot be read.
    init?(_ text: String) {
        var parts: [Part] = []
        for piece in text.split(separator: ",") {
            let sides = piece.split(separator: "=").map { $0.filter { !$0.isWhitespace } }
            guard sides.count == 2, let least = Double(sides[1]), (0...1).contains(least) else { return nil }
            let name = sides[0].map { $0 == "-" || $0 == " " ? "_" : $0 }
            guard Self.names.contains(String(name)) else { return nil }
            parts.append(Part(name: String(name), least: least))
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    /// What is missed, a line each.
    func missed(by report: EvaluationReport) -> [String] {
        parts.compactMap { part in
            let value: Double? =
                switch part.name {
                case "accuracy": report.evaluation.accuracy
                case "handoff_recall": report.evaluation.handoffRecall
                default: report.evaluation.handoffPrecision
                }
            let least = EvaluationReport.text(part.least)
            guard let value else {
                return "\(report.model): no message tells \(part.name), which must be \(least) at least"
            }
            guard value < part.least else { return nil }
            return "\(report.model): \(part.name) is \(EvaluationReport.text(value)), below \(least)"
        }
    }
}
