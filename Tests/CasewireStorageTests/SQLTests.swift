import CasewireStorage
import TestSupport
import Testing

@Suite struct SQLTests {
    @Test func `an interpolated value is an argument`() {
        let id = "x' OR '1' = '1"
        let nothing: String? = nil

        let sql: SQL = "SELECT \(1), \(id), \(true), \(nothing), \([1, 2] as [UInt8]) FROM note"

        #expect(sql.text == "SELECT ?, ?, ?, ?, ? FROM note")
        #expect(sql.arguments == [.integer(1), .text(id), .integer(1), .null, .blob([1, 2])])
    }

    @Test func `a list has an argument for each element`() {
        let some: SQL = "WHERE id IN (\(list: ["a", "b", "c"]))"
        let none: SQL = "WHERE id IN (\(list: [String]()))"

        #expect(some.text == "WHERE id IN (?, ?, ?)")
        #expect(some.arguments == [.text("a"), .text("b"), .text("c")])
        #expect(none.text == "WHERE id IN (NULL)")
        #expect(none.arguments.isEmpty)
    }

    @Test func `statements are put together with their arguments in order`() {
        var sql: SQL = "SELECT * FROM note WHERE id = \("a")"
        sql += " AND body = \("b")"
        let whole: SQL = "\(sql) LIMIT \(3)" + " \(raw: Dialect.postgres.skipLocked)"

        #expect(whole.text == "SELECT * FROM note WHERE id = ? AND body = ? LIMIT ? FOR UPDATE SKIP LOCKED")
        #expect(whole.arguments == [.text("a"), .text("b"), .integer(3)])
    }

    @Test(arguments: Engine.all)
    func `lists of any length are found`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        try await database.write { transaction in
            for number in 0..<40 { try transaction.add("\(number)", "x") }
        }

        for length in [0, 1, 16, 17, 40] {
            let ids = (0..<length).map(String.init)
            let found = try await database.read {
                try $0.rows("SELECT id FROM note WHERE id IN (\(list: ids))").count
            }
            #expect(found == length)
        }
    }
}
