import CasewireStorage
import TestPrograms
import TestSupport
import Testing

@Suite struct MigrationTests {
    private let first = Migration(name: "1 notes") { _ in
        [
            "CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
            "INSERT INTO note VALUES ('first', 'x')",
        ]
    }
    private let second = Migration(name: "2 colours") { _ in
        ["ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"]
    }
    private let third = Migration(name: "3 pictures") { dialect in
        ["CREATE TABLE picture (number \(dialect.rowNumberKey), bytes \(dialect.bytes) NOT NULL)"]
    }

    @Test(arguments: Engine.all)
    func `steps are taken once and in order`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()

        try await database.migrate([first, second])
        try await database.migrate([first, second])
        try await database.migrate([first, second, third])

        let rows = try await database.read { try $0.rows("SELECT * FROM note") }
        let colours: [String] = try rows.map { try $0["colour"] }
        #expect(colours == ["red"])
        #expect(try await database.read { try $0.rows("SELECT * FROM picture").isEmpty })
        let names: [String] = try await database.read { snapshot in
            try snapshot.rows("SELECT name FROM schema_migration ORDER BY position").map { try $0["name"] }
        }
        #expect(names == ["1 notes", "2 colours", "3 pictures"])
    }

    @Test(arguments: Engine.all)
    func `a query already in use sees a new column`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.migrate([first])
        let query: @Sendable (Snapshot) throws -> [Row] = { try $0.rows("SELECT * FROM note") }
        let before = try await [database.read(query), database.write(query)]

        try await database.migrate([first, second])

        let after = try await [database.read(query), database.write(query)]
        for rows in before {
            #expect(throws: RowError.self) { let _: String? = try rows.first?["colour"] }
        }
        for rows in after { #expect(try rows.first?["colour"] == "red") }
    }

    @Test(arguments: Engine.all)
    func `a database of a newer program is refused and left alone`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.migrate([first, second])

        await #expect(throws: MigrationError.unknown(["2 colours"])) { try await database.migrate([first]) }
        await #expect(throws: MigrationError.unknown(["2 colours"])) {
            try await database.migrate([first, third])
        }

        await #expect(throws: DatabaseError.self) {
            try await database.read { try $0.rows("SELECT * FROM picture") }
        }
    }

    @Test(arguments: Engine.all)
    func `a step put before one that was taken is refused`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.migrate([first, third])

        await #expect(
            throws: MigrationError.order(
                database: ["1 notes", "3 pictures"], program: ["1 notes", "2 colours", "3 pictures"])
        ) {
            try await database.migrate([first, second, third])
        }
    }

    @Test(arguments: Engine.all)
    func `two steps of one name are refused before anything is done`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()

        await #expect(throws: MigrationError.repeated("1 notes")) {
            try await database.migrate([first, first])
        }

        await #expect(throws: DatabaseError.self) { try await database.notes() }
    }

    @Test(arguments: Engine.all)
    func `a step that fails leaves nothing of itself and is taken later`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let broken = Migration(name: "2 colours") { dialect in
            second.statements(dialect) + ["INSERT INTO nowhere VALUES (1)"]
        }

        await #expect(throws: DatabaseError.self) { try await database.migrate([first, broken]) }
        try await database.migrate([first, second])

        let rows = try await database.read { try $0.rows("SELECT * FROM note") }
        #expect(try rows.first?["colour"] == "red")
    }

    @Test(arguments: Engine.all)
    func `programs that start together take each step once`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await database.migrate([first, second, third]) } }
            try await group.waitForAll()
        }
        #expect(try await database.notes() == ["first": "x"])
    }

    @Test func `connections to one file that start together take each step once`() async throws {
        let folder = try TemporaryFolder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let database = try await SQLiteDatabase(path: folder.path("a.db"))
                    try await database.migrate([first, second, third])
                    await database.close()
                }
            }
            try await group.waitForAll()
        }
        let database = try await SQLiteDatabase(path: folder.path("a.db"))
        #expect(try await database.notes() == ["first": "x"])
    }
}
