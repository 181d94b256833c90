import ArgumentParser
import Casewire

/// `casewire erase --contact +1…`: removes all that is kept of a contact.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Remove all that is kept of a contact.",
        discussion: """
            Sessions, messages and the consent ledger go. Of a contact who opted out a keyed hash of the number stays, so that \
            they are not texted again. Creatio is left alone.
            """)

    @Option(help: "The contact's phone number, with country code.") var contact: String
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        guard let phone = PhoneNumber(parsing: contact) else {
            throw SettingsProblems(problems: [
                "“\(contact)” is no phone number; write it such as +15551230001."
            ])
        }
        try await withComposition(flags) { services in
            guard let outcome = try await EraseContact(services: services).run(phone) else {
                throw SettingsProblems(problems: ["There is no contact with the number \(phone.e164)."])
            }
            Output.line("Erased: \(outcome.sessions) sessions, \(outcome.messages) messages.")
            if outcome.staysSuppressed { Output.line("The opt-out stays, as a keyed hash of the number.") }
        }
    }
}
