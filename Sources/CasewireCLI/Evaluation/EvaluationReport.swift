import Casewire
import Foundation

/// An evaluation in words for people, or as JSON for scripts.
struct EvaluationReport {
    /// How many of the worst confusions are named.
    private static let namedConfusions = 10

    let model: String
    let evaluation: Evaluation
    /// Nil where nothing was learned here.
    let trainingSeconds: Double?
    let answerMilliseconds: Double
    /// What a hosted model took and cost, and how often it gave no answer; nil for the built-in one.
    var hosted: Hosted?

    struct Hosted {
        var usage = ModelUsage.none
        var failures = 0
        var costMicros = 0
    }

    /// The three figures, one a line, as scripts read them.
    var figures: [String] {
        [
            "accuracy \(Self.text(evaluation.accuracy))",
            "handoff recall \(Self.text(evaluation.handoffRecall))",
            "handoff precision \(Self.text(evaluation.handoffPrecision))",
        ]
    }

    /// All of it: the figures, what was confused, a table of the topics, and how long it took.
    var lines: [String] {
        var lines = figures
        for (confusion, count) in evaluation.worst(Self.namedConfusions) {
            lines.append("confused \(count) times: \(confusion.label) answered as \(confusion.answer)")
        }
        lines += table
        if let trainingSeconds { lines.append("training took \(Self.text(trainingSeconds, digits: 2)) s") }
        lines.append("an answer took \(Self.text(answerMilliseconds, digits: 2)) ms")
        if let hosted {
            lines.append("tokens: \(hosted.usage.inputTokens) in, \(hosted.usage.outputTokens) out")
            if hosted.costMicros > 0 {
                lines.append("cost \(Self.text(Double(hosted.costMicros) / 1_000_000))")
            }
            lines.append("without an answer: \(hosted.failures) messages")
        }
        return lines
    }

    /// A row a topic, the worst first.
    private var table: [String] {
        let rows = rankedTopics
        let width = max(5, rows.map(\.label.count).max() ?? 0)
        func row(_ label: String, _ cells: [String]) -> String {
            label + String(repeating: " ", count: max(0, width - label.count))
                + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
        }
        return [row("topic", ["messages", "right", "handed off"])]
            + rows.map { label, topic in
                row(
                    label,
                    [
                        "\(topic.count)", Self.text(Evaluation.share(topic.right, of: topic.count)),
                        Self.text(Evaluation.share(topic.handedOff, of: topic.count)),
                    ])
            }
    }

    private var rankedTopics: [(label: String, topic: Evaluation.Topic)] {
        evaluation.topics.map { (label: $0.key, topic: $0.value) }.sorted { one, other in
            let (a, b) = (one.topic.right * other.topic.count, other.topic.right * one.topic.count)
            return a == b ? one.label < other.label : a < b
        }
    }

    /// One JSON object.
    var jsonText: String { get throws { try Self.encoded(document) } }

    static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    struct Document: Encodable {
        /// A share, or null where there was nothing to measure it on.
        struct Figure: Encodable {
            let value: Double?

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode(value)
            }
        }
        struct Confusion: Encodable {
            let label: String
            let answer: String
            let count: Int
        }
        struct Topic: Encodable {
            let label: String
            let count: Int
            let right: Int
            let handed_off: Int
        }
        let model: String
        let accuracy: Figure
        let handoff_recall: Figure
        let handoff_precision: Figure
        let confusions: [Confusion]
        let topics: [Topic]
        let training_seconds: Double?
        let answer_milliseconds: Double
        let input_tokens: Int?
        let output_tokens: Int?
        let without_answer: Int?
    }

    var document: Document {
        Document(
            model: model, accuracy: Document.Figure(value: evaluation.accuracy),
            handoff_recall: Document.Figure(value: evaluation.handoffRecall),
            handoff_precision: Document.Figure(value: evaluation.handoffPrecision),
            confusions: evaluation.worst(Self.namedConfusions).map {
                Document.Confusion(label: $0.label, answer: $0.answer, count: $1)
            },
            topics: rankedTopics.map {
                Document.Topic(label: $0, count: $1.count, right: $1.right, handed_off: $1.handedOff)
            },
            training_seconds: trainingSeconds, answer_milliseconds: answerMilliseconds,
            input_tokens: hosted?.usage.inputTokens, output_tokens: hosted?.usage.outputTokens,
            without_answer: hosted?.failures)
    }

    static func text(_ value: Double?, digits: Int = 3) -> String {
        value.map {
            $0.formatted(
                .number.precision(.fractionLength(digits)).grouping(.never)
                    .locale(Locale(identifier: "en_US_POSIX")))
        } ?? "–"
    }
}
