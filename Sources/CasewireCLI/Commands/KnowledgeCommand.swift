import ArgumentParser
import Casewire
import Foundation

/// `casewire knowledge import`: articles out of files and folders.
struct KnowledgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "Bring articles in from elsewhere.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import Markdown, text, HTML and CSV files, or all of them in a folder.",
            discussion: "New articles arrive as drafts. Importing the same again changes what differs.")

        @Argument(help: "Files or folders.") var paths: [String]
        @Flag(help: "Publish what is imported at once.") var publish = false
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            let readings = try paths.flatMap(Self.files).map { file in
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw SettingsProblems(problems: ["The file \(file) cannot be read."])
                }
                return ArticleFile.read(URL(fileURLWithPath: file).lastPathComponent, Array(data))
            }
            try await withComposition(flags) { services in
                let outcome = try await ImportArticles(services: services).run(
                    readings, publishes: publish, by: "casewire knowledge import")
                for refusal in outcome.refused {
                    Output.text("refused: \(refusal.place): \(refusal.reason)\n")
                }
                Output.text(outcome.words + "\n")
            }
        }

        private static func files(_ path: String) throws -> [String] {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw SettingsProblems(problems: ["There is no \(path)."])
            }
            guard isFolder.boolValue else { return [path] }
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
                .filter { !$0.hasPrefix(".") }.map { path + "/" + $0 }
                .filter { name in
                    [".md", ".markdown", ".txt", ".html", ".htm", ".csv"].contains {
                        name.lowercased().hasSuffix($0)
                    }
                }
        }
    }
}
