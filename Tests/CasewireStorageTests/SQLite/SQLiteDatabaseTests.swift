import CasewireStorage
import Dispatch
import Foundation
import TestPrograms
import TestSupport
import Testing

@Suite struct SQLiteDatabaseTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open() async throws -> SQLiteDatabase {
        try await SQLiteDatabase(path: folder.path("a.db"))
    }

    // MARK: - The file

    @Test func `every commit is flushed, rules are kept, and others are waited for`() async throws {
        let database = try await open()

        let pragmas = try await database.write { transaction in
            try ["synchronous", "foreign_keys", "busy_timeout"].map { name -> Int in
                let row = try #require(try transaction.rows("PRAGMA \(raw: name)").first)
                return try row[name == "busy_timeout" ? "timeout" : name]
            }
        }
        let mode: String? = try await database.read {
            try $0.rows("PRAGMA journal_mode").first?["journal_mode"]
        }

        #expect(pragmas == [2, 1, 5000])  // 2 is FULL.
        #expect(mode == "wal")
    }

    @Test func `only its owner can read the file and those beside it`() async throws {
        let database = try await open()
        try await database.createNotes()

        for name in ["a.db", "a.db-wal", "a.db-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        await database.close()
    }

    @Test func `a file that is no database is refused`() async throws {
        try Data("This is a text, and long enough to look at.".utf8).write(
            to: folder.url.appending(path: "a.db"))
        await #expect(throws: DatabaseError.self) { _ = try await open() }
    }

    @Test func `a folder that is missing is told`() async throws {
        let path = folder.path("nowhere/a.db")
        await #expect(throws: DatabaseError.unavailable("\(path) can't be made: No such file or directory")) {
            _ = try await SQLiteDatabase(path: path)
        }
    }

    @Test func `a write that returned is in the file`() async throws {
        let database = try await open()
        try await database.createNotes()
        let other = try await open()

        for number in 1...20 {
            try await database.write { try $0.add("\(number)", "x") }
            #expect(try await other.notes().count == number)
        }
    }

    // MARK: - Other programs

    @Test func `what another connection writes is noticed once`() async throws {
        let database = try await open()
        try await database.createNotes()
        let other = try await open()
        var batches = database.changes.subscribe().makeAsyncIterator()

        #expect(await !database.noticeOtherProcesses())
        try await database.write { try $0.add("own", "x") }
        #expect(await !database.noticeOtherProcesses())
        try await other.write { try $0.add("other", "x") }
        #expect(await database.noticeOtherProcesses())
        #expect(await !database.noticeOtherProcesses())

        #expect(await batches.next() == .reread)
    }

    @Test func `the watch looks at each interval until it is cancelled`() async throws {
        let database = try await open()
        try await database.createNotes()
        let other = try await open()
        var batches = database.changes.subscribe().makeAsyncIterator()

        await database.watchOtherProcesses(every: .seconds(3)) { interval in
            #expect(interval == .seconds(3))
            let count = try await other.notes().count
            if count == 2 { throw CancellationError() }
            try await other.write { try $0.add("\(count)", "x") }
        }

        #expect(await batches.next() == .reread)
    }

    @Test func `a column that another program added is seen by a query already in use`() async throws {
        let database = try await open()
        try await database.createNotes()
        try await database.write { try $0.add("a", "x") }
        let query: @Sendable (Snapshot) throws -> [Row] = { try $0.rows("SELECT * FROM note") }
        _ = try await [database.read(query), database.write(query)]

        let other = try await open()
        try await other.write {
            try $0.execute("ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")
        }

        for rows in try await [database.read(query), database.write(query)] {
            #expect(try rows.first?["colour"] == "red")
        }
    }

    @Test func `a write that another program keeps waiting fails and works later`() async throws {
        let database = try await SQLiteDatabase(path: folder.path("a.db"), busyTimeout: .milliseconds(1))
        try await database.createNotes()
        let other = try await open()
        let isHeld = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await other.write { transaction in
                    try transaction.add("other", "x")
                    isHeld.signal()
                    gate.wait()
                }
            }
            while isHeld.wait(timeout: .now()) == .timedOut { await Task.yield() }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.add("own", "x") }
            }
            if case .unavailable = error {} else { Issue.record("\(String(describing: error))") }
            #expect(try await database.notes() == [:])  // Readers wait for no one.
            gate.signal()
            try await group.waitForAll()
        }

        try await database.write { try $0.add("own", "x") }
        #expect(try await database.notes().count == 2)
    }

    // MARK: - A full disk

    @Test(arguments: [Engine.memory, .file])
    func `a full database says so, keeps what it has, and goes on when there is room`(on engine: Engine)
        async throws
    {
        let database = try await engine.makeNotes()
        try await database.write { try $0.add("kept", "x") }
        try await database.limitPages(to: 40)
        let large = String(repeating: "x", count: 50_000)

        var error: DatabaseError?
        var written = 1
        while error == nil, written < 100 {
            do {
                try await database.write { [written] in try $0.add("\(written)", large) }
                written += 1
            } catch let failure as DatabaseError {
                error = failure
            }
        }

        guard case .full = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(written > 1)
        #expect(try await database.notes().count == written)

        try await database.limitPages(to: 4000)
        try await database.write { try $0.add("after", large) }
        #expect(try await database.notes().count == written + 1)
    }

    @Test(arguments: [Engine.memory, .file])
    func `many writers on a full database get a result that is true`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.limitPages(to: 60)
        let large = String(repeating: "x", count: 20_000)

        let kept = await withTaskGroup(of: String?.self) { group in
            for number in 0..<60 {
                group.addTask {
                    do {
                        try await database.write { try $0.add("\(number)", large) }
                        return "\(number)"
                    } catch {
                        guard case DatabaseError.full = error else {
                            Issue.record(error)
                            return nil
                        }
                        return nil
                    }
                }
            }
            return await group.reduce(into: Set<String>()) { kept, id in
                if let id { kept.insert(id) }
            }
        }

        #expect(try await Set(database.notes().keys) == kept)
        #expect(kept.count < 60)
    }
}

extension Database {
    /// Makes the database full at so many pages of 4096 bytes.
    fileprivate func limitPages(to count: Int) async throws {
        try await write { _ = try $0.rows("PRAGMA max_page_count = \(raw: "\(count)")") }
    }
}
