import ArgumentParser
import Foundation
import TestPrograms
import Testing

@testable import CasewireCLI

@Suite struct LabelledTextTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(_ content: String, named name: String = "rows.jsonl") throws -> String {
        try Data(content.utf8).write(to: URL(filePath: folder.path(name)))
        return folder.path(name)
    }

    /// What is said about a file, without its path.
    private func problems(_ content: String) throws -> [String] {
        let path = try file(content)
        let problem = #expect(throws: EvaluationProblems.self) { try LabelledText.readKnowledge(path) }
        return (problem?.problems ?? []).map { $0.replacing(path, with: "FILE") }
    }

    @Test func `files of other systems are read`() throws {
        let path = try file(
            "\u{FEFF}{\"text\": \"Where is it?\", \"label\": \" orders \"}\r\n\r\n  \n{\"label\":\"returns\",\"text\":\"\"}"
        )
        #expect(
            try LabelledText.read(path) == [
                LabelledText(text: "Where is it?", label: "orders"), LabelledText(text: "", label: "returns"),
            ])
    }

    @Test(arguments: [
        ("no json", "it is no JSON"), ("[1]", "it is no object"), (#""text""#, "it is no object"),
        (#"{"text": "a"}"#, "it has no label"), (#"{"label": "a"}"#, "it has no text"),
        (#"{"text": "a", "label": 3}"#, "its label is no text"),
        (#"{"text": null, "label": "a"}"#, "its text is empty"),
        (#"{"text": "a", "label": " "}"#, "its label is empty"),
        (#"{"text": "a", "label": "b""#, "it is no JSON"),
    ])
    func `a bad line is named by its number in the file, blank lines counted`(
        _ line: String, _ reason: String
    ) throws {
        let good = #"{"text": "a", "label": "b"}"#
        #expect(
            try problems("\(good)\n\n\(line)\n\(good)\n") == [
                "FILE, line 3: \(reason); write {\"text\": \"…\", \"label\": \"…\"}."
            ])
    }

    @Test func `an empty file, a missing one and a folder are told apart from a good one`() throws {
        #expect(try problems("\u{FEFF}\n \r\n").first?.hasPrefix("FILE is empty") == true)
        for path in [folder.path("missing"), folder.url.path(percentEncoded: false)] {
            #expect(throws: EvaluationProblems(problems: ["\(path) cannot be read."])) {
                try LabelledText.read(path)
            }
        }
    }

    @Test func `all bad lines are told, but not a page of them`() throws {
        let path = try file(String(repeating: "x\n", count: 7))
        let problem = #expect(throws: EvaluationProblems.self) { try LabelledText.read(path) }
        #expect(problem?.problems.count == 7)
        #expect(problem?.description.hasPrefix("7 problems:") == true)
        #expect(problem?.description.hasSuffix("and 2 more") == true)
    }

    @Test func `knowledge holds nothing that must be handed off`() throws {
        let rows = #"{"text": "a", "label": "b"}"# + "\n" + #"{"text": "c", "label": "oos"}"#
        #expect(try problems(rows).first?.hasPrefix("FILE: 1 of 2 lines have the label oos") == true)
        #expect(try LabelledText.read(try file(rows)).count == 2)
    }

    @Test func `labels that no article has are named`() {
        let rows = ["a", "oos", "B", "c", "c"].map { LabelledText(text: "x", label: $0) }
        #expect(
            EvaluateCommand.noteOnLabels(of: rows, titles: ["a", "b"])?.hasSuffix(
                "no answer to them is right: B, c")
                == true)
        #expect(EvaluateCommand.noteOnLabels(of: Array(rows.prefix(2)), titles: ["a", "b"]) == nil)
    }

    /// The command as a user runs it, on knowledge that teaches little.
    @Test(arguments: [
        [("where is my card", "cards")], [("🙂", "joy"), ("🙁", "grief")],
        [("", "nothing"), ("where", "place")],
        [(String(repeating: "very long words ", count: 20_000), "long"), ("short", "short")],
        Array(repeating: ("the same", "one"), count: 40), [("the same", "one"), ("the same", "two")],
    ])
    func `whatever the examples are, figures come out, and a bar that is missed fails`(
        _ known: [(String, String)]
    )
        async throws
    {
        let lines = try known.map { text, label in
            String(decoding: try JSONEncoder().encode(["text": text, "label": label]), as: UTF8.self)
        }
        let knowledge = try file(lines.joined(separator: "\n"), named: "known.jsonl")
        let asked = try file(#"{"text": "🙂 where is my card?!", "label": "oos"}"#, named: "asked.jsonl")
        let plot = folder.path("plot.svg")
        let command = try EvaluateCommand.parse([
            asked, "--knowledge", knowledge, "--json", "--plot", plot, "--require", "accuracy=0.1",
        ])
        let problem = await #expect(throws: EvaluationProblems.self) { try await command.run() }
        #expect(problem?.problems == ["builtin: nothing tells accuracy, which must be 0.100 at least"])
        #expect(FileManager.default.fileExists(atPath: plot))
    }

    @Test func `a picture that cannot be written fails after the figures`() async throws {
        let rows = try file(#"{"text": "where is my card", "label": "cards"}"#)
        let command = try EvaluateCommand.parse([
            rows, "--knowledge", rows, "--plot", folder.path("none/plot.svg"),
        ])
        let problem = await #expect(throws: EvaluationProblems.self) { try await command.run() }
        #expect(problem?.problems.first?.hasSuffix("plot.svg cannot be written.") == true)
    }
}
