import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire migrate --to …`: moves everything to another database, of either engine.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Copy everything to another, empty database: a file or PostgreSQL.",
        discussion: """
            The servers must be stopped. The database that is copied from is not changed; start with the new one by naming \
            it in CASEWIRE_DATABASE, with the same key file.
            """)

    @Option(help: "The empty database to copy to: a file, or postgres://…") var to: String
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
        var target = settings
        target.database = to
        target.postgres = nil
        if PostgresAddress.isAddress(to) {
            do throws(PostgresAddress.Unreadable) {
                target.postgres = try PostgresAddress(to)
            } catch {
                throw SettingsProblems(problems: ["--to begins like PostgreSQL's, but \(error)."])
            }
        }
        guard settings.postgres != nil || FileManager.default.fileExists(atPath: settings.database) else {
            throw SettingsProblems(problems: ["DATABASE \(settings.database) is not there."])
        }
        let source = try await Store(settings, serves: true)
        do {
            try await source.requireAlone()
            try await copy(from: source, to: try await Store(target, serves: true))
        } catch {
            await source.close()
            throw error
        }
        await source.close()
    }

    private func copy(from source: Store, to target: Store) async throws {
        do {
            try await source.database.migrate(Schema.migrations)
            try await target.database.migrate(Schema.migrations)
            let copied = try await CopyDatabase(from: source.database, to: target.database).run { table in
                Output.line("\(table.table)\t\(table.rows) rows\tsha256 \(table.checksum)")
            }
            try await target.settle()
            let rows = copied.reduce(0) { $0 + $1.rows }
            Output.line("Copied \(rows) rows in \(copied.count) tables; counts and checksums agree.")
        } catch {
            await target.close()
            throw error
        }
        await target.close()
    }
}
