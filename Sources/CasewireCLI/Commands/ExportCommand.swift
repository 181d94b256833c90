import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire export --contact +1…`: all that is kept of a contact, as JSON.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print all that is kept of a contact, as JSON.")

    @Option(help: "The contact's phone number, with country code.") var contact: String
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        guard let phone = PhoneNumber(parsing: contact) else {
            throw SettingsProblems(problems: [
                "“\(contact)” is no phone number; write it such as +15551230001."
            ])
        }
        try await withComposition(flags) { services in
            guard let export = try await services.database.read({ try $0.export(of: phone) }) else {
                throw SettingsProblems(problems: ["There is no contact with the number \(phone.e164)."])
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Output.line(String(decoding: try encoder.encode(export), as: UTF8.self))
        }
    }
}
