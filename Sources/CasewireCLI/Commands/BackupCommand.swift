import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire backup FILE`: a consistent copy of the database, while it is in use.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database, consistently, while it is in use.",
        discussion: """
            Secrets in it stay sealed: keep the key file too, elsewhere. A database on a PostgreSQL server is copied with \
            pg_dump instead.
            """)

    @Argument(help: "The file to write; it must not exist.") var file: String
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
        let composition = try await Composition(settings, serves: false)
        do {
            try await composition.store.backUp(to: file)
        } catch {
            try await composition.close()
            throw error
        }
        try await composition.close()
        Output.line("Written to \(file). Keep the key file \(settings.keyFile) too, in another place.")
    }
}
