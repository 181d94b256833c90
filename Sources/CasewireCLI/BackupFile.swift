import Casewire
import CasewireStorage
import Foundation

/// A file that `casewire backup` wrote: made, checked, and put back in the place of a database.
struct BackupFile {
    let path: String

    /// What a backup holds, for people who want to know that it is the right one.
    struct Counts: Sendable, Equatable {
        let sessions: Int
        let messages: Int
        let contacts: Int
        let jobs: Int

        var words: String { "\(sessions) sessions, \(messages) messages, \(contacts) contacts, \(jobs) jobs" }
    }

    /// Copies a database that may be in use, notes in the copy when that was, and checks it.
    static func write(_ database: SQLiteDatabase, to path: String, clock: any WallClock) async throws
        -> Counts
    {
        // Before the copy begins: whatever was acknowledged by then is in it.
        let moment = clock.now()
        try await database.backup(to: path)
        do {
            return try await withDatabase(path) { copy in
                try await copy.write { try $0.noteBackup(at: moment) }
                return try await check(copy, path: path)
            }
        } catch {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            throw error
        }
    }

    /// Checks the backup and puts it in the place of the database at `target`, with sending held.
    ///
    /// - Returns: what it holds, when it was taken, and where the replaced database is kept.
    func restore(
        to target: String, vault: Vault, clock: any WallClock, random: any RandomSource
    ) async throws -> (counts: Counts, restore: Restore, aside: String?) {
        let now = clock.now()
        let files = FileManager.default
        guard files.isReadableFile(atPath: path) else {
            throw SettingsProblems(problems: ["The backup \(path) cannot be read."])
        }
        let prepared = target + ".restoring"
        Self.remove(prepared)
        do {
            try files.copyItem(atPath: path, toPath: prepared)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: prepared)
            let id = random.identifier()
            let found = try await Self.withDatabase(prepared) { copy in
                try await Self.requireOurs(copy, path: path, vault: vault)
                try await copy.migrate(Schema.migrations)
                let counts = try await Self.check(copy, path: path)
                try await copy.write { try $0.noteRestore(at: now, id: id) }
                guard let restore = try await copy.read({ try $0.restore() }) else {
                    throw SettingsProblems(problems: ["The backup \(path) could not be prepared."])
                }
                return (counts, restore)
            }
            var aside: String?
            if files.fileExists(atPath: target) {
                // Moves what its log holds into the file, where it still can be opened.
                if let old = try? await SQLiteDatabase(path: target) {
                    try? await old.moveLogIntoFile()
                    await old.close()
                }
                let stamp = now.iso8601.prefix(19).replacing(":", with: "")
                aside = "\(target).replaced-\(stamp)Z"
            }
            try SQLiteReplacement.replace(target, with: prepared, keepingOldAs: aside ?? target + ".replaced")
            return (found.0, found.1, aside)
        } catch {
            Self.remove(prepared)
            throw error
        }
    }

    /// Refuses what is no database of Casewire's, and one whose secrets another key sealed.
    private static func requireOurs(_ copy: SQLiteDatabase, path: String, vault: Vault) async throws {
        let fingerprint: String?
        do {
            fingerprint = try await copy.read { try $0.setting("key.fingerprint", as: String.self) }
        } catch {
            throw SettingsProblems(problems: ["\(path) is no backup of Casewire's: \(error)"])
        }
        guard let fingerprint else {
            throw SettingsProblems(problems: ["\(path) is no backup of Casewire's: it names no key."])
        }
        guard fingerprint == vault.fingerprint else {
            throw SettingsProblems(problems: [
                "The secrets in \(path) were sealed with another key file. Name the right one with --key-file."
            ])
        }
    }

    private static func check(_ copy: SQLiteDatabase, path: String) async throws -> Counts {
        let problems = try await copy.integrityProblems()
        guard problems.isEmpty else {
            throw SettingsProblems(problems: problems.prefix(5).map { "\(path) is damaged: \($0)." })
        }
        return try await copy.read { snapshot in
            let found = try snapshot.backupCounts()
            return Counts(
                sessions: found.sessions, messages: found.messages, contacts: found.contacts, jobs: found.jobs
            )
        }
    }

    private static func withDatabase<Value: Sendable>(
        _ path: String, _ body: (SQLiteDatabase) async throws -> Value
    ) async throws -> Value {
        let database = try await SQLiteDatabase(path: path)
        do {
            let value = try await body(database)
            try await database.moveLogIntoFile()
            await database.close()
            // Empty by now.
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
