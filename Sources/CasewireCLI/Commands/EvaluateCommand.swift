import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire evaluate FILE`: runs labelled messages through the agent's knowledge and says how often it is right.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure the agent on labelled messages.",
        discussion: """
            FILE holds JSON lines {"text": …, "label": …}; the label is an article's title, or oos where the agent must hand \
            off. Without --knowledge the configured articles answer.
            """)

    @Argument(help: "JSON lines of labelled messages.") var file: String
    @Option(help: "JSON lines of examples to answer from, instead of the configured articles.") var knowledge:
        String?
    @Flag(name: .customLong("no-handoff"), help: "Always take the best answer.") var neverHandsOff = false
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let rows = try LabelledText.read(file)
        let articles: [Article]
        if let knowledge {
            articles = Self.articles(of: try LabelledText.read(knowledge))
        } else {
            let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
            let composition = try await Composition(settings, serves: false)
            articles = try await composition.services.database.read { try $0.articles() }
            try await composition.close()
        }
        guard !articles.isEmpty else {
            throw SettingsProblems(problems: [
                "There is no knowledge. Add articles, or name a file with --knowledge."
            ])
        }
        var evaluation = Evaluation()
        let index = KnowledgeIndex(articles: articles)
        for row in rows {
            let best = index.matches(for: row.text, limit: 1).first
            let isSure = neverHandsOff || (best?.score ?? 0) >= index.threshold
            evaluation.add(label: row.label, answer: isSure ? best?.title : nil)
        }
        Output.line(json ? try evaluation.jsonText() : evaluation.lines.joined(separator: "\n"))
    }

    /// One article a label, with its texts as examples.
    private static func articles(of rows: [LabelledText]) -> [Article] {
        Dictionary(grouping: rows, by: \.label).sorted { $0.key < $1.key }.map { label, rows in
            Article(id: Article.ID(rawValue: label), title: label, body: "", examples: rows.map(\.text))
        }
    }
}

/// A message and what should become of it.
struct LabelledText: Decodable {
    let text: String
    let label: String

    /// Reads JSON lines; a bad line is named by its number.
    static func read(_ path: String) throws -> [LabelledText] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsProblems(problems: ["\(path) cannot be read."])
        }
        let lines = data.split(separator: UInt8(ascii: "\n"))
        let rows = try lines.enumerated().map { place, line in
            do {
                return try JSONDecoder().decode(LabelledText.self, from: line)
            } catch {
                throw SettingsProblems(problems: [
                    "\(path), line \(place + 1): write {\"text\": \"…\", \"label\": \"…\"}."
                ])
            }
        }
        guard !rows.isEmpty else { throw SettingsProblems(problems: ["\(path) is empty."]) }
        return rows
    }
}
