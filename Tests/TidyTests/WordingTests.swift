import Testing

/// What the code may not say, line by line.
struct WordingTests {
    @Test(arguments: SourceTree.sources)
    func `nothing can crash on its own or escape the checks of concurrency`(in file: SourceTree.File) {
        let words = ["try!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency"]
        #expect(Self.lines(of: file, with: words) == [])
    }

    @Test(arguments: SourceTree.sources)
    func `nothing is public`(in file: SourceTree.File) {
        #expect(Self.publicLines(of: file) == [])
    }

    @Test(arguments: SourceTree.sources)
    func `time, identifiers and the environment are handed over`(in file: SourceTree.File) {
        guard !Self.edges.contains(where: { file.path.hasPrefix($0) }) else { return }
        var words = [
            "Date()", "Date.now", "UUID()", ".random(in:", "SystemRandomNumberGenerator(",
            "ProcessInfo.processInfo.environment", "getenv(",
        ]
        // The simulated servers answer real clients, so their time-outs pass in real time.
        if file.target != "CasewireSandbox" {
            words += ["Task.sleep(", "ContinuousClock(", "ContinuousClock.now", "SuspendingClock("]
        }
        let handedOver = "{ try await Task.sleep(for: $0) }"
        let found = file.code.filter { line in
            words.contains { line.text.contains($0) } && !line.text.contains(handedOver)
        }
        #expect(found.map(\.number) == [])
    }

    @Test(arguments: SourceTree.sources)
    func `no task is started on the side`(in file: SourceTree.File) {
        let found = file.code.filter { line in
            line.text.contains(/\bTask(\.detached)?\s*(<[^>]*>\s*)?(\([^)]*\)\s*)?\{/)
        }
        #expect(found.map(\.number) == [])
    }

    @Test(arguments: SourceTree.sources)
    func `nothing is left for later`(in file: SourceTree.File) {
        let found = file.lines.enumerated().filter {
            $0.element.contains(/\b(TO[D]O|FIXM[E]|XX[X]|HAC[K])\b/)
        }
        #expect(found.map { $0.offset + 1 } == [])
    }

    @Test(arguments: SourceTree.everything)
    func `no file names a path of one machine`(in file: SourceTree.File) {
        let path = /(^|[\s"'`(=:,])\/(wor[k]|roo[t]|hom[e]|User[s]|opt\/swif[t])\//
        let found = file.lines.enumerated().filter { $0.element.contains(path) }
        #expect(found.map { $0.offset + 1 } == [])
    }

    @Test
    func `a forbidden word is found where it stands, and not in a comment`() {
        let file = SourceTree.File(
            path: "Sources/X/Y.swift", lines: ["let a = 1", "let b = try! c()", "// try! is not used"])
        #expect(Self.lines(of: file, with: ["try!"]) == [2])
    }

    @Test
    func `a public declaration is told from a word in a sentence`() {
        let file = SourceTree.File(
            path: "Sources/X/Y.swift",
            lines: [
                "public struct A {}", "    @frozen public enum B {}", "let c = \"in public view\"",
                "open = true",
            ])
        #expect(Self.publicLines(of: file) == [1, 2])
    }

    private static func publicLines(of file: SourceTree.File) -> [Int] {
        let declaration =
            /^\s*(@\w+(\([^)]*\))?\s+)*(public|open)(\(set\))?\s+(?:\w+\s+)*(import|struct|class|enum|actor|protocol|extension|func|var|let|init|subscript|typealias)\b/
        return file.code.filter { $0.text.contains(declaration) }.map(\.number)
    }

    /// Where the program meets the real clock, randomness and environment.
    private static let edges = [
        "Sources/CasewireCLI/",
        "Sources/CasewireSandbox/SandboxClock.swift",
        "Sources/CasewireSandbox/SandboxIdentifiers.swift",
    ]

    private static func lines(of file: SourceTree.File, with words: [String]) -> [Int] {
        file.code.filter { line in words.contains { line.text.contains($0) } }.map(\.number)
    }
}
