import Dispatch
import Synchronization
import TestPrograms
import TestSupport
import Testing

@testable import CasewireStorage

/// What only a server can do to a body: fail it for another's sake, or go away.
@Suite(.enabled(if: PostgresServer.isInstalled, "PostgreSQL isn't installed."))
struct PostgresDatabaseTests {
    // MARK: - Values

    @Test(arguments: Engine.all)
    func `nothing may stand anywhere, whatever its kind`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let (number, text): (Int?, String?) = (nil, nil)
        try await database.write { try $0.add("a", "x") }

        let row = try await database.read { snapshot in
            try snapshot.rows(
                """
                SELECT CASE WHEN \(number) IS NULL THEN NULL ELSE COALESCE(7, \(number)) END AS one,
                    COALESCE(\(text), body) AS two, COALESCE(\(number), 7) AS three
                FROM note WHERE COALESCE(body, '') <> COALESCE(\(text), '') LIMIT \(1)
                """
            ).first
        }

        let found = try #require(row)
        #expect(try (found["one"] as Int?) == nil)
        #expect(try (found["two"] as String) == "x")
        #expect(try (found["three"] as Int) == 7)
    }

    @Test(arguments: Engine.all)
    func `a sum of whole numbers is one, and a fraction is a misuse`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE size (bytes BIGINT NOT NULL)")
            try transaction.execute("INSERT INTO size VALUES (9007199254740993), (-10000), (1), (40000)")
        }

        let sum: Int64? = try await database.read {
            try $0.rows("SELECT SUM(bytes) AS sum FROM size").first?["sum"]
        }

        #expect(sum == 9_007_199_254_770_994)
        await #expect(throws: DatabaseError.self) {
            _ = try await database.read { try $0.rows("SELECT bytes / 2.5 AS part FROM size") }
        }
    }

    @Test(arguments: Engine.all)
    func `text is sorted by its bytes`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.migrate([
            Migration(name: "1") { _ in ["CREATE TABLE word (text TEXT NOT NULL)"] }
        ])
        try await database.write {
            try $0.execute("INSERT INTO word VALUES ('b'), ('A'), ('a'), ('B'), ('_')")
        }

        let words: [String] = try await database.read {
            try $0.rows("SELECT text FROM word ORDER BY text").map { try $0["text"] }
        }

        #expect(words == ["A", "B", "_", "a", "b"])
    }

    @Test func `an error never shows a value`() async throws {
        let database = try await Engine.postgres.makeNotes()
        try await database.write { try $0.add("secret", "x") }
        for statement in [
            "INSERT INTO note (id, body) VALUES (\("secret"), 'y')",
            "SELECT CAST(\("secret") AS BIGINT) AS n",
        ] as [SQL] {
            await #expect {
                try await database.write { _ = try $0.rows(statement) }
            } throws: { error in
                error is DatabaseError && !"\(error)".contains("secret")
            }
        }
    }

    // MARK: - Others in the way

    @Test func `of two bodies that wait for each other both are kept`() async throws {
        let database = try await Engine.postgres.makeNotes()
        try await database.write { transaction in
            try transaction.add("a", "")
            try transaction.add("b", "")
        }
        let meeting = Meeting(of: 2)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for order in [["a", "b"], ["b", "a"]] {
                group.addTask {
                    try await database.write { transaction in
                        for id in order {
                            try transaction.execute("UPDATE note SET body = body || 'x' WHERE id = \(id)")
                            meeting.arrive()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await database.notes() == ["a": "xx", "b": "xx"])
    }

    @Test func `a look that was overtaken is repeated`() async throws {
        let database = try await Engine.postgres.makeNotes()
        let meeting = Meeting(of: 2)
        let makesOnce: @Sendable (Transaction) throws -> Bool = { transaction in
            guard try transaction.rows("SELECT id FROM note").isEmpty else { return false }
            meeting.arrive()
            try transaction.add("only", "x")
            return true
        }

        let made = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 { group.addTask { try await database.write(makesOnce) } }
            return try await group.reduce(into: [false: 0, true: 0]) { $0[$1, default: 0] += 1 }
        }

        #expect(made == [true: 1, false: 1])
    }

    // MARK: - A lost connection

    @Test func `a body whose connection breaks is run again on another`() async throws {
        let database = try await Engine.postgres.makeNotes()
        let runs = Mutex(0)

        try await database.write { transaction in
            try transaction.add("a", "x")
            if runs.withLock({
                $0 += 1; return $0
            }) == 1 {
                _ = try transaction.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS ended")
            }
        }

        #expect(runs.withLock { $0 } == 2)
        #expect(try await database.notes() == ["a": "x"])
    }

    @Test func `a commit whose end wasn't seen is reported, not repeated`() async throws {
        let database = try await Engine.postgres.makeNotes()
        try await database.write { transaction in
            // Breaks the connection during the commit.
            try transaction.execute(
                """
                CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                """)
            try transaction.execute(
                """
                CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION leave()
                """)
        }
        let runs = Mutex(0)

        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                runs.withLock { $0 += 1 }
                try transaction.add("a", "x")
            }
        }

        #expect(runs.withLock { $0 } == 1)
        guard case .unavailable(let words) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains("during a commit"))
        #expect(try await database.notes() == [:])  // The next call has a new connection.
    }

    @Test func `a server that can't be reached is told with its address and without the password`()
        async throws
    {
        let address = try PostgresAddress("postgres://casewire:s3cret@127.0.0.1:1/support")
        await #expect {
            _ = try await PostgresDatabase(address)
        } throws: { error in
            guard case DatabaseError.unavailable = error else { return false }
            return "\(error)".contains("127.0.0.1") && !"\(error)".contains("s3cret")
        }
    }
}

/// Where bodies, each on a thread of its own, wait for each other the first time they come.
private final class Meeting: Sendable {
    private let missing: Mutex<Int>
    private let gate = DispatchSemaphore(value: 0)
    private let count: Int

    init(of count: Int) {
        self.count = count
        missing = Mutex(count)
    }

    func arrive() {
        let left = missing.withLock { missing in
            missing -= 1
            return missing
        }
        if left > 0 { gate.wait() }
        if left == 0 { for _ in 1..<count { gate.signal() } }
    }
}
