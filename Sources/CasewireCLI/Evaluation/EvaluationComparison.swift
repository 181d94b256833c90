import Casewire
import Foundation

/// Two models beside each other on the same messages, and the difference from the first to the second.
struct EvaluationComparison {
    let first: EvaluationReport
    let second: EvaluationReport

    /// Messages that only one of them dealt with rightly.
    private var onlyFirst: Int { count { $0 && !$1 } }
    private var onlySecond: Int { count { !$0 && $1 } }

    private func count(_ isCounted: (Bool, Bool) -> Bool) -> Int {
        zip(first.evaluation.verdicts, second.evaluation.verdicts).count { isCounted($0, $1) }
    }

    private struct Row {
        let title: String
        let values: (Double?, Double?)
        var digits = 3
    }

    private var rows: [Row] {
        let (one, other) = (first.evaluation, second.evaluation)
        func tokens(_ report: EvaluationReport) -> Double {
            let usage = report.hosted?.usage
            return Double((usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0))
                / Double(max(1, report.evaluation.verdicts.count))
        }
        func failures(_ report: EvaluationReport) -> Double { Double(report.hosted?.failures ?? 0) }
        return [
            Row(title: "accuracy", values: (one.accuracy, other.accuracy)),
            Row(title: "handoff recall", values: (one.handoffRecall, other.handoffRecall)),
            Row(title: "handoff precision", values: (one.handoffPrecision, other.handoffPrecision)),
            Row(
                title: "milliseconds a message",
                values: (first.answerMilliseconds, second.answerMilliseconds), digits: 1),
            Row(title: "tokens a message", values: (tokens(first), tokens(second)), digits: 0),
            Row(title: "without an answer", values: (failures(first), failures(second)), digits: 0),
        ]
    }

    /// A table with a column each, and what each alone dealt with rightly.
    var lines: [String] {
        let names = [first.model, second.model, "difference"]
        let width = max(10, names.map(\.count).max() ?? 0) + 2
        func line(_ title: String, _ cells: [String]) -> String {
            title.padding(toLength: 24, withPad: " ", startingAt: 0)
                + cells.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }.joined()
        }
        let messages = first.evaluation.verdicts.count
        return [line("\(messages) messages", names)]
            + rows.map { row in
                line(
                    row.title,
                    [row.values.0, row.values.1].map { EvaluationReport.text($0, digits: row.digits) }
                        + [Self.difference(row.values, digits: row.digits)])
            }
            + ["right only with \(first.model): \(onlyFirst); right only with \(second.model): \(onlySecond)"]
    }

    private static func difference(_ values: (Double?, Double?), digits: Int) -> String {
        guard let one = values.0, let other = values.1 else { return "–" }
        let text = EvaluationReport.text(abs(other - one), digits: digits)
        // What is rounded to nothing has no sign.
        guard text.contains(where: { $0.isNumber && $0 != "0" }) else { return text }
        return (other > one ? "+" : "-") + text
    }

    private struct Document: Encodable {
        struct Difference: Encodable {
            let accuracy: Double?
            let handoff_recall: Double?
            let handoff_precision: Double?
            let right_only_first: Int
            let right_only_second: Int
        }
        let models: [EvaluationReport.Document]
        let difference: Difference
    }

    /// One JSON object: both models, and the second's figures less the first's.
    var jsonText: String {
        get throws {
            func less(_ one: Double?, _ other: Double?) -> Double? {
                one.flatMap { one in other.map { $0 - one } }
            }
            let (one, other) = (first.evaluation, second.evaluation)
            return try EvaluationReport.encoded(
                Document(
                    models: [first.document, second.document],
                    difference: Document.Difference(
                        accuracy: less(one.accuracy, other.accuracy),
                        handoff_recall: less(one.handoffRecall, other.handoffRecall),
                        handoff_precision: less(one.handoffPrecision, other.handoffPrecision),
                        right_only_first: onlyFirst, right_only_second: onlySecond)))
        }
    }
}
