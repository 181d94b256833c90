import Casewire
import Foundation
import TestSupport
import Testing

@testable import CasewireCLI

@Suite struct EvaluationComparisonTests {
    private static let articles = ["Returns", "Shipping"].map { title in
        Article(
            id: Article.ID(rawValue: title), title: title, body: "About \(title).",
            examples: ["\(title) please"])
    }
    private static let rows = [
        LabelledText(text: "Returns please", label: "Returns"),
        LabelledText(text: "Shipping please", label: "Shipping"),
        LabelledText(text: "Do you sell boats to pirates", label: "oos"),
        LabelledText(text: "I need to speak with a person", label: "oos"),
    ]

    private func trial() -> ModelTrial {
        ModelTrial(
            articles: Self.articles, index: KnowledgeIndex(articles: Self.articles), agent: AgentSettings(),
            organization: OrganizationSettings(), trainingSeconds: 0)
    }

    /// Says that returns are shipping, fails for boats, and knows the rest.
    private func report() async throws -> EvaluationReport {
        let model = ScriptedModel { turn throws(LanguageModelFailure) in
            let text = turn.newTexts.joined()
            if text.contains("boats") {
                throw .unusable(reason: "prose", usage: ModelUsage(inputTokens: 7, outputTokens: 3))
            }
            return .reply("It is so.", sources: [Article.ID(rawValue: "Shipping")], confidence: 0.8)
        }
        let endpoint = ModelEndpoint(
            url: "http://127.0.0.1:1", name: "hosted", key: nil, inputPrice: 1_000_000)
        return try await trial().report(Self.rows, of: model, at: endpoint)
    }

    @Test func `a hosted model is asked as in a turn, and what it cites is its answer`() async throws {
        let report = try await report()
        #expect(report.figures == ["accuracy 0.500", "handoff recall 1.000", "handoff precision 1.000"])
        #expect(report.evaluation.verdicts == [false, true, true, true])
        #expect(
            report.evaluation.worst(5).first?.0 == Evaluation.Confusion(label: "Returns", answer: "Shipping"))
        // Two tries of the text that it had no answer for; the wish for a person needs no model.
        #expect(report.hosted?.failures == 1 && report.hosted?.usage.inputTokens == 7)
        #expect(report.lines.contains("without an answer: 1 messages") && report.lines.contains("cost 7.000"))
    }

    @Test func `two models stand beside each other with their difference`() async throws {
        let first = trial().builtin(Self.rows, neverHandsOff: false)
        #expect(first.figures.first == "accuracy 1.000")
        let comparison = EvaluationComparison(first: first, second: try await report())
        let lines = comparison.lines
        #expect(lines[0].split(separator: " ") == ["4", "messages", "builtin", "hosted", "difference"])
        #expect(lines[1].split(separator: " ") == ["accuracy", "1.000", "0.500", "-0.500"])
        #expect(lines[2].split(separator: " ") == ["handoff", "recall", "1.000", "1.000", "0.000"])
        #expect(lines.last == "right only with builtin: 1; right only with hosted: 0")
        let json =
            try JSONSerialization.jsonObject(with: Data(try comparison.jsonText.utf8)) as? [String: Any]
        #expect(
            (json?["models"] as? [[String: Any]])?.map { $0["model"] as? String } == ["builtin", "hosted"])
        #expect((json?["difference"] as? [String: Any])?["accuracy"] as? Double == -0.5)
    }

    @Test func `the bar is held to each model`() async throws {
        let bar = try #require(EvaluationBar("accuracy=0.9"))
        let reports = [trial().builtin(Self.rows, neverHandsOff: false), try await report()]
        #expect(reports.flatMap(bar.missed) == ["hosted: accuracy is 0.500, below 0.900"])
    }

    @Test func `a limit takes messages from the whole file`() {
        let rows = (0..<10).map { LabelledText(text: "\($0)", label: "a") }
        #expect(EvaluateCommand.spread(rows, limit: 3).map(\.text) == ["0", "3", "6"])
        #expect(
            EvaluateCommand.spread(rows, limit: 20).count == 10
                && EvaluateCommand.spread(rows, limit: nil).count == 10)
    }
}
