import CasewireStorage
import Synchronization
import TestPrograms
import TestSupport
import Testing

/// What every engine owes its callers: the write contract.
@Suite struct DatabaseTests {
    // MARK: - Reading and writing

    @Test(arguments: Engine.all)
    func `what a write returns is there for a read`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        let changed = try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO note (id, body) VALUES (\("a"), \("first")), (\("b"), \("second"))")
        }

        #expect(changed == 2)
        #expect(try await database.notes() == ["a": "first", "b": "second"])
    }

    @Test(arguments: Engine.all)
    func `a write reads what it has written`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        let seen: String? = try await database.write { transaction in
            try transaction.add("a", "mine")
            return try transaction.rows("SELECT body FROM note WHERE id = \("a")").first?["body"]
        }

        #expect(seen == "mine")
    }

    @Test(arguments: Engine.all)
    func `changed rows are counted for each statement alone`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        let counts = try await database.write { transaction in
            try [
                transaction.execute("INSERT INTO note (id, body) VALUES ('a', 'x'), ('b', 'x'), ('c', 'y')"),
                transaction.execute("UPDATE note SET body = 'z' WHERE body = 'x'"),
                transaction.execute("UPDATE note SET body = 'z' WHERE body = 'nothing'"),
                transaction.execute("CREATE TABLE other (id TEXT PRIMARY KEY)"),
                transaction.execute("DELETE FROM note"),
            ]
        }

        #expect(counts == [3, 2, 0, 0, 3])
    }

    @Test(arguments: Engine.all)
    func `an insert returns the columns that it is asked for`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { transaction in
            let key = transaction.dialect.rowNumberKey
            try transaction.execute("CREATE TABLE ticket (number \(raw: key), title TEXT NOT NULL)")
        }

        let numbers: [Int] = try await database.write { transaction in
            try transaction.rows("INSERT INTO ticket (title) VALUES ('one'), ('two') RETURNING number, title")
                .map { try $0["number"] }
        }

        #expect(numbers == [1, 2])
        #expect(
            try await database.read { try $0.rows("SELECT COUNT(*) AS count FROM ticket").first?["count"] }
                == 2)
    }

    @Test(arguments: Engine.all)
    func `a row that is there already is told by no row returned`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let insertOnce: @Sendable (Transaction) throws -> Bool = { transaction in
            try !transaction.rows(
                "INSERT INTO note (id, body) VALUES ('a', 'once') ON CONFLICT DO NOTHING RETURNING id"
            ).isEmpty
        }

        #expect(try await database.write(insertOnce))
        #expect(try await !database.write(insertOnce))
        #expect(try await database.notes() == ["a": "once"])
    }

    @Test(arguments: Engine.all)
    func `an update that names its state is made by one of many`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.write { try $0.add("a", "queued") }

        let winners = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await database.write { transaction in
                        try transaction.execute(
                            "UPDATE note SET body = 'sending' WHERE id = 'a' AND body = 'queued'")
                    }
                }
            }
            return try await group.reduce(0, +)
        }

        #expect(winners == 1)
    }

    @Test(arguments: Engine.all)
    func `a read can't write`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        await #expect(throws: DatabaseError.self) {
            _ = try await database.read {
                try $0.rows("INSERT INTO note (id, body) VALUES ('a', 'x') RETURNING id")
            }
        }

        #expect(try await database.notes() == [:])
    }

    // MARK: - Errors

    @Test(arguments: Engine.all)
    func `an error undoes the whole body`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        await #expect(throws: Refusal()) {
            try await database.write { transaction in
                try transaction.add("a", "x")
                throw Refusal()
            }
        }

        #expect(try await database.notes() == [:])
    }

    @Test(arguments: Engine.all)
    func `a broken rule is a constraint error`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.write { try $0.add("a", "x") }

        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.add("a", "y") }
        }

        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await database.notes() == ["a": "x"])
    }

    @Test(arguments: Engine.all)
    func `a parent that is missing is a constraint error`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        let error = await #expect(throws: DatabaseError.self) {
            try await database.write {
                try $0.execute("INSERT INTO comment (id, note) VALUES ('c', 'nowhere')")
            }
        }

        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: Engine.all)
    func `a wrong statement is a misuse`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let wrong: [SQL] = ["SELECT * FROM nothing", "SELEC 1", "SELECT 1; SELECT 2", "SELECT ?"]

        for statement in wrong {
            let error = await #expect(throws: DatabaseError.self) {
                _ = try await database.read { try $0.rows(statement) }
            }
            guard case .misuse = error else {
                Issue.record("\(statement.text): \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: Engine.all)
    func `a body that drops a statement's error fails all the same`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.write { try $0.add("a", "x") }

        await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                try transaction.add("b", "y")
                try? transaction.add("a", "again")
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await database.read { snapshot in
                _ = try? snapshot.rows("SELECT * FROM nothing")
                return try snapshot.rows("SELECT 1 AS one").count
            }
        }

        #expect(try await database.notes() == ["a": "x"])
    }

    @Test(arguments: Engine.all)
    func `nothing is done after the database is closed`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        await database.close()

        await #expect(throws: DatabaseError.unavailable("it is closed")) {
            try await database.write { try $0.add("a", "x") }
        }
        await #expect(throws: DatabaseError.unavailable("it is closed")) { try await database.notes() }
        await database.close()
    }

    @Test(arguments: Engine.all)
    func `writes that wait are kept when the database closes`(on engine: Engine) async throws {
        let folder = try TemporaryFolder()
        let database =
            engine == .file
            ? try await SQLiteDatabase(path: folder.path("a.db")) : try await engine.makeDatabase()
        try await database.createNotes()

        let kept = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        try await database.write { try $0.add("\(number)", "x") }
                        return true
                    } catch {
                        return false  // Came after the end, and is told so.
                    }
                }
            }
            group.addTask {
                await database.close()
                return false
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        guard engine == .file else { return }
        let reopened = try await SQLiteDatabase(path: folder.path("a.db"))
        #expect(try await reopened.notes().count == kept)
    }

    // MARK: - Many at once

    @Test(arguments: Engine.all)
    func `no increment is lost among many writers`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE counter (id BIGINT PRIMARY KEY, value BIGINT NOT NULL)")
            try transaction.execute("INSERT INTO counter (id, value) VALUES (1, 0)")
        }

        let seen = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var values: [Int] = []
                    for _ in 0..<25 {
                        let value: Int? = try await database.write { transaction in
                            let old: Int =
                                try transaction.rows(
                                    """
                                    SELECT value FROM counter WHERE id = 1 \(raw: transaction.dialect.forUpdate)
                                    """
                                ).first?["value"] ?? -1
                            return try transaction.rows(
                                "UPDATE counter SET value = \(old + 1) WHERE id = 1 RETURNING value"
                            ).first?["value"]
                        }
                        values.append(value ?? -1)
                    }
                    return values
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }

        #expect(seen.sorted() == Array(1...400))
    }

    @Test(arguments: Engine.all)
    func `of bodies that run together only those that fail are undone`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        let kept = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            try transaction.add("\(number)", "x")
                            if number.isMultiple(of: 3) { throw Refusal() }
                            if number.isMultiple(of: 5) { try transaction.add("\(number)", "again") }
                        }
                        return number
                    } catch is Refusal where number.isMultiple(of: 3) {
                        return nil
                    } catch DatabaseError.constraint where number.isMultiple(of: 5) {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: Set<String>()) { kept, number in
                if let number { kept.insert("\(number)") }
            }
        }

        #expect(kept.count == 200 - 67 - 26)  // Multiples of three, then of five but not of three.
        #expect(try await Set(database.notes().keys) == kept)
    }

    @Test(arguments: Engine.all)
    func `a read sees one moment however much is written beside it`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.write { transaction in
            try transaction.add("left", "0")
            try transaction.add("right", "0")
        }

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...100 {
                    try await database.write { transaction in
                        try transaction.execute("UPDATE note SET body = \("\(number)") WHERE id = 'left'")
                        try transaction.execute("UPDATE note SET body = \("\(number)") WHERE id = 'right'")
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<100 {
                        let (left, right) = try await database.read { snapshot in
                            let left: String? = try snapshot.rows("SELECT body FROM note WHERE id = 'left'")
                                .first?["body"]
                            let right: String? = try snapshot.rows("SELECT body FROM note WHERE id = 'right'")
                                .first?["body"]
                            return (left, right)
                        }
                        #expect(left == right)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.all)
    func `a cancelled task's write is carried out`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                #expect(Task.isCancelled)
                try await database.write { try $0.add("a", "x") }
            }
            try await group.waitForAll()
        }

        #expect(try await database.notes() == ["a": "x"])
    }
}
