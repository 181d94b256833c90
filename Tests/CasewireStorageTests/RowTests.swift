import CasewireStorage
import TestSupport
import Testing

@Suite struct RowTests {
    @Test(arguments: Engine.all)
    func `a column is read by its name as the type asked for`(on engine: Engine) async throws {
        let row = try await engine.row("SELECT 'a' AS id, 7 AS count, NULL AS body")

        let id: String = try row["id"]
        let count: Int = try row["count"]
        let body: String? = try row["body"]

        #expect(id == "a")
        #expect(count == 7)
        #expect(body == nil)
    }

    @Test(arguments: Engine.all)
    func `a missing column is named`(on engine: Engine) async throws {
        let row = try await engine.row("SELECT 1 AS id, 2 AS body")

        let error = #expect(throws: RowError.noSuchColumn("text", available: ["id", "body"])) {
            let _: String = try row["text"]
        }
        #expect(error?.description == "The row has no column text; it has id, body.")
    }

    @Test(arguments: Engine.all)
    func `a value of another type is told without showing it`(on engine: Engine) async throws {
        let row = try await engine.row("SELECT 'secret' AS body, NULL AS closed")

        let error = #expect(throws: RowError.wrongType(column: "body", expected: "Int", found: "text")) {
            let _: Int = try row["body"]
        }
        #expect(error?.description.contains("secret") == false)
        #expect(throws: RowError.wrongType(column: "closed", expected: "String", found: "NULL")) {
            let _: String = try row["closed"]
        }
    }

    @Test(arguments: Engine.all)
    func `no rows have no columns to get wrong`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        #expect(try await database.read { try $0.rows("SELECT * FROM note").isEmpty })
    }
}

extension Engine {
    fileprivate func row(_ sql: SQL) async throws -> Row {
        try #require(try await makeDatabase().read { try $0.rows(sql).first })
    }
}
