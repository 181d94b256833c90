import CasewireStorage
import Dispatch
import Synchronization
import TestPrograms
import TestSupport
import Testing

/// Groups whose members are known, because a first write holds the writer until they all wait.
@Suite struct GroupCommitTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func makeNotes() async throws -> SQLiteDatabase {
        let database = try await SQLiteDatabase(path: folder.path("a.db"))
        try await database.createNotes()
        return database
    }

    @Test func `bodies that wait are committed together`() async throws {
        let database = try await makeNotes()
        let other = try await SQLiteDatabase(path: folder.path("a.db"))

        // The last body of the group looks from outside: nothing of the group can be seen yet.
        let outcomes = try await database.group([
            { try $0.add("a", "x") },
            { try $0.add("b", "x") },
            { transaction in
                try transaction.add("c", "x")
                #expect(try transaction.rows("SELECT id FROM note").count == 3)
                #expect(try blocking { try await other.notes() } == [:])
            },
        ])

        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(try await other.notes().count == 3)
    }

    @Test func `a body's error undoes only itself`() async throws {
        let database = try await makeNotes()

        let outcomes = try await database.group([
            { try $0.add("a", "x") },
            { transaction in
                try transaction.add("b", "x")
                try transaction.execute("UPDATE note SET body = 'changed'")
                throw Refusal()
            },
            { try $0.add("a", "again") },
            { try $0.add("d", "x") },
        ])

        #expect(outcomes[0] == nil)
        #expect(outcomes[1] as? Refusal == Refusal())
        #expect(outcomes[2] as? DatabaseError == .constraint("UNIQUE constraint failed: note.id"))
        #expect(outcomes[3] == nil)
        #expect(try await database.notes() == ["a": "x", "d": "x"])
    }

    @Test func `a commit that fails is tried again body by body`() async throws {
        let database = try await makeNotes()
        try await database.write { transaction in
            try transaction.execute(
                """
                CREATE TABLE later (note TEXT NOT NULL REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
        let runs = Mutex(0)
        var batches = database.changes.subscribe().makeAsyncIterator()

        let outcomes = try await database.group([
            { transaction in
                runs.withLock { $0 += 1 }
                try transaction.add("a", "x")
                transaction.announce(Change(topic: "note", id: "a"))
            },
            { transaction in
                try transaction.execute("INSERT INTO later (note) VALUES ('nowhere')")
                transaction.announce(Change(topic: "note", id: "nowhere"))
            },
        ])

        #expect(outcomes[0] == nil)
        #expect(outcomes[1] as? DatabaseError == .constraint("FOREIGN KEY constraint failed"))
        #expect(runs.withLock { $0 } == 2)
        #expect(try await database.notes() == ["a": "x"])
        #expect(await batches.next() == .changes([Change(topic: "note", id: "a")]))
    }

    @Test func `a full disk fails the group as one`() async throws {
        let database = try await makeNotes()
        try await database.write { _ = try $0.rows("PRAGMA max_page_count = 20") }

        let outcomes = try await database.group([
            { try $0.add("small", "x") },
            { try $0.add("large", String(repeating: "x", count: 100_000)) },
        ])

        for outcome in outcomes {
            guard case .full = outcome as? DatabaseError else {
                Issue.record("\(String(describing: outcome))")
                continue
            }
        }
        #expect(try await database.notes() == [:])
    }

    @Test func `a body that ends the transaction itself is refused with its group`() async throws {
        let database = try await makeNotes()

        let outcomes = try await database.group([
            { _ = try $0.rows("COMMIT") },
            { try $0.add("a", "x") },
        ])

        #expect(outcomes.allSatisfy { $0 as? DatabaseError == .misuse("a body ended its transaction") })
        try await database.write { try $0.add("b", "x") }
        #expect(try await database.notes() == ["b": "x"])
    }

    @Test func `more bodies than fit are committed in turns`() async throws {
        let database = try await makeNotes()

        let outcomes = try await database.group((0..<600).map { number in { try $0.add("\(number)", "x") } })

        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(try await database.notes().count == 600)
    }

    @Test func `the rate of small writes is printed`() async throws {
        let database = try await makeNotes()
        let clock = ContinuousClock()
        let began = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<64 {
                group.addTask {
                    for number in 0..<50 { try await database.write { try $0.add("\(task)/\(number)", "x") } }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (clock.now - began) / .seconds(1)

        #expect(try await database.notes().count == 3200)
        print("64 writers on a file: \(Int(3200 / seconds)) single-row writes a second")
    }
}

extension SQLiteDatabase {
    /// Runs bodies as one group, in order, and gives the error of each, or `nil`.
    fileprivate func group(
        _ bodies: [@Sendable (Transaction) throws -> Void]
    ) async throws -> [(any Error)?] {
        let gate = DispatchSemaphore(value: 0)
        let isHeld = DispatchSemaphore(value: 0)
        return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { tasks in
            tasks.addTask {
                try await self.write { _ in
                    isHeld.signal()
                    gate.wait()
                }
                return (-1, nil)
            }
            while isHeld.wait(timeout: .now()) == .timedOut { await Task.yield() }
            for (index, body) in bodies.enumerated() {
                tasks.addTask {
                    do {
                        try await self.write(body)
                        return (index, nil)
                    } catch {
                        return (index, error)
                    }
                }
                while self.waitingWrites <= index { await Task.yield() }
            }
            gate.signal()
            var outcomes: [(any Error)?] = Array(repeating: nil, count: bodies.count)
            for try await (index, error) in tasks where index >= 0 { outcomes[index] = error }
            return outcomes
        }
    }
}

/// Waits for an asynchronous result from a body, which can't; tests only.
private func blocking<Value: Sendable>(_ operation: @escaping @Sendable () async throws -> Value) throws
    -> Value
{
    let result = Mutex<Result<Value, any Error>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    Task {
        do {
            let value = try await operation()
            result.withLock { $0 = .success(value) }
        } catch {
            result.withLock { $0 = .failure(error) }
        }
        isDone.signal()
    }
    isDone.wait()
    guard let result = result.withLock({ $0 }) else { throw Refusal() }
    return try result.get()
}
