import Foundation

/// A message and what should become of it.
struct LabelledText: Decodable, Equatable {
    let text: String
    let label: String

    init(text: String, label: String) {
        self.text = text
        self.label = label
    }

    private enum CodingKeys: String, CodingKey { case text, label }

    /// Space around a label is not part of it.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        label = try container.decode(String.self, forKey: .label)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        if label.isEmpty {
            throw DecodingError.valueNotFound(
                String.self, .init(codingPath: [CodingKeys.label], debugDescription: "empty"))
        }
    }

    /// Reads JSON lines; each bad line is named by its number.
    static func read(_ path: String) throws -> [LabelledText] {
        try LabelledLines.read(path, shape: "{\"text\": \"…\", \"label\": \"…\"}")
    }

    /// Reads examples to answer from, among which nothing can stand for what is not known.
    static func readKnowledge(_ path: String) throws -> [LabelledText] {
        let rows = try read(path)
        let outside = rows.count { $0.label == Evaluation.outOfScope }
        guard outside == 0 else {
            throw EvaluationProblems(problems: [
                "\(path): \(outside) of \(rows.count) lines have the label \(Evaluation.outOfScope), which stands for what the "
                    + "knowledge does not answer; leave them out of it."
            ])
        }
        return rows
    }
}
