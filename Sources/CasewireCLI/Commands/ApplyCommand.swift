import ArgumentParser
import Casewire
import Foundation

/// `casewire apply FILE`: brings the configuration to what a setup file declares.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Bring the configuration to what a setup file declares.",
        discussion: "Repeatable. A running server takes up the changes by itself.")

    @Argument(help: "The setup file (YAML).") var file: String
    @Flag(help: "Print the difference and change nothing.") var dryRun = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try Settings(flags: flags.given, environment: environment)
        let setup = try SetupFile(path: file, environment: environment).setup
        let composition = try await Composition(settings, serves: false)
        try await Self.apply(setup, to: composition, dryRun: dryRun, printsUnchanged: true, from: .command)
        try await composition.close()
    }

    static func apply(
        _ setup: Setup, to composition: Composition, dryRun: Bool, printsUnchanged: Bool,
        from occasion: DeclaredSettings.Occasion
    ) async throws {
        let services = composition.services
        let changes = try await ApplySetup(
            database: services.database, vault: services.vault, random: services.random, clock: services.clock
        ).apply(setup, dryRun: dryRun, from: occasion)
        for change in changes { Output.line((dryRun ? "would change " : "") + change) }
        if changes.isEmpty && printsUnchanged { Output.line("Nothing to change.") }
    }
}
