import ArgumentParser
import Casewire
import Foundation

/// `casewire inspect`: what Casewire makes of texts and numbers, a JSON string a line on standard input.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show encoding and segments of texts, or the kind of phone numbers.",
        subcommands: [SegmentsOf.self, Phones.self])

    struct SegmentsOf: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "segments")

        func run() throws {
            try InspectCommand.eachLine { Segments(of: $0) }
        }
    }

    struct Phones: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "phones")
        @Option(help: "Region of national numbers, such as US.") var region: String?

        func run() throws {
            try InspectCommand.eachLine { PhoneInspection(of: $0, region: region) }
        }
    }

    fileprivate static func eachLine(_ answer: (String) -> some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var count = 0
        while let line = readLine() {
            count += 1
            guard let text = try? JSONDecoder().decode(String.self, from: Data(line.utf8)) else {
                throw SettingsProblems(problems: ["Line \(count) is no JSON string, such as \"Hello\"."])
            }
            Output.line(String(decoding: try encoder.encode(answer(text)), as: UTF8.self))
        }
    }
}
