import Casewire
import CasewireStorage
import Foundation
import TestPrograms
import TestSupport
import Testing

@testable import CasewireCLI

@Suite struct BackupFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A world on a database file of this folder.
    private func world(_ name: String = "casewire.db") async throws -> (world: World, file: SQLiteDatabase) {
        let world = try await World(on: .memory)
        let file = try await SQLiteDatabase(path: folder.path(name))
        try await file.migrate(Schema.migrations)
        try await CopyDatabase(from: world.database, to: file).run()
        let (fingerprint, now) = (world.services.vault.fingerprint, world.clock.now())
        _ = try await file.write { try $0.saveSetting("key.fingerprint", fingerprint, at: now) }
        return (world.continued(on: file), file)
    }

    @Test func `a backup taken while texts come in is sound and has all that were acknowledged before it`()
        async throws
    {
        let (world, file) = try await world()
        let path = folder.path("backup.db")
        for number in 0..<200 { try await world.receive("before \(number)", id: "SM-before-\(number)") }
        let counts = try await withThrowingTaskGroup(of: BackupFile.Counts?.self) { group in
            for number in 0..<400 {
                group.addTask {
                    try await world.receive("during \(number)", id: "SM-during-\(number)")
                    return nil
                }
            }
            group.addTask { try await BackupFile.write(file, to: path, clock: world.clock) }
            var counts: BackupFile.Counts?
            for try await found in group { counts = found ?? counts }
            return try #require(counts)
        }
        // The file alone is the backup.
        for suffix in ["-wal", "-shm"] { #expect(!FileManager.default.fileExists(atPath: path + suffix)) }
        let copy = try await SQLiteDatabase(path: path)
        #expect(try await copy.integrityProblems() == [])
        let texts = try await copy.read {
            try $0.rows("SELECT provider_id FROM message").map { row -> String in try row["provider_id"] }
        }
        let before = Set(texts).filter { $0.hasPrefix("SM-before-") }
        print(
            "Backup under load: \(texts.count) texts in the copy, 200 of them acknowledged before it began.")
        #expect(before.count == 200)
        #expect(counts.messages == texts.count)
        #expect(try await copy.read { try $0.backupMoment() } == world.clock.now())
        let all = try await file.read { try $0.rows("SELECT id FROM message").count }
        #expect(all == 600)
        await copy.close()
    }

    @Test func `a restore replaces the database, keeps it aside and holds sending`() async throws {
        let (world, file) = try await world()
        try await world.receive("Hello", id: "SM1")
        let path = folder.path("backup.db")
        _ = try await BackupFile.write(file, to: path, clock: world.clock)
        try await world.receive("After it", id: "SM2")
        await file.close()
        let done = try await BackupFile(path: path).restore(
            to: folder.path("casewire.db"), vault: world.services.vault, clock: world.clock,
            random: world.random)
        #expect(done.counts.messages == 1)
        let database = try await SQLiteDatabase(path: folder.path("casewire.db"))
        #expect(try await database.read { try $0.sendingHold() }?.backupTakenAt == world.clock.now())
        #expect(try await database.read { try $0.rows("SELECT id FROM message").count } == 1)
        let aside = try await SQLiteDatabase(path: try #require(done.aside))
        #expect(try await aside.read { try $0.rows("SELECT id FROM message").count } == 2)
        let backup = try await SQLiteDatabase(path: path)
        #expect(try await backup.read { try $0.sendingHold() } == nil)
        for database in [database, aside, backup] { await database.close() }
    }

    @Test func `what is no sound backup under this key changes nothing`() async throws {
        let (world, file) = try await world()
        try await world.receive("Hello", id: "SM1")
        let path = folder.path("backup.db")
        _ = try await BackupFile.write(file, to: path, clock: world.clock)
        await file.close()
        let whole = try Data(contentsOf: URL(filePath: path))
        var damaged = whole
        damaged.replaceSubrange(8192..<20_000, with: Data(repeating: 0x5A, count: 20_000 - 8192))
        try damaged.write(to: URL(filePath: folder.path("damaged.db")))
        try Data("no database".utf8).write(to: URL(filePath: folder.path("text.db")))
        let empty = try await SQLiteDatabase(path: folder.path("empty.db"))
        try await empty.migrate(Schema.migrations)
        await empty.close()
        let other = try Vault(keyBytes: Array(repeating: 8, count: 32))
        let target = folder.path("casewire.db")
        let before = try Data(contentsOf: URL(filePath: target))
        let tries: [(String, Vault)] = [
            ("damaged.db", world.services.vault), ("text.db", world.services.vault),
            ("empty.db", world.services.vault), ("none.db", world.services.vault), ("backup.db", other),
        ]
        for (name, vault) in tries {
            await #expect(throws: (any Error).self, "\(name)") {
                try await BackupFile(path: folder.path(name)).restore(
                    to: target, vault: vault, clock: world.clock, random: world.random)
            }
            #expect(try Data(contentsOf: URL(filePath: target)) == before, "\(name)")
            #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
        }
    }
}
