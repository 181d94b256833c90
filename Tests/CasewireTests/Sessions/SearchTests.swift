import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// What people type finds the sessions they mean, on each engine.
struct SearchTests {
    private static let one = "+15551231001"
    private static let other = "+15551231002"

    private static func tickets(_ typed: String, in world: World) async throws -> [Int] {
        try await world.database.read {
            try $0.inbox(InboxQuery(search: typed)).entries.map(\.session.ticket)
        }
    }

    @Test(arguments: Engine.all)
    func `words, a name, a part of a phone number and a ticket find a session`(on engine: Engine) async throws
    {
        let world = try await World(on: engine)
        try await world.receive("Where is my parcel, order A-1042? Write to jo@example.com", from: Self.one)
        try await world.receive("It should be blue", from: Self.one)
        world.clock.advance(by: .seconds(1))
        try await world.receive("La boîte est cassée", from: Self.other)
        try await world.database.write {
            try $0.execute("UPDATE contact SET name = 'Service Customer' WHERE phone = \(Self.other)")
        }
        for _ in 0..<2 {
            for (typed, found) in [
                ("PARCEL", [1]), ("parc", [1]), ("order parcel", [1]), ("parcel blue", []), ("par order", []),
                ("example", [1]), ("a-1042", [1]), ("1042", [1]), ("parcels", []), ("boîte", [2]),
                ("customer", [2]), ("serv", [2]), ("1231002", [2]), ("(555) 123-1001", [1]),
                ("23100", [2, 1]),
                ("+15551231002", [2]), ("#2", [2]), ("# 1", [1]), ("#3", []), ("2", [2]), ("a", [1]),
                ("should be blue", [1]), ("shoulder", []),
            ] {
                #expect(try await Self.tickets(typed, in: world) == found, "\(typed)")
            }
            try await Self.fold(world)
        }
    }

    /// Moves what waits into the index, as the 256th row does.
    private static func fold(_ world: World) async throws {
        guard world.database.dialect == .sqlite else { return }
        try await world.database.write {
            try $0.execute("INSERT INTO search_waiting (number, place, text) VALUES (256, 1, 'nothing')")
        }
        let left = try await world.database.read { try $0.count(of: "search_waiting") }
        #expect(left == 0)
    }

    @Test(arguments: Engine.all)
    func `nothing that can be typed is an error`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.receive("Hello", from: Self.one)
        for typed in [
            "\"", "'", "\\", "*", "a*", "NOT", "AND OR", "NEAR(a, 5)", "(", ")", "a:b", "^a", "-", "a -b",
            "%", "_", "?",
            "' OR 1=1 --", "& | !", "a & ", "<->", ":*", "#", "#x", "#99999999999999999999", "-5", "1e5", "ü",
            "你好", "☃",
            "👍🏽", "\u{0301}", "\u{0}", "a\u{0}b", "+", "+++123", String(repeating: "word ", count: 100),
            String(repeating: "x", count: 5000), "{text}: a", "text : a", "٣٤٥", "½", "é́",
        ] {
            _ = try await Self.tickets(typed, in: world)
        }
        #expect(try await Self.tickets("hello", in: world) == [1])
    }

    @Test(arguments: Engine.all)
    func `a common word leads through all sessions once, a window at a time`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let sessions = 900
        try await world.beginSessions(sessions) { transaction, session, place in
            for position in 1...3 {
                try transaction.execute(
                    """
                    INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text,
                        state, encoding, segments, is_late, created_at)
                    VALUES (\("\(place)-\(position)"), \(session.id), \(session.number), \(session.contact), \(position), 'in',
                        'customer', 'A refund, please', 'received', 'GSM-7', 1, 0, \(session.createdAt))
                    """)
            }
        }
        var (query, seen) = (InboxQuery(search: "refund", limit: 200), [Session]())
        repeat {
            let found = try await world.database.read { [query] in try $0.inbox(query) }
            #expect(found.entries.allSatisfy { found.hits[$0.session.id] == "A refund, please" })
            seen += found.entries.map(\.session)
            query.after = try found.next.map { try #require(InboxCursor($0.text)) }
        } while query.after != nil && seen.count < 2 * sessions
        #expect(seen.count == sessions)
        #expect(Set(seen.map(\.id)).count == sessions)
        #expect(seen.prefix(200).map(\.updatedAt) == seen.prefix(200).map(\.updatedAt).sorted(by: >))
        // Filters hold while searching.
        let resolved = InboxQuery(state: .resolved, search: "refund")
        #expect(try await world.database.read { try $0.inbox(resolved) }.entries.isEmpty)
    }

    @Test(arguments: Engine.all)
    func `an erased contact is in no index any more`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.receive("Zzyzxword is secret", from: Self.one)
        try await world.receive("Hello there", from: Self.other)
        try await Self.fold(world)
        try await world.receive("Qqyqxword is secret", from: Self.one)
        let phone = try #require(PhoneNumber(e164: Self.one))
        #expect(try await EraseContact(services: world.services).run(phone) != nil)
        for typed in ["zzyzxword", "qqyqxword", "secret", "1231001"] {
            #expect(try await Self.tickets(typed, in: world) == [], "\(typed)")
        }
        #expect(try await Self.tickets("hello", in: world) == [2])
        guard world.database.dialect == .sqlite else { return }
        for word in ["zzyzx", "qqyqx"] {
            let left = try await world.database.read { snapshot in
                try snapshot.rows(
                    """
                    SELECT COUNT(*) AS count FROM search_index_data
                    WHERE INSTR(block, CAST(\(word) AS BLOB)) > 0
                    """
                ).first.map { row -> Int in try row["count"] }
            }
            #expect(left == 0, "\(word) is left in the index")
        }
    }

    @Test(arguments: Engine.all)
    func `a changed name is found, the old one is not`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.receive("Hello", from: Self.one)
        for (place, name) in ["First", "Second", "Third"].enumerated() {
            try await world.database.write { try $0.execute("UPDATE contact SET name = \(name)") }
            if place == 0 { try await Self.fold(world) }
            #expect(try await Self.tickets(name, in: world) == [1])
        }
        #expect(try await Self.tickets("first", in: world) == [])
        #expect(try await Self.tickets("second", in: world) == [])
    }

    @Test(arguments: Engine.all)
    func `sessions from before there was an index are found`(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let earlier = Schema.migrations.prefix { $0.name != "025 search" }
        try await database.migrate(Array(earlier))
        try await database.write { transaction in
            for statement: SQL in [
                """
                INSERT INTO number (id, phone, account, secret, autopilot, created_at, provider)
                VALUES ('n', '+15550001000', 'a', 's', 1, 1, 'twilio')
                """,
                """
                INSERT INTO contact (id, phone, name, created_at, seen_at)
                VALUES ('c', '+15551231001', 'Service Customer', 1, 1)
                """,
                """
                INSERT INTO session (id, ticket, number_id, contact_id, state, position, answered_position, counts,
                    created_at, updated_at)
                VALUES ('s', 7, 'n', 'c', 'agent', 1, 0, '{}', 1, 1)
                """,
                """
                INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text,
                    state, encoding, segments, is_late, created_at)
                VALUES ('m', 's', 'n', 'c', 1, 'in', 'customer', 'My parcel', 'received', 'GSM-7', 1, 0, 1)
                """,
            ] { try transaction.execute(statement) }
        }
        try await database.migrate(Schema.migrations)
        for typed in ["parcel", "customer", "231001", "#7"] {
            let found = try await database.read { try $0.inbox(InboxQuery(search: typed)) }
            #expect(found.entries.map(\.session.ticket) == [7], "\(typed)")
        }
    }
}
