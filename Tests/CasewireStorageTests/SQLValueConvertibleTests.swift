import CasewireStorage
import TestSupport
import Testing

@Suite struct SQLValueConvertibleTests {
    enum State: String, SQLValueConvertible {
        case queued
        case sent
    }

    struct ID: RawRepresentable, Hashable, SQLValueConvertible {
        let rawValue: Int64
    }

    @Test(arguments: Engine.all)
    func `text comes back as it went in`(on engine: Engine) async throws {
        let long = String(repeating: "long ", count: 10_000)
        for text in [
            "", "plain", "O'Brien; --", "a\r\nb\t\\", "é", "e\u{301}", "👩‍👩‍👧‍👦 🇫🇷", "\u{FEFF}\u{10FFFF}", long,
        ] {
            let back: String = try await engine.passing(text, as: "TEXT")
            #expect(back.unicodeScalars.elementsEqual(text.unicodeScalars))  // Not only equal as characters.
        }
    }

    @Test(arguments: Engine.all)
    func `a text with NUL is kept, with the replacement character in its place`(on engine: Engine)
        async throws
    {
        let back: String = try await engine.passing("before\u{0}after", as: "TEXT")
        #expect(back == "before\u{FFFD}after")
    }

    @Test(arguments: Engine.all)
    func `whole numbers come back as they went in`(on engine: Engine) async throws {
        for number in [0, -1, 1, .min, .max] as [Int64] {
            #expect(try await engine.passing(number, as: "BIGINT") == number)
        }
        #expect(try await engine.passing(42, as: "BIGINT") == 42)
    }

    @Test(arguments: Engine.all)
    func `yes and no come back as they went in`(on engine: Engine) async throws {
        #expect(try await engine.passing(true, as: "BIGINT"))
        #expect(try await !engine.passing(false, as: "BIGINT"))
    }

    @Test(arguments: Engine.all)
    func `bytes come back as they went in`(on engine: Engine) async throws {
        for bytes in [[], [0], Array(0...255), Array(repeating: 7, count: 100_000)] as [[UInt8]] {
            #expect(try await engine.passing(bytes, as: nil) == bytes)
        }
    }

    @Test(arguments: Engine.all)
    func `nothing stays apart from empty text and no bytes`(on engine: Engine) async throws {
        #expect(try await engine.passing(nil as String?, as: "TEXT") == nil)
        #expect(try await engine.passing("" as String?, as: "TEXT") == "")
        #expect(try await engine.passing(nil as [UInt8]?, as: nil) == nil)
        #expect(try await engine.passing([] as [UInt8]?, as: nil) == [])
        #expect(try await engine.passing(nil as Int?, as: "BIGINT") == nil)
    }

    @Test(arguments: Engine.all)
    func `an enum and an identifier are stored as their raw values`(on engine: Engine) async throws {
        #expect(try await engine.passing(State.sent, as: "TEXT") == .sent)
        #expect(try await engine.passing(nil as State?, as: "TEXT") == nil)
        #expect(try await engine.passing(ID(rawValue: 7), as: "BIGINT") == ID(rawValue: 7))
    }

    @Test func `a value of another kind is refused`() {
        #expect(Int(sqlValue: .text("1")) == nil)
        #expect(String(sqlValue: .integer(1)) == nil)
        #expect(String(sqlValue: .null) == nil)
        #expect(Bool(sqlValue: .integer(2)) == nil)
        #expect([UInt8](sqlValue: .text("a")) == nil)
        #expect(State(sqlValue: .text("lost")) == nil)
        #expect(String??(sqlValue: .integer(1)) == nil)
    }
}

extension Engine {
    /// Stores a value in a column of a type, or of bytes, and reads it back.
    fileprivate func passing<Value: SQLValueConvertible & Sendable>(
        _ value: Value, as type: String?
    ) async throws -> Value {
        let database = try await makeDatabase()
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE kept (value \(raw: type ?? transaction.dialect.bytes))")
            try transaction.execute("INSERT INTO kept (value) VALUES (\(value))")
        }
        let values: [Value] = try await database.read {
            try $0.rows("SELECT value FROM kept").map { try $0["value"] }
        }
        return try #require(values.first)
    }
}
