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

    /// Reads JSON lines, with or without a byte order mark, blank lines and carriage returns; each bad line is named by its
    /// number.
    static func read(_ path: String) throws -> [LabelledText] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw EvaluationProblems(problems: ["\(path) cannot be read."])
        }
        let content = data.starts(with: byteOrderMark) ? data.dropFirst(byteOrderMark.count) : data
        let decoder = JSONDecoder()
        var rows: [LabelledText] = []
        var problems: [String] = []
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() where line.contains(where: { !blanks.contains($0) }) {
            do {
                rows.append(try decoder.decode(LabelledText.self, from: line))
            } catch {
                problems.append("\(path), line \(place + 1): \(reason(error)); write \(shape).")
            }
        }
        if rows.isEmpty, problems.isEmpty { problems.append("\(path) is empty; write \(shape) lines.") }
        guard problems.isEmpty else { throw EvaluationProblems(problems: problems) }
        return rows
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

    private static let shape = "{\"text\": \"…\", \"label\": \"…\"}"
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let blanks = Set("\r\t ".utf8)

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "it has no \(key.stringValue)"
        case DecodingError.valueNotFound(_, let context):
            "its \(context.codingPath.last?.stringValue ?? "content") is empty"
        case DecodingError.typeMismatch(_, let context):
            context.codingPath.last.map { "its \($0.stringValue) is no text" } ?? "it is no object"
        default: "it is no JSON"
        }
    }
}
