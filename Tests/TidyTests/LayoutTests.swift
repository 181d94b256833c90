import Foundation
import Testing

/// Where files lie, what they are called, and how long they are.
struct LayoutTests {
    /// Lines past which a file is cut at a seam, and past which one looks for it.
    private static let longest = 400
    private static let long = 150

    @Test(arguments: SourceTree.sources + SourceTree.tests)
    func `no file is longer than 400 lines`(_ file: SourceTree.File) {
        #expect(file.lines.count - 1 <= Self.longest)
    }

    @Test
    func `most sources stay under 150 lines`() {
        let over = SourceTree.sources.filter { $0.lines.count - 1 > Self.long }
        for file in over.sorted(by: { $0.lines.count > $1.lines.count }) {
            print("Long: \(file.path), \(file.lines.count - 1) lines")
        }
        #expect(over.count * 2 <= SourceTree.sources.count)
    }

    /// A file of extensions alone (`Message+Storage.swift`, or a noun for what they do together) has no such type.
    @Test(arguments: SourceTree.sources)
    func `a file holds the type that it is named after`(_ file: SourceTree.File) {
        let base = file.name.prefix { $0 != "+" && $0 != "." }.lowercased()
        guard base != "main" else { return }
        let declaration = #/\b(struct|class|enum|actor|protocol|extension|typealias|func)\s+([\w.]+)/#
        let declared = file.code.flatMap { line in
            line.text.matches(of: declaration).map { found in
                (kind: found.output.1, name: found.output.2.split(separator: ".").last ?? "")
            }
        }
        let isNamed = declared.contains { $0.name.lowercased() == base }
        let types = declared.filter { !["extension", "func"].contains($0.kind) }
        let extends = declared.contains { $0.kind == "extension" }
        #expect(isNamed || extends && (types.isEmpty || file.name.contains("+")), "It declares \(declared).")
    }

    @Test(arguments: SourceTree.sources)
    func `folders are nouns of the domain`(_ file: SourceTree.File) {
        let kinds: Set<Substring> = [
            "Models", "Helpers", "Utils", "Utilities", "Extensions", "Common", "Misc",
        ]
        #expect(kinds.isDisjoint(with: file.path.split(separator: "/")))
    }

    @Test(arguments: SourceTree.files(below: "Sources/CAssets/Assets"))
    func `every asset is carried in the program`(_ file: SourceTree.File) throws {
        let list = try String(
            contentsOf: SourceTree.top.appending(path: "Sources/CAssets/assets.c"), encoding: .utf8)
        let path = file.path.dropFirst("Sources/CAssets/".count)
        let name = path.dropFirst("Assets/".count)
        #expect(list.contains("#embed \"\(path)\""))
        #expect(list.contains("{\"\(name)\","))
    }

    @Test
    func `the licence is here`() throws {
        let licence = try String(contentsOf: SourceTree.top.appending(path: "LICENSE"), encoding: .utf8)
        #expect(licence.hasPrefix("MIT License"))
        #expect(licence.contains("Copyright (c)"))
    }

    @Test(arguments: SourceTree.tests.filter { $0.name.hasSuffix("Tests.swift") })
    func `a file of tests expects something`(_ file: SourceTree.File) {
        let text = file.lines.joined(separator: "\n")
        guard text.contains("@Test") else { return }
        #expect(text.contains(/#expect|#require|Issue\.record|confirmation\(/))
    }
}
