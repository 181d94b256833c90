import ArgumentParser
import Foundation
import TestPrograms
import Testing

@testable import CasewireCLI

@Suite struct FieldEvaluationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(_ content: String, named name: String) throws -> String {
        try Data(content.utf8).write(to: URL(filePath: folder.path(name)))
        return folder.path(name)
    }

    @Test func `precision is of the filled ones, recall of those that could be filled`() {
        var evaluation = FieldEvaluation()
        evaluation.add("AB1", right: ["ab1", "AB2"])
        evaluation.add("AB3", right: ["AB4"])
        evaluation.add(nil, right: ["AB5"])
        evaluation.add(nil, right: [])
        evaluation.add("AB6", right: [])
        #expect(
            evaluation.lines == [
                "precision 0.333", "recall 0.333",
                "5 conversations, 3 of them with a value; filled 3, 1 of them rightly",
                "wrong 1 times: “AB3” instead of “AB4”", "wrong 1 times: “AB6” where nothing was to be said",
            ])
        #expect(FieldEvaluation().lines.prefix(2) == ["precision –", "recall –"])
    }

    @Test func `lines of a conversation are read together`() throws {
        let path = try file(
            """
            {"conversation": "a", "text": "Hello"}
            {"conversation": "b", "text": "Size?", "value": null}
            {"conversation": "a", "text": "It is AB1", "value": "AB1"}
            {"text": "alone", "value": ""}
            """, named: "rows.jsonl")
        #expect(
            try LabelledConversation.read(path) == [
                LabelledConversation(texts: ["Hello", "It is AB1"], values: ["AB1"]),
                LabelledConversation(texts: ["Size?"]), LabelledConversation(texts: ["alone"]),
            ])
    }

    private func run(_ arguments: String...) throws {
        let command = try EvaluateFieldCommand.parse(arguments)
        try command.run()
    }

    @Test func `a bar fails the command, and says what is missed`() throws {
        let path = try file(
            """
            {"conversation": "a", "text": "My order is AB123456", "value": "AB123456"}
            {"conversation": "b", "text": "My order is CD123456", "value": "none"}
            """, named: "held-out.jsonl")
        try run(path, "--pattern", "[A-Z]{2}[0-9]{6}", "--require", "precision=0.5")
        #expect(throws: EvaluationProblems(problems: ["Field: precision is 0.500, below 0.900"])) {
            try run(path, "--pattern", "[A-Z]{2}[0-9]{6}", "--require", "precision=0.9")
        }
    }

    @Test func `what cannot be measured is told`() throws {
        let path = try file(#"{"text": "a", "value": "b"}"#, named: "rows.jsonl")
        for (arguments, words) in [
            (
                ["--require", "accuracy=1"],
                "--require is “accuracy=1”; write precision=0.9,recall=0.3, or one of them."
            ),
            (["--values", "one"], "--values names 1 values; a dropdown has at least two."),
            (["--values", "*"], "--values names 0 values; a dropdown has at least two."),
            (["--pattern", "("], "--pattern “(” is no regular expression."),
            (
                ["--values", "a,b", "--pattern", "x"],
                "--pattern is for a text field, --values for a dropdown."
            ),
        ] {
            #expect(throws: EvaluationProblems(problems: [words])) {
                let command = try EvaluateFieldCommand.parse([path] + arguments)
                try command.run()
            }
        }
    }
}
