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
            off. Without --knowledge the configured articles answer. Two models beside each other: \
            casewire evaluate FILE --model builtin --model openai:http://127.0.0.1:11434/v1,llama3.2
            """)

    @Argument(help: "JSON lines of labelled messages.") var file: String
    @Option(help: "JSON lines of examples to answer from, instead of the configured articles.") var knowledge:
        String?
    @Option(
        help:
            "What to measure; twice compares: \(ModelChoice.forms). A key is read from \(ModelChoice.keyVariable)."
    )
    var model: [String] = []
    @Option(help: "Ask only so many of the messages, spread evenly.") var limit: Int?
    @Flag(name: .customLong("no-handoff"), help: "Always take the best answer; for the built-in model alone.")
    var neverHandsOff = false
    @Option(help: "Draw how often answers of a score are right into this file (SVG).") var plot: String?
    @Option(
        help:
            "Fail where a model is below these figures: accuracy=0.9,handoff_recall=0.6,handoff_precision=0.8."
    )
    var require: String?
    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let bar = try require.map { text in
            guard let bar = EvaluationBar(text) else {
                throw EvaluationProblems(problems: [
                    "--require is “\(text)”; write accuracy=0.9,handoff_recall=0.6,handoff_precision=0.8, or some of it."
                ])
            }
            return bar
        }
        let choices = try (model.isEmpty ? ["builtin"] : model).map {
            try ModelChoice($0, environment: environment)
        }
        try check(choices)
        let rows = Self.spread(try LabelledText.read(file), limit: limit)
        let input = try await readInput(environment, isConfiguredNeeded: choices.contains(.configured))
        let clock = ContinuousClock()
        let began = clock.now
        let trained = TrainedKnowledge(training: input.articles)
        let trainingSeconds = Self.seconds(clock.now - began)
        let trial = ModelTrial(
            articles: input.articles, index: KnowledgeIndex(articles: input.articles, trained: trained),
            agent: input.agent, organization: input.organization, trainingSeconds: trainingSeconds)

        var reports: [EvaluationReport] = []
        for choice in choices {
            switch choice == .configured ? input.configured : choice {
            case .hosted(let kind, let endpoint):
                reports.append(try await trial.hosted(rows, kind: kind, at: endpoint))
            case .builtin, .configured: reports.append(trial.builtin(rows, neverHandsOff: neverHandsOff))
            }
        }
        Output.line(try text(of: reports))
        if let note = Self.noteOnLabels(of: rows, titles: trial.titles.values) { Output.error(note) }
        var problems = reports.flatMap { bar?.missed(by: $0) ?? [] }
        if let plot {
            let svg = CalibrationPlot(reports[0].evaluation.scores, threshold: trial.threshold).svg
            do {
                try Data(svg.utf8).write(to: URL(filePath: plot))
            } catch {
                problems.append("--plot: \(plot) cannot be written.")
            }
        }
        guard problems.isEmpty else { throw EvaluationProblems(problems: problems) }
    }

    /// Names the labels that nothing can be the right answer to, most likely misspelt; nil where there is none.
    static func noteOnLabels(of rows: [LabelledText], titles: some Sequence<String>) -> String? {
        let known = Set(titles).union([Evaluation.outOfScope])
        let strange = rows.filter { !known.contains($0.label) }
        guard !strange.isEmpty else { return nil }
        let labels = Set(strange.map(\.label)).sorted()
        let named =
            labels.prefix(namedLabels).joined(separator: ", ") + (labels.count > namedLabels ? ", …" : "")
        return
            "\(strange.count) of \(rows.count) messages have a label that is no article's title, so that no answer to them "
            + "is right: \(named)"
    }

    private static let namedLabels = 5

    private func check(_ choices: [ModelChoice]) throws {
        var problems: [String] = []
        if choices.count > 2 { problems.append("--model may be given twice at most.") }
        if neverHandsOff, choices != [.builtin] {
            problems.append("--no-handoff goes with the built-in model alone.")
        }
        if let limit, limit < 1 { problems.append("--limit is \(limit); write how many messages to ask.") }
        guard problems.isEmpty else { throw EvaluationProblems(problems: problems) }
    }

    private func text(of reports: [EvaluationReport]) throws -> String {
        guard reports.count > 1 else {
            return json ? try reports[0].jsonText : reports[0].lines.joined(separator: "\n")
        }
        let comparison = EvaluationComparison(first: reports[0], second: reports[1])
        return json ? try comparison.jsonText : comparison.lines.joined(separator: "\n")
    }

    /// So many messages, from the whole file.
    static func spread(_ rows: [LabelledText], limit: Int?) -> [LabelledText] {
        guard let limit, limit < rows.count else { return rows }
        return (0..<limit).map { rows[$0 * rows.count / limit] }
    }

    private struct Input {
        var articles: [Article] = []
        var agent = AgentSettings()
        var organization = OrganizationSettings()
        var configured = ModelChoice.builtin
    }

    /// The articles of `--knowledge`, or those that are configured, with the agent's settings.
    private func readInput(_ environment: [String: String], isConfiguredNeeded: Bool) async throws -> Input {
        var input = Input()
        if let knowledge { input.articles = Self.articles(of: try LabelledText.readKnowledge(knowledge)) }
        if knowledge == nil || isConfiguredNeeded {
            let settings = try Settings(flags: flags.given, environment: environment)
            let composition = try await Composition(settings, serves: false)
            let read = try await composition.services.database.read {
                (try $0.articles(), try $0.agentSettings(), try $0.organization())
            }
            let endpoint = try read.1.endpoint?.opened(by: composition.services.vault)
            try await composition.close()
            if knowledge == nil { (input.articles, input.agent) = (read.0, read.1) }
            input.organization = read.2
            if read.1.model != .builtin, let endpoint { input.configured = .hosted(read.1.model, endpoint) }
        }
        guard !input.articles.isEmpty else {
            throw EvaluationProblems(problems: [
                "There is no knowledge. Add articles, or name a file with --knowledge."
            ])
        }
        return input
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
