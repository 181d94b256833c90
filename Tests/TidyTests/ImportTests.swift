import Testing

/// Which of our targets each may import, and which libraries stay out of where.
struct ImportTests {
    private static let ours: [String: Set<String>] = [
        "CAssets": [],
        "CLibPQ": [],
        "CLinear": [],
        "CPhoneNumber": [],
        "CasewireStorage": ["CLibPQ"],
        "Casewire": ["CasewireStorage", "CPhoneNumber", "CLinear"],
        "CasewireConnectors": ["Casewire", "CasewireStorage"],
        "CasewirePages": ["CAssets"],
        "CasewireWeb": ["Casewire", "CasewireStorage", "CasewirePages"],
        "CasewireSandbox": ["CasewirePages"],
    ]

    private static let keptOut: [String: Set<String>] = [
        "CasewireStorage": webLibraries,
        "Casewire": webLibraries.union(["GRDB"]),
        "CasewireConnectors": ["GRDB", "Hummingbird", "HummingbirdCore"],
        "CasewirePages": webLibraries.union(["GRDB"]),
        "CasewireWeb": ["GRDB", "AsyncHTTPClient"],
        "CasewireSandbox": ["GRDB"],
        "CasewireCLI": ["GRDB"],
    ]

    private static let webLibraries: Set<String> = [
        "AsyncHTTPClient", "HTTPTypes", "Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTP1", "NIOPosix",
        "NIOSSL",
    ]

    @Test(arguments: SourceTree.sources)
    func `imports go one way only`(in file: SourceTree.File) {
        guard let allowed = Self.ours[file.target] else {
            #expect(file.target == "CasewireCLI", "The table of targets does not know \(file.target).")
            return
        }
        let known = Set(Self.ours.keys).union(["CasewireCLI"])
        #expect(Self.imports(of: file).intersection(known).subtracting(allowed) == [])
    }

    @Test(arguments: SourceTree.sources)
    func `libraries stay where they belong`(in file: SourceTree.File) {
        let kept = (Self.keptOut[file.target] ?? []).union(["FoundationNetworking", "XCTest"])
        #expect(Self.imports(of: file).intersection(kept) == [])
    }

    @Test
    func `imports are read with and without an access level`() {
        let file = SourceTree.File(
            path: "Sources/X/Y.swift",
            lines: ["import A", "package import B", "@testable import C", "import struct D.E", "// import F"])
        #expect(Self.imports(of: file) == ["A", "B", "C", "D"])
    }

    private static func imports(of file: SourceTree.File) -> Set<String> {
        var modules: Set<String> = []
        for line in file.code {
            let words = line.text.split(separator: " ")
            guard let position = words.firstIndex(of: "import") else { continue }
            guard words[..<position].allSatisfy({ accessWords.contains($0) || $0.hasPrefix("@") }) else {
                continue
            }
            guard let module = words[(position + 1)...].first(where: { !kindWords.contains($0) }) else {
                continue
            }
            modules.insert(String(module.prefix { $0 != "." }))
        }
        return modules
    }

    private static let accessWords: Set<Substring> = [
        "package", "internal", "public", "private", "fileprivate",
    ]
    private static let kindWords: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "typealias", "let",
    ]
}
