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
    @Option(help: "Draw how often answers of a score are right into this file (SVG).") var plot: String?
    @Option(help: "Fail below these figures: accuracy=0.9,handoff_recall=0.6,handoff_precision=0.8.")
    var require: String?
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let bar = try require.map { text in
            guard let bar = EvaluationBar(text) else {
                throw SettingsProblems(problems: [
                    "--require is “\(text)”; write accuracy=0.9,handoff_recall=0.6,handoff_precision=0.8, or some of it."
                ])
            }
            return bar
        }
        let rows = try LabelledText.read(file)
        let (articles, agent) = try await knowledgeToUse()
        let clock = ContinuousClock()
        let began = clock.now
        let trained = TrainedKnowledge(training: articles)
        let trainingSeconds = Self.seconds(clock.now - began)
        let index = KnowledgeIndex(articles: articles, trained: trained)
        let threshold = agent.threshold ?? index.threshold

        var evaluation = Evaluation()
        let started = clock.now
        for row in rows {
            let best = index.matches(for: row.text, limit: 1).first
            let isAnswered =
                neverHandsOff
                || ((best?.score ?? 0) >= threshold && !PersonRequest.isExplicit(row.text)
                    && Topics.matched(agent.topics, in: row.text).isEmpty)
            evaluation.add(
                label: row.label, answer: isAnswered ? best?.title : nil,
                best: best.map { ($0.title, $0.score) })
        }
        let milliseconds = Self.seconds(clock.now - started) * 1000 / Double(rows.count)
        let report = EvaluationReport(
            model: BuiltinModel.name, evaluation: evaluation, trainingSeconds: trainingSeconds,
            answerMilliseconds: milliseconds)
        if let plot {
            let svg = CalibrationPlot(evaluation.scores, threshold: threshold).svg
            try Data(svg.utf8).write(to: URL(filePath: plot))
        }
        Output.line(json ? try EvaluationReport.jsonText([report]) : report.lines.joined(separator: "\n"))
        let missed = bar?.missed(by: report) ?? []
        guard missed.isEmpty else { throw SettingsProblems(problems: missed) }
    }

    /// The articles of `--knowledge`, or those that are configured, with the agent's settings.
    private func knowledgeToUse() async throws -> ([Article], AgentSettings) {
        if let knowledge { return (Self.articles(of: try LabelledText.read(knowledge)), AgentSettings()) }
        let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
        let composition = try await Composition(settings, serves: false)
        let read = try await composition.services.database.read {
            (try $0.articles(), try $0.agentSettings())
        }
        try await composition.close()
        guard !read.0.isEmpty else {
            throw SettingsProblems(problems: [
                "There is no knowledge. Add articles, or name a file with --knowledge."
            ])
        }
        return read
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
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
