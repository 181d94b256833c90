import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire selftest`: walks the whole loop once and reads everything back.
struct SelftestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Walk the whole loop: a text, an answer, a handoff, the case, a reply, its delivery.",
        discussion: """
            Against the sandbox it plays the customer and the rep itself. With --phone it uses the real connections and says \
            what to do on the phone and in Creatio.
            """)

    @Option(help: "The server's address.") var server: String?
    @Option(help: "An API key with the role owner or admin.") var key: String?
    @Option(help: "A real phone to text with, such as +15551230001, instead of the sandbox's.") var phone:
        String?
    @Option(help: "What the customer asks first.") var question = "What are your opening hours?"
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        var base = server
        var key = key
        var made: (name: String, settings: Settings)?
        if base == nil || key == nil {
            let settings = try Settings(flags: flags.given, environment: environment)
            base = base ?? settings.publicURL
            if key == nil {
                let name = "selftest-\(SystemRandom().identifier().suffix(12))"
                key = try await Self.makeKey(name, settings: settings)
                made = (name, settings)
            }
        }
        guard let base, let key else { throw SettingsProblems(problems: ["Name --server and --key."]) }
        let walk = SelftestWalk(
            server: HTTPCaller(base: base, key: key), phone: try chosenPhone(), isReal: phone != nil,
            question: question)
        let passed = await walk.run()
        if let made { try await Self.revokeKey(made.name, settings: made.settings) }
        if !passed { throw ExitCode(1) }
    }

    private func chosenPhone() throws -> String {
        guard let phone else {
            return "+1555" + String(Int.random(in: 2_000_000...9_999_999))
        }
        guard let number = PhoneNumber(parsing: phone) else {
            throw SettingsProblems(problems: [
                "--phone “\(phone)” is no phone number; write it such as +15551230001."
            ])
        }
        return number.e164
    }

    /// A key for this run alone, where the database is at hand.
    private static func makeKey(_ name: String, settings: Settings) async throws -> String {
        let composition = try await Composition(settings, serves: false)
        let services = composition.services
        let token = APIKey.makeToken(services.random)
        let now = services.clock.now()
        let id: APIKey.ID = services.random.identifier()
        try await services.database.write {
            try $0.saveKey(named: name, role: .admin, token: token, id: id, at: now)
        }
        try await composition.close()
        return token.value
    }

    private static func revokeKey(_ name: String, settings: Settings) async throws {
        let composition = try await Composition(settings, serves: false)
        let now = composition.services.clock.now()
        _ = try await composition.services.database.write { try $0.revokeKey(named: name, at: now) }
        try await composition.close()
    }
}
