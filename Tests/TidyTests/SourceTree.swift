import Foundation
import Testing

/// The files of this package as they lie on disk.
struct SourceTree {
    /// One text file: its path from the top of the package, and its lines.
    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        let lines: [Substring]

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var isSwift: Bool { path.hasSuffix(".swift") }

        /// The target that a file below `Sources` or `Tests` belongs to.
        var target: String {
            let parts = path.split(separator: "/")
            return parts.count > 2 ? String(parts[1]) : ""
        }

        /// The lines, numbered from 1, without comment lines and without what follows `//` on a line.
        var code: [(number: Int, text: Substring)] {
            lines.enumerated().compactMap { index, line in
                let text = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
                return text.allSatisfy(\.isWhitespace) ? nil : (index + 1, text)
            }
        }

        var testDescription: String { path }
    }

    static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources = files(below: "Sources").filter(\.isSwift)
    static let tests = files(below: "Tests").filter(\.isSwift)
    static let everything = files(below: "")

    /// The UTF-8 files below a folder, without what is built or hidden, in alphabetical order.
    static func files(below folder: String) -> [File] {
        let start = folder.isEmpty ? top : top.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil) else {
            return []
        }
        var found: [File] = []
        for case let url as URL in walk {
            let path = String(url.path.dropFirst(top.path.count + 1))
            let name = url.lastPathComponent
            if name.hasPrefix(".build")
                || [".git", ".swiftpm", ".venv", "__pycache__", "demo-data"].contains(name)
            {
                walk.skipDescendants()
            } else if let text = try? String(contentsOf: url, encoding: .utf8) {
                found.append(
                    File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
            }
        }
        return found.sorted { $0.path < $1.path }
    }
}
