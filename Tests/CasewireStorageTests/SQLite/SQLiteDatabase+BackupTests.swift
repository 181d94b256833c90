import CasewireStorage
import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct SQLiteBackupTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a copy holds what was committed, for its owner alone`() async throws {
        let database = try await SQLiteDatabase(path: folder.path("a.db"))
        try await database.createNotes()
        try await database.write { try $0.add("before", "x") }

        try await database.backup(to: folder.path("copy.db"))
        try await database.write { try $0.add("after", "x") }

        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("copy.db"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let copy = try await SQLiteDatabase(path: folder.path("copy.db"))
        #expect(try await copy.notes() == ["before": "x"])
    }

    @Test func `a copy taken while many write holds whole transactions`() async throws {
        let database = try await SQLiteDatabase(path: folder.path("a.db"))
        try await database.createNotes()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await database.write { transaction in
                        try transaction.add("left \(number)", "x")
                        try transaction.add("right \(number)", "x")
                    }
                }
            }
            group.addTask { try await database.backup(to: folder.path("copy.db")) }
            try await group.waitForAll()
        }

        let copy = try await SQLiteDatabase(path: folder.path("copy.db"))
        #expect(try await copy.notes().count.isMultiple(of: 2))
        #expect(try await database.notes().count == 400)
    }

    @Test func `a file that is there is never written over`() async throws {
        let database = try await SQLiteDatabase(path: folder.path("a.db"))
        try Data("mine".utf8).write(to: folder.url.appending(path: "copy.db"))

        await #expect(throws: DatabaseError.self) { try await database.backup(to: folder.path("copy.db")) }

        #expect(try Data(contentsOf: folder.url.appending(path: "copy.db")) == Data("mine".utf8))
    }

    @Test func `a database in memory has no file to copy`() async throws {
        let database = try await SQLiteDatabase.inMemory()
        await #expect(throws: DatabaseError.self) { try await database.backup(to: folder.path("copy.db")) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("copy.db")))
    }
}
