import CasewireStorage
import TestSupport
import Testing

@Suite struct AnnouncementTests {
    @Test(arguments: Engine.all)
    func `a change is announced once it can be read`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let batches = database.changes.subscribe()

        try await database.write { transaction in
            try transaction.add("a", "x")
            transaction.announce(Change(topic: "note", id: "a"))
            transaction.announce(Change(topic: "note", id: "a"))
        }

        for await batch in batches {
            #expect(batch == .changes([Change(topic: "note", id: "a")]))
            #expect(try await database.notes() == ["a": "x"])
            break
        }
    }

    @Test(arguments: Engine.all)
    func `a body that fails announces nothing`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let batches = database.changes.subscribe()

        await #expect(throws: Refusal()) {
            try await database.write { transaction in
                transaction.announce(Change(topic: "note", id: "failed"))
                throw Refusal()
            }
        }
        try await database.write { $0.announce(Change(topic: "note", id: "kept")) }

        var iterator = batches.makeAsyncIterator()
        #expect(await iterator.next() == .changes([Change(topic: "note", id: "kept")]))
    }

    @Test(arguments: Engine.all)
    func `closing the database ends its streams`(on engine: Engine) async throws {
        let database = try await engine.makeNotes()
        let before = database.changes.subscribe()

        await database.close()

        for await batch in before { Issue.record("\(batch)") }
        for await batch in database.changes.subscribe() { Issue.record("\(batch)") }
    }
}
