import CasewireStorage
import TestSupport
import Testing

/// What several openings of one database owe each other.
@Suite struct SharedDatabaseTests {
    @Test(arguments: Engine.shareable)
    func `what one commits the others read at once`(on engine: Engine) async throws {
        let nodes = try await engine.makeShared()
        try await nodes[0].createNotes()
        for number in 0..<20 {
            try await nodes[number % 2].write { try $0.add("\(number)", "x") }
            #expect(try await nodes[(number + 1) % 2].notes().count == number + 1)
        }
    }

    @Test(arguments: Engine.shareable)
    func `of many writers on two nodes one makes a change that names its state`(on engine: Engine)
        async throws
    {
        let nodes = try await engine.makeShared()
        try await nodes[0].createNotes()
        try await nodes[0].write { try $0.add("a", "queued") }

        let winners = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await nodes[number % 2].write {
                        try $0.execute("UPDATE note SET body = 'sending' WHERE id = 'a' AND body = 'queued'")
                    }
                }
            }
            return try await group.reduce(0, +)
        }

        #expect(winners == 1)
    }

    @Test(arguments: Engine.shareable)
    func `a name is held by one at a time, and what it guards is seen by the next`(on engine: Engine)
        async throws
    {
        let nodes = try await engine.makeShared()
        try await nodes[0].createNotes()

        let makers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await nodes[number % 2].write { transaction in
                        try transaction.hold("first")
                        guard try transaction.rows("SELECT id FROM note").isEmpty else { return 0 }
                        try transaction.add("\(number)", "made")
                        return 1
                    }
                }
            }
            return try await group.reduce(0, +)
        }

        #expect(makers == 1)
        #expect(try await nodes[0].notes().count == 1)
    }

    @Test(arguments: [Engine.postgres])
    func `a node hears what another announces, each once, and nothing of its own twice`(on engine: Engine)
        async throws
    {
        let nodes = try await engine.makeShared()
        try await nodes[0].createNotes()
        var here = nodes[0].changes.subscribe().makeAsyncIterator()
        var there = nodes[1].changes.subscribe().makeAsyncIterator()

        try await nodes[0].write { transaction in
            try transaction.add("a", "x")
            transaction.announce(Change(topic: "note", id: "a"))
        }
        #expect(await there.next() == .changes([Change(topic: "note", id: "a")]))
        #expect(await here.next() == .changes([Change(topic: "note", id: "a")]))

        // Had the first node heard itself, that would come before this.
        try await nodes[1].write { $0.announce(Change(topic: "note", id: "b")) }
        #expect(await here.next() == .changes([Change(topic: "note", id: "b")]))
    }

    @Test(arguments: [Engine.postgres])
    func `more than one message holds is told whole`(on engine: Engine) async throws {
        let nodes = try await engine.makeShared()
        let changes = Set((0..<600).map { Change(topic: "note", id: "a long identifier, number \($0)") })
        var there = nodes[1].changes.subscribe().makeAsyncIterator()

        try await nodes[0].write { transaction in for change in changes { transaction.announce(change) } }

        var heard: Set<Change> = []
        while heard.count < changes.count, case .changes(let some) = await there.next() {
            heard.formUnion(some)
        }
        #expect(heard == changes)
    }

    @Test(arguments: [Engine.postgres])
    func `a node that stopped hearing the others reads everything again`(on engine: Engine) async throws {
        let nodes = try await engine.makeShared(3)
        var batches = nodes[0].changes.subscribe().makeAsyncIterator()

        let ended: Int? = try await nodes[2].read { snapshot in
            try snapshot.rows(
                """
                SELECT COUNT(pg_terminate_backend(pid)) AS count FROM pg_stat_activity
                WHERE query = 'LISTEN "casewire_' || current_schema() || '"'
                """
            ).first?["count"]
        }

        #expect(ended == 3)
        #expect(await batches.next() == .reread)
    }
}
