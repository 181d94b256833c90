import CasewireStorage
import TestPrograms
import TestSupport
import Testing

@testable import Casewire

/// Two nodes on one database: what each of them does at the same moment is kept once and in order.
@Suite(.enabled(if: PostgresServer.isInstalled, "PostgreSQL isn't installed."))
struct NodesTests {
    private static func makeNodes() async throws -> [World] {
        var nodes: [World] = []
        for database in try await Engine.postgres.makeShared() {
            nodes.append(try await World(in: database, seed: UInt64(nodes.count + 1) * 1_000_000_007))
        }
        return nodes
    }

    @Test func `500 jobs in 50 lanes run once each, singly and in order`() async throws {
        let nodes = try await Self.makeNodes()
        let now = nodes[0].clock.now()
        try await nodes[0].database.write { transaction in
            try transaction.execute("CREATE TABLE busy (lane TEXT PRIMARY KEY)")
            try transaction.execute(
                """
                CREATE TABLE done (
                    position \(raw: transaction.dialect.rowNumberKey), lane BIGINT NOT NULL, number BIGINT NOT NULL
                )
                """)
            for number in 0..<500 {
                try transaction.enqueue(
                    NotedJob(track: number % 50, number: number), at: now, now: now, id: "job \(number)")
            }
        }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes {
                let runner = JobRunner(services: node.services, kinds: JobKinds([NotedJob.self]))
                for _ in 0..<4 {
                    group.addTask {
                        // A runner finds nothing while all lanes are busy, so it looks again until all is done.
                        while try await node.database.read({ try $0.unfinishedJobs() }) > 0 {
                            try await runner.runDue()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        let (done, failed) = try await nodes[1].database.read { snapshot in
            (
                try snapshot.rows("SELECT lane, number FROM done ORDER BY position"),
                try snapshot.rows("SELECT error FROM job")
            )
        }
        #expect(failed.isEmpty)
        #expect(done.count == 500)
        var lanes: [Int: [Int]] = [:]
        for row in done { lanes[try row["lane"], default: []].append(try row["number"]) }
        #expect(lanes.count == 50)
        for (lane, numbers) in lanes { #expect(numbers == Array(stride(from: lane, to: 500, by: 50))) }
    }

    @Test func `first texts of one contact on two nodes are one session, each text once`() async throws {
        let nodes = try await Self.makeNodes()
        let phones = (0..<10).map { "+1555123000\($0)" }

        let outcomes = try await withThrowingTaskGroup(of: Intake.Outcome.self) { group in
            for phone in phones {
                for text in 0..<5 {
                    for node in nodes {  // The carrier repeats itself at the other node.
                        group.addTask {
                            try await node.receive("text \(text)", from: phone, id: "SM\(phone)/\(text)")
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.filter { $0 == .repeated }.count == 50)
        var tickets: Set<Int> = []
        for phone in phones {
            let session = try await nodes[0].session(of: phone)
            tickets.insert(session.ticket)
            #expect(try await nodes[1].messages(of: phone).map(\.position) == Array(1...5))
        }
        #expect(tickets.count == 10)
        let sessions = try await nodes[0].database.read { try $0.sessionCounts() }
        #expect(sessions[.agent] == 10)
        let waiting = try await nodes[0].database.read { try $0.jobs(in: .waiting, limit: 100) }
        #expect(waiting.filter { $0.kind == AnswerCustomer.kind }.count == 10)
    }

    @Test func `a receipt counts, whether it comes before the carrier's answer is kept or after`()
        async throws
    {
        let nodes = try await Self.makeNodes()
        let session = try await nodes[0].converse("Hello")
        let actions = SessionActions(services: nodes[0].services)
        for number in 0..<20 {
            let id = try await actions.reply("\(number)", in: session.id, by: "test", key: nil)
            let now = nodes[0].clock.now()
            let begun = try await nodes[0].database.write {
                try $0.beginSending(id, at: now, rule: .standard, random: nodes[0].random)
            }
            guard case .begun(let message, _) = begun else {
                Issue.record("\(begun)")
                continue
            }
            let providerID = "SM-race-\(number)"
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await nodes[0].database.write { transaction in
                        try transaction.holdConversation(with: message.contact)
                        try transaction.record(
                            .accepted(AcceptedText(providerID: providerID, segments: nil)), of: message,
                            at: now, rule: .standard, random: nodes[0].random, words: { $0 })
                    }
                }
                group.addTask {
                    let receipt = Receipt(
                        providerID: providerID, messageID: nil, status: "delivered", errorCode: nil)
                    try await Receipts(services: nodes[1].services).receive(receipt, on: nodes[1].number)
                }
                try await group.waitForAll()
            }
            #expect(try await nodes[0].database.read { try $0.message(id) }?.state == .delivered)
        }
    }

    @Test func `a job retried by hand on two nodes is one job`() async throws {
        let nodes = try await Self.makeNodes()
        let now = nodes[0].clock.now()
        try await nodes[0].database.write { transaction in
            for number in 0..<10 {
                try transaction.execute(
                    """
                    INSERT INTO job (id, kind, payload, state, run_at, attempts, created_at)
                    VALUES (\("odd \(number)"), 'odd', '{}', 'set_aside', \(now), 0, \(now))
                    """)
            }
        }

        let retried = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<10 {
                for node in nodes {
                    let newID = node.random.identifier()
                    group.addTask {
                        try await node.database.write {
                            try $0.retrySetAside("odd \(number)", newID: newID, now: now)
                        }
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect(retried == 10)
        #expect(try await nodes[0].database.read { try $0.jobCounts() } == [.waiting: 10])
    }

    @Test func `a reply with one key on two nodes is one text`() async throws {
        let nodes = try await Self.makeNodes()
        let session = try await nodes[0].converse("Hello")

        let ids = try await withThrowingTaskGroup(of: Message.ID.self) { group in
            for number in 0..<10 {
                group.addTask {
                    try await SessionActions(services: nodes[number % 2].services).reply(
                        "Once.", in: session.id, by: "test", key: "key")
                }
            }
            return try await group.reduce(into: Set<Message.ID>()) { $0.insert($1) }
        }

        #expect(ids.count == 1)
        #expect(try await nodes[1].messages().filter { $0.author == .rep }.count == 1)
        #expect(try await nodes[1].timeline().filter { $0.kind == .handoff }.count == 1)
    }
}

/// A job that notes that it runs, and that it ran.
private struct NotedJob: Job {
    static let kind = "test.noted"
    let track: Int
    let number: Int

    var lane: String? { "noted/\(track)" }

    func run(with services: Services) async throws {
        try await services.database.write { [track] transaction in
            try transaction.execute("INSERT INTO busy (lane) VALUES (\("\(track)"))")
        }
        await Task.yield()
        try await services.database.write { [track, number] transaction in
            try transaction.execute("DELETE FROM busy WHERE lane = \("\(track)")")
            try transaction.execute("INSERT INTO done (lane, number) VALUES (\(track), \(number))")
        }
    }
}

extension Snapshot {
    /// Jobs that were not tried and failed.
    fileprivate func unfinishedJobs() throws -> Int {
        try rows("SELECT COUNT(*) AS count FROM job WHERE error IS NULL").first.map { try $0["count"] } ?? 0
    }
}
