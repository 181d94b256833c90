import Foundation

/// Counts right and wrong answers, and right and wrong handoffs.
struct Evaluation {
    /// The label of a message that the agent must hand off.
    static let outOfScope = "oos"
    /// How many of the worst confusions are named.
    private static let namedConfusions = 10

    private var inScope = 0
    private var right = 0
    private var outside = 0
    private var handedOff = 0
    private var rightlyHandedOff = 0
    private var confusions: [Confusion: Int] = [:]

    private struct Confusion: Hashable {
        let label: String
        let answer: String
    }

    /// - Parameter answer: the article's title, or nil for a handoff.
    mutating func add(label: String, answer: String?) {
        if answer == nil { handedOff += 1 }
        if label == Self.outOfScope {
            outside += 1
            if answer == nil { rightlyHandedOff += 1 }
        } else {
            inScope += 1
            if answer == label { right += 1 }
        }
        let given = answer ?? "handoff"
        if given != label && !(answer == nil && label == Self.outOfScope) {
            confusions[Confusion(label: label, answer: given), default: 0] += 1
        }
    }

    /// Right answers among in-scope messages.
    private var accuracy: Double? { share(right, of: inScope) }
    /// Handoffs among the messages that must be handed off.
    private var recall: Double? { share(rightlyHandedOff, of: outside) }
    /// Messages that must be handed off among the handoffs.
    private var precision: Double? { share(rightlyHandedOff, of: handedOff) }

    var lines: [String] {
        var lines = [
            "accuracy \(Self.text(accuracy))", "handoff recall \(Self.text(recall))",
            "handoff precision \(Self.text(precision))",
        ]
        for (confusion, count) in worst {
            lines.append("confused \(count) times: \(confusion.label) answered as \(confusion.answer)")
        }
        return lines
    }

    func jsonText() throws -> String {
        struct Report: Encodable {
            struct Row: Encodable {
                let label: String
                let answer: String
                let count: Int
            }
            let accuracy: Double?
            let handoff_recall: Double?
            let handoff_precision: Double?
            let confusions: [Row]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let report = Report(
            accuracy: accuracy, handoff_recall: recall, handoff_precision: precision,
            confusions: worst.map { Report.Row(label: $0.label, answer: $0.answer, count: $1) })
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private var worst: [(Confusion, Int)] {
        confusions.sorted {
            ($0.value, $1.key.label, $1.key.answer) > ($1.value, $0.key.label, $0.key.answer)
        }
        .prefix(Self.namedConfusions).map { ($0.key, $0.value) }
    }

    private func share(_ count: Int, of total: Int) -> Double? {
        total == 0 ? nil : Double(count) / Double(total)
    }

    private static func text(_ value: Double?) -> String {
        value.map {
            $0.formatted(.number.precision(.fractionLength(3)).locale(Locale(identifier: "en_US_POSIX")))
        } ?? "–"
    }
}
