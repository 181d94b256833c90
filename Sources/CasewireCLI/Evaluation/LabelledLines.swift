import Foundation

/// Files of labels as other systems write them: a JSON object a line, with or without a byte order mark, blank lines and carriage
/// returns.
enum LabelledLines {
    /// - Parameter shape: how a line is written, for who wrote it otherwise.
    /// - Throws: `EvaluationProblems`, in which each bad line is named by its number.
    static func read<Row: Decodable>(_ path: String, shape: String) throws -> [Row] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw EvaluationProblems(problems: ["\(path) cannot be read."])
        }
        let content = data.starts(with: byteOrderMark) ? data.dropFirst(byteOrderMark.count) : data
        let decoder = JSONDecoder()
        var rows: [Row] = []
        var problems: [String] = []
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() where line.contains(where: { !blanks.contains($0) }) {
            do {
                rows.append(try decoder.decode(Row.self, from: line))
            } catch {
                problems.append("\(path), line \(place + 1): \(reason(error)); write \(shape).")
            }
        }
        if rows.isEmpty, problems.isEmpty { problems.append("\(path) is empty; write \(shape) lines.") }
        guard problems.isEmpty else { throw EvaluationProblems(problems: problems) }
        return rows
    }

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
