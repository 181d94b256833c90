import CasewireSandbox
import Foundation
import Testing

@Suite struct JournalTests {
    private func folder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path()
    }

    @Test func `entries outlive the process that wrote them`() throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal<[String: Int]>(file: "test.jsonl", folder: folder)
        for number in 1...3 { try journal.append(["number": number]) }
        let again = try Journal<[String: Int]>(file: "test.jsonl", folder: folder)
        #expect(try again.entries() == [["number": 1], ["number": 2], ["number": 3]])
    }

    @Test func `a line cut short by a crash is left out`() throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal<[String: Int]>(file: "test.jsonl", folder: folder)
        try journal.append(["number": 1])
        let file = try #require(FileHandle(forWritingAtPath: folder + "/test.jsonl"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(#"{"num"#.utf8))
        try file.close()
        #expect(try journal.entries() == [["number": 1]])

        let again = try Journal<[String: Int]>(file: "test.jsonl", folder: folder)
        try again.append(["number": 2])
        #expect(try again.entries() == [["number": 1], ["number": 2]])
    }

    @Test func `a rewritten journal holds what it was given, and grows on from there`() throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal<[String: Int]>(file: "test.jsonl", folder: folder)
        for number in 1...100 { try journal.append(["number": number]) }
        try journal.rewrite([["number": 100]])
        try journal.append(["number": 101])
        #expect(try journal.entries() == [["number": 100], ["number": 101]])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["test.jsonl"])
    }
}
