import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire consent export` and `import`: the ledger as CSV, and opt-outs from another product.
struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Print the consent ledger, or take opt-outs over from elsewhere.",
        subcommands: [Export.self, Import.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the consent ledger as CSV.")

        @Option(help: "Only entries of this number of ours.") var number: String?
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                let id = try await Self.id(of: number, services)
                Output.text(CSV.line(ConsentLedger.header))
                var position: Int? = 0
                while let after = position {
                    let page = try await services.database.read {
                        let found = try ConsentLedger.page(of: id, after: after, in: $0)
                        return (lines: found.lines, next: found.next)
                    }
                    for line in page.lines { Output.text(line) }
                    position = page.next
                }
            }
        }

        private static func id(of number: String?, _ services: Services) async throws -> Number.ID? {
            guard let number else { return nil }
            let vault = services.vault
            guard let phone = PhoneNumber(parsing: number),
                let found = try await services.database.read({ try $0.number(phone, vault: vault) })
            else { throw SettingsProblems(problems: ["“\(number)” is no number of ours."]) }
            return found.id
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over opt-outs from a CSV file.",
            discussion:
                "The column phone, or else the first one, holds the numbers; a column wording what was said.")

        @Argument(help: "The file.") var file: String
        @Option(help: "The country of numbers without a country code, such as US.") var region: String?
        @Option(help: "Names the other product in the ledger.") var origin = "another product"
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw SettingsProblems(problems: ["The file \(file) cannot be read."])
            }
            try await withComposition(flags) { services in
                let outcome = try await ImportOptOuts(services: services).run(
                    String(decoding: data, as: UTF8.self), region: region, origin: origin)
                Output.line("imported \(outcome.imported), known before \(outcome.known)")
                for line in outcome.unreadable { Output.line("line \(line): no phone number") }
                if !outcome.unreadable.isEmpty { throw ExitCode(1) }
            }
        }
    }
}
