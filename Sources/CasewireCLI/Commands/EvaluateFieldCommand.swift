import ArgumentParser
import Casewire
import Foundation

/// `casewire evaluate-field FILE`: fills one field of labelled conversations and says how often rightly.
struct EvaluateFieldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate-field",
        abstract: "Measure how a field of the case is filled.",
        discussion: """
            FILE holds JSON lines {"conversation": …, "text": …, "value": …}: what a customer wrote, and what the field should \
            hold after it; without a value the text says nothing of it. The field is described as in the setup file, and the \
            built-in model fills it: casewire evaluate-field held-out.jsonl --examples examples.jsonl --require precision=0.9
            """)

    @Argument(help: "JSON lines of labelled conversations.") var file: String
    @Option(help: "JSON lines {\"text\": …, \"value\": …} that the field learns from, as its examples_file.")
    var examples: String?
    @Option(help: "Values of a dropdown, parted by commas; * for those of the examples.") var values: String?
    @Option(help: "The regular expression that a text field's value fits.") var pattern: String?
    @Option(help: "The field's title.") var title = "Field"
    @Option(help: "What belongs in the field.") var description = ""
    @Option(help: "Fail below these figures: precision=0.9,recall=0.3.") var require: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let bar = try require.map { text in
            guard let bar = EvaluationBar(text, names: EvaluationBar.field) else {
                throw EvaluationProblems(problems: [
                    "--require is “\(text)”; write precision=0.9,recall=0.3, or one of them."
                ])
            }
            return bar
        }
        let conversations = try LabelledConversation.read(file)
        let fill = FieldExtraction.reader(for: try question())
        var evaluation = FieldEvaluation()
        for conversation in conversations {
            evaluation.add(fill(conversation.texts).value, right: conversation.values)
        }
        Output.line(json ? try evaluation.jsonText : evaluation.lines.joined(separator: "\n"))
        let missed =
            bar?.missed(by: title) { $0 == "precision" ? evaluation.precision : evaluation.recall } ?? []
        guard missed.isEmpty else { throw EvaluationProblems(problems: missed) }
    }

    private func question() throws -> FieldQuestion {
        let learned: [FieldExample] =
            try examples.map { try LabelledLines.read($0, shape: "{\"text\": \"…\", \"value\": \"…\"}") }
            ?? []
        return FieldQuestion(
            column: title, title: title, description: description, kind: try kind(learned), examples: learned)
    }

    private func kind(_ examples: [FieldExample]) throws -> FieldQuestion.Kind {
        guard let values else { return .text(pattern: try checkedPattern(), maximumLength: 500) }
        var names = values.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
        if names == ["*"] { names = Set(examples.compactMap(\.value)).sorted() }
        var problems: [String] = []
        if names.count < 2 {
            problems.append("--values names \(names.count) values; a dropdown has at least two.")
        }
        if pattern != nil { problems.append("--pattern is for a text field, --values for a dropdown.") }
        guard problems.isEmpty else { throw EvaluationProblems(problems: problems) }
        return .dropdown(values: names)
    }

    private func checkedPattern() throws -> String? {
        guard let pattern else { return nil }
        guard (try? Regex(pattern)) != nil else {
            throw EvaluationProblems(problems: ["--pattern “\(pattern)” is no regular expression."])
        }
        return pattern
    }
}
