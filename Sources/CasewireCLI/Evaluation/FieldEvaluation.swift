/// How often a field was filled over labelled conversations, and rightly.
struct FieldEvaluation {
    /// A value that was filled in and is not what was wanted, and what was; empty where the field should have stayed empty.
    struct Mistake: Hashable {
        let value: String
        let wanted: String
    }

    private(set) var conversations = 0
    /// Conversations whose rows have a value.
    private(set) var wanted = 0
    private(set) var filled = 0
    private(set) var right = 0
    private(set) var mistakes: [Mistake: Int] = [:]

    /// The part of what was filled in that is right; nil where nothing was.
    var precision: Double? { Evaluation.share(right, of: filled) }
    /// The part of the conversations with a value that has it; nil without such.
    var recall: Double? { Evaluation.share(right, of: wanted) }

    /// Counts one conversation.
    ///
    /// - Parameter right: any of them is right; none means that the field should stay empty. Case does not count.
    mutating func add(_ value: String?, right values: [String]) {
        conversations += 1
        if !values.isEmpty { wanted += 1 }
        guard let value else { return }
        filled += 1
        if values.contains(where: { $0.lowercased() == value.lowercased() }) {
            right += 1
        } else {
            mistakes[Mistake(value: value, wanted: values.joined(separator: " | ")), default: 0] += 1
        }
    }

    /// The most frequent mistakes, the worst first.
    func worst(_ count: Int) -> [(mistake: Mistake, count: Int)] {
        mistakes.map { (mistake: $0.key, count: $0.value) }
            .sorted {
                ($1.count, $0.mistake.value, $0.mistake.wanted) < (
                    $0.count, $1.mistake.value, $1.mistake.wanted
                )
            }
            .prefix(count).map(\.self)
    }
}

extension FieldEvaluation {
    private static let namedMistakes = 10

    /// The figures, one a line, as scripts read them; then what was filled in wrongly.
    var lines: [String] {
        [
            "precision \(EvaluationReport.text(precision))",
            "recall \(EvaluationReport.text(recall))",
            "\(conversations) conversations, \(wanted) of them with a value; filled \(filled), \(right) of them rightly",
        ]
            + worst(Self.namedMistakes).map { mistake, count in
                let instead =
                    mistake.wanted.isEmpty ? "where nothing was to be said" : "instead of “\(mistake.wanted)”"
                return "wrong \(count) times: “\(mistake.value)” \(instead)"
            }
    }

    private struct Document: Encodable {
        struct Wrong: Encodable {
            let value: String
            let wanted: String
            let count: Int
        }
        let precision: Double?
        let recall: Double?
        let conversations: Int
        let wanted: Int
        let filled: Int
        let right: Int
        let wrong: [Wrong]
    }

    /// One JSON object.
    var jsonText: String {
        get throws {
            try EvaluationReport.encoded(
                Document(
                    precision: precision, recall: recall, conversations: conversations, wanted: wanted,
                    filled: filled,
                    right: right,
                    wrong: worst(Self.namedMistakes).map {
                        Document.Wrong(value: $0.mistake.value, wanted: $0.mistake.wanted, count: $0.count)
                    }))
        }
    }
}
