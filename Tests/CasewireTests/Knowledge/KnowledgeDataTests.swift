import Foundation
import Testing

@testable import Casewire

/// Real customers' questions, where the data is at hand (`CASEWIRE_TEST_DATA`).
@Suite(.enabled(if: RealTexts.folder != nil)) struct KnowledgeDataTests {
    @Test func `bank questions find their article, and those of other banks' matters do not`() throws {
        let (train, test) = try #require(RealTexts.banking())
        let labels = Set(train.map(\.label)).sorted()
        let unknown = Set(labels.enumerated().filter { $0.offset % 6 == 3 }.map(\.element))
        var examples: [String: [String]] = [:]
        for row in train where !unknown.contains(row.label) && examples[row.label, default: []].count < 12 {
            examples[row.label, default: []].append(row.text)
        }
        let index = KnowledgeIndex(
            articles: labels.filter { !unknown.contains($0) }.map { label in
                Article(
                    id: Article.ID(rawValue: label), title: label, body: "", examples: examples[label] ?? [])
            })
        var known = (asked: 0, right: 0, answered: 0)
        var others = (asked: 0, refused: 0)
        for (place, row) in test.enumerated() where place % 6 == 0 {
            let best = index.matches(for: row.text, limit: 1).first
            let isAnswered = (best?.score ?? 0) >= index.threshold
            if unknown.contains(row.label) {
                others.asked += 1
                if !isAnswered { others.refused += 1 }
            } else {
                known.asked += 1
                if isAnswered { known.answered += 1 }
                if isAnswered, best?.title == row.label { known.right += 1 }
            }
        }
        let accuracy = Double(known.right) / Double(known.asked)
        let precision = Double(known.right) / Double(known.answered)
        let recall = Double(others.refused) / Double(others.asked)
        print(
            "bank questions: accuracy \(accuracy), precision of answers \(precision), handoff recall of near matters \(recall)"
        )
        #expect(accuracy > 0.6)
        #expect(precision > 0.75)
        #expect(recall > 0.3)
    }

    @Test func `no bank customer asked for a person by accident`() throws {
        let (train, _) = try #require(RealTexts.banking())
        let some = train.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
        let asked = some.filter { PersonRequest.isExplicit($0.text) }
        print("bank questions taken for a wish for a person: \(asked.count) of \(some.count)")
        #expect(asked.count <= 2)
    }
}

/// Texts of real customers, read from where the data is kept.
enum RealTexts {
    static let folder: String? = {
        let given = ProcessInfo.processInfo.environment["CASEWIRE_TEST_DATA"]
        let folder = given ?? "../shared/data"
        return FileManager.default.fileExists(atPath: folder + "/banking77/train.csv") ? folder : nil
    }()

    typealias Row = (text: String, label: String)

    static func banking() -> (train: [Row], test: [Row])? {
        guard let folder else { return nil }
        guard let train = rows(folder + "/banking77/train.csv"),
            let test = rows(folder + "/banking77/test.csv")
        else {
            return nil
        }
        return (train, test)
    }

    /// Lines of two columns, the first perhaps in quotes.
    private static func rows(_ path: String) -> [Row]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        var rows: [Row] = []
        var pending = ""
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
            pending += pending.isEmpty ? line : "\n" + line
            guard pending.count(where: { $0 == "\"" }) % 2 == 0, let comma = pending.lastIndex(of: ",") else {
                continue
            }
            var text = String(pending[..<comma])
            if text.hasPrefix("\"") {
                text = String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
            }
            rows.append((text, pending[pending.index(after: comma)...].filter { !$0.isWhitespace }))
            pending = ""
        }
        return rows
    }
}
