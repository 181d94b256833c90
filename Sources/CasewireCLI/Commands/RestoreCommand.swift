import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire restore FILE`: puts a backup in the place of the database, with sending held.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the database, with sending held.",
        discussion: """
            The server must be stopped. After its start it asks the carriers and Creatio what happened since the backup; \
            nothing is sent until somebody releases it, on the health page or with `casewire release`.
            """)

    @Argument(help: "The file that `casewire backup` wrote.") var file: String
    @Flag(help: "Replace the database that is there; it is kept aside.") var force = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
        guard settings.postgres == nil else {
            throw SettingsProblems(problems: [
                "DATABASE is on a PostgreSQL server, which has its own tool: pg_restore. To put a backup file there, restore it to a file and use `casewire migrate`."
            ])
        }
        let files = FileManager.default
        guard files.fileExists(atPath: settings.keyFile) else {
            throw SettingsProblems(problems: [
                "KEY_FILE \(settings.keyFile) is not there; the secrets in a backup are sealed with it. Put it back first."
            ])
        }
        guard force || !files.fileExists(atPath: settings.database) else {
            throw SettingsProblems(problems: [
                "DATABASE \(settings.database) is there already. Add --force to replace it; it is kept aside."
            ])
        }
        let lock = try Store.lock(settings.database)
        defer { lock.release() }
        let random = SystemRandom()
        let vault = try Vault(keyBytes: KeyFile(path: settings.keyFile, random: random.bytes).bytes)
        let done = try await BackupFile(path: file).restore(
            to: settings.database, vault: vault, clock: SystemClock(), random: random)
        Output.line("Restored \(settings.database): \(done.counts.words).")
        if let aside = done.aside { Output.line("The database that was there is now \(aside).") }
        Output.line(done.restore.words)
        Output.line(
            "Start the server, look at Settings, Health, and release sending there or with `casewire release`. API keys that were revoked since the backup are valid again: see `casewire key list`."
        )
    }
}
