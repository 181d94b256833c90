import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct InboxViewTests {
    private static let me = Operator.ID(rawValue: "me")

    private static func tickets(_ query: InboxQuery, in world: World) async throws -> [Int] {
        try await world.database.read { try $0.inbox(query) }.entries.map(\.session.ticket)
    }

    private static func addOperators(to world: World) async throws {
        try await world.database.write { transaction in
            for (id, role) in [("me", "rep"), ("other", "owner"), ("looker", "viewer")] {
                try transaction.execute(
                    """
                    INSERT INTO operator (id, email, role, password, created_at)
                    VALUES (\(id), \(id + "@example.com"), \(role), '', 1)
                    """)
            }
        }
    }

    @Test(arguments: Engine.all)
    func `each view has its sessions and their count`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.addOperators(to: world)
        let actions = SessionActions(services: world.services)
        for place in 1...6 {
            try await world.receive("Hello", from: "+1555123100\(place)")
            world.clock.advance(by: .seconds(1))
        }
        func id(_ place: Int) async throws -> Session.ID {
            try await world.session(of: "+1555123100\(place)").id
        }
        try await actions.takeOver(id(2), by: "test")
        try await actions.assign(id(2), to: Self.me, by: "test")
        try await actions.assign(id(3), to: Self.me, by: "test")
        try await actions.resolve(id(3), by: "test")
        try await actions.assign(id(4), to: Operator.ID(rawValue: "other"), by: "test")
        let (behind, failed) = (try await id(5), try await id(6))
        try await world.database.write { transaction in
            for (session, sync) in [(behind, "behind"), (failed, "failed")] {
                try transaction.execute(
                    """
                    INSERT INTO case_link (session_id, case_id, sync, created_at)
                    VALUES (\(session), \("case of \(session)"), \(sync), 1)
                    """)
            }
            try transaction.execute("UPDATE session SET escalated_at = 1 WHERE ticket = 2")
        }
        let expected: [InboxView: Set<Int>] = [
            .all: [1, 2, 3, 4, 5, 6], .mine: [2], .unassigned: [1, 5, 6], .agent: [1, 4, 5, 6],
            .handedOff: [2], .escalated: [2],
            .snoozed: [], .behind: [5], .failed: [6], .resolved: [3],
        ]
        let counts = try await world.database.read { try $0.viewCounts(for: Self.me) }
        for view in InboxView.allCases {
            let found = try await Self.tickets(InboxQuery(view: view, viewer: Self.me), in: world)
            #expect(Set(found) == expected[view], "\(view)")
            #expect(counts[view] == expected[view]?.count, "\(view)")
            let searched = try await Self.tickets(
                InboxQuery(view: view, viewer: Self.me, search: "hello"), in: world)
            #expect(Set(searched) == expected[view], "\(view), searched")
        }
        let others = InboxQuery(assignee: .person(Operator.ID(rawValue: "other")))
        #expect(try await Self.tickets(others, in: world) == [4])
        #expect(try await Set(Self.tickets(InboxQuery(assignee: .nobody), in: world)) == [1, 5, 6])
    }

    @Test(arguments: Engine.all)
    func `a text that failed is shown until a later one arrives or a person resolves it`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let actions = SessionActions(services: world.services)
        try await world.receive("Hello")
        let id = try await world.session().id
        let failed = InboxQuery(view: .failed)
        func send(_ text: String, then status: String) async throws {
            let sent = try await actions.reply(text, in: id, by: "test", key: nil)
            try await world.settle(2)
            let message = try #require(try await world.database.read { try $0.message(sent) })
            try await world.receipt(status, for: message, error: status == "delivered" ? nil : "30003")
        }
        try await send("One", then: "undelivered")
        #expect(try await Self.tickets(failed, in: world) == [1])
        try await send("Two", then: "delivered")
        #expect(try await Self.tickets(failed, in: world) == [])
        try await send("Three", then: "failed")
        try await world.receive("Are you there?")
        #expect(try await Self.tickets(failed, in: world) == [1])
        try await actions.resolve(id, by: "test")
        #expect(try await Self.tickets(failed, in: world) == [])
    }

    @Test(arguments: Engine.all)
    func `a view of very many pages in the same order`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.beginSessions(1100) { transaction, session, _ in
            try transaction.execute(
                """
                INSERT INTO case_link (session_id, case_id, sync, created_at)
                VALUES (\(session.id), \(session.id), 'behind', 1)
                """)
        }
        let all = try await Self.tickets(InboxQuery(limit: 50), in: world)
        #expect(try await Self.tickets(InboxQuery(view: .behind, limit: 50), in: world) == all)
        let counts = try await world.database.read { try $0.viewCounts(for: Self.me) }
        #expect(counts[.behind] == InboxView.mostCounted)
        try await world.database.write {
            try $0.execute("DELETE FROM case_link WHERE session_id LIKE 'session-9%'")
        }
        #expect(try await Self.tickets(InboxQuery(view: .behind, limit: 50), in: world).count == 50)
    }

    @Test(arguments: Engine.all)
    func `what came since an operator looked is unseen to them alone`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.addOperators(to: world)
        try await world.receive("Hello")
        let session = try await world.session()
        func unseen(_ person: String) async throws -> Int {
            try await world.database.read { try $0.unseenCount(for: Operator.ID(rawValue: person)) }
        }
        #expect(try await unseen("me") == 0)  // The agent has it.
        try await SessionActions(services: world.services).takeOver(session.id, by: "test")
        #expect(try await unseen("me") == 1)
        try await world.database.write { transaction in
            for position in [session.position, 0] {
                try transaction.noteSeen(session.id, to: position, by: Self.me)
            }
        }
        #expect(try await unseen("me") == 0)
        #expect(try await unseen("other") == 1)
        try await world.receive("And?")
        #expect(try await unseen("me") == 1)
        try await SessionActions(services: world.services).assign(
            session.id, to: Operator.ID(rawValue: "other"), by: "test")
        #expect(try await unseen("me") == 0)
        #expect(try await unseen("other") == 1)
    }

    @Test(arguments: Engine.all)
    func `an assignment is an event once, and to those alone who may answer`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await Self.addOperators(to: world)
        try await world.receive("Hello")
        let (id, actions) = (try await world.session().id, SessionActions(services: world.services))
        for _ in 0..<2 { try await actions.assign(id, to: Self.me, by: "test") }
        await #expect(throws: SessionActions.Refusal.self) {
            try await actions.assign(id, to: Operator.ID(rawValue: "looker"), by: "test")
        }
        try await actions.assign(id, to: nil, by: "test")
        let titles = try await world.timeline().filter { $0.kind == .state }.map(\.title)
        #expect(titles == ["Assigned to me@example.com.", "Assigned to nobody."])
    }

    @Test(arguments: Engine.all)
    func `an operator keeps views, and none that searches for an erased contact`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await world.receive("Hello")
        try await world.database.write { try $0.execute("UPDATE contact SET name = 'Service Customer'") }
        let now = world.clock.now()
        func keep(_ name: String, _ search: String, of person: String = "me") async throws {
            let view = SavedView(
                id: world.random.identifier(), name: name, view: .failed, assignee: "none", search: search)
            try await world.database.write { try $0.save(view, of: Operator.ID(rawValue: person), at: now) }
        }
        try await keep(" Refunds  now ", "old")
        try await keep("Refunds now", "refund")
        try await keep("By phone", "(555) 123-0001")
        try await keep("By name", "customer")
        try await keep("Other", "parcel", of: "other")
        func names() async throws -> [String] {
            try await world.database.read { try $0.savedViews(of: Self.me) }.map {
                "\($0.name): \($0.search ?? "")"
            }
        }
        #expect(
            try await names() == ["By name: customer", "By phone: (555) 123-0001", "Refunds now: refund"])
        await #expect(throws: SavedView.Refusal.unnamed) { try await keep("  ", "x") }
        let phone = try #require(PhoneNumber(e164: World.customer))
        _ = try await EraseContact(services: world.services).run(phone)
        #expect(try await names() == ["Refunds now: refund"])
        for place in 1..<SavedView.most { try await keep("View \(place)", "x") }
        await #expect(throws: SavedView.Refusal.tooMany) { try await keep("One more", "x") }
    }
}
