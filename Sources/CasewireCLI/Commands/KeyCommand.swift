import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire key`: what scripts sign in with.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, list and revoke API keys.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a key and print it, once and alone.")
        @Option(help: "What the key is for.") var name: String
        @Option(help: "owner, admin, rep or viewer.") var role = Operator.Role.admin
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                let token = APIKey.makeToken(services.random)
                let now = services.clock.now()
                let random = services.random
                try await services.database.write { transaction in
                    guard
                        try !transaction.apiKeys().contains(where: { $0.name == name && $0.revokedAt == nil })
                    else {
                        throw SettingsProblems(problems: [
                            "There is a key named \(name) already; revoke it first."
                        ])
                    }
                    try transaction.saveKey(
                        named: name, role: role, token: token, id: random.identifier(), at: now)
                }
                Output.line(token.value)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List keys; their secrets are not kept.")
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                for key in try await services.database.read({ try $0.apiKeys() }) {
                    let state = key.revokedAt.map { "revoked \($0.iso8601)" } ?? "in use"
                    Output.line("\(key.name)\t\(key.role.rawValue)\t\(key.createdAt.iso8601)\t\(state)")
                }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a key for good.")
        @Argument(help: "The key's name.") var name: String
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                let now = services.clock.now()
                guard try await services.database.write({ try $0.revokeKey(named: name, at: now) }) else {
                    throw SettingsProblems(problems: ["There is no key named \(name) in use."])
                }
                Output.line("Revoked.")
            }
        }
    }
}

extension Operator.Role: ExpressibleByArgument {}

/// Opens the configured database for a short command.
func withComposition(_ flags: Settings.Flags, _ body: @Sendable (Services) async throws -> Void) async throws
{
    let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
    let composition = try await Composition(settings, serves: false)
    do {
        try await body(composition.services)
    } catch {
        try await composition.close()
        throw error
    }
    try await composition.close()
}
