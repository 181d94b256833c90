import Casewire
import CasewireStorage
import TestSupport
import Testing

/// What a day of looking for replies and closures costs of Creatio's quota, while nothing happens there.
@Suite struct PollCostTests {
    struct Cost {
        let requests: Int
        let operations: Int
    }

    /// So many quiet hours with so many open cases, their sessions handed off.
    private func quiet(hours: Int, openCases: Int, isProven: Bool = false) async throws -> Cost {
        let world = try await World(on: .memory)
        try await world.connectCreatio()
        if openCases > 0 {
            let first = try await world.converse("I need to speak with a person")
            try await addCases(openCases - 1, like: first, to: world)
        }
        #expect(await world.creatio.rows("Case").count == openCases)
        if isProven {
            let id = await world.creatio.rows("Case").first?.id("Id")
            try await world.services.take(CaseHint(caseID: id, activityID: nil))
        }
        let now = world.clock.now()
        try await world.database.write { try $0.enqueue(CompareCases(), at: now, now: now, id: "compare") }
        try await world.settle(1)
        // The half hour after the last text, in which people are looked for more often, is not part of them.
        try await pass(1900, in: world)
        let (requests, operations) = (await world.creatio.requests, await world.creatio.operations)
        try await pass(hours * 3600, in: world)
        return Cost(
            requests: await world.creatio.requests - requests,
            operations: await world.creatio.operations - operations)
    }

    /// Open cases as the first one, without the work of making them.
    private func addCases(_ count: Int, like first: Session, to world: World) async throws {
        let row = try #require(await world.creatio.rows("Case").first)
        let now = world.clock.now()
        for index in 0..<count {
            var copy = row
            copy["Id"] = .id(Self.caseID(index))
            await world.creatio.insert("Case", copy)
        }
        try await world.database.write { transaction in
            for index in 0..<count {
                let (contact, session) = ("contact-\(index)", "session-\(index)")
                try transaction.execute(
                    """
                    INSERT INTO contact (id, phone, created_at, seen_at)
                    VALUES (\(contact), \("+1555121\(1000 + index)"), \(now), \(now))
                    """)
                try transaction.execute(
                    """
                    INSERT INTO session (id, ticket, number_id, contact_id, state, position, answered_position, handoff_at,
                        handoff_reasons, handoff_summary, counts, created_at, updated_at)
                    SELECT \(session), \(100 + index), number_id, \(contact), state, position, answered_position, handoff_at,
                        handoff_reasons, handoff_summary, counts, created_at, updated_at
                    FROM session WHERE id = \(first.id)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO case_link (session_id, case_id, status, sync, created_at)
                    SELECT \(session), \(Self.caseID(index)), status, sync, created_at
                    FROM case_link WHERE session_id = \(first.id)
                    """)
            }
        }
    }

    private static func caseID(_ index: Int) -> String {
        "00000000-0000-4000-9000-\(100_000_000_000 + index)"
    }

    /// Lets time go by, from job to job.
    private func pass(_ seconds: Int, in world: World) async throws {
        let end = world.clock.now() + .seconds(seconds)
        while true {
            let next: Timestamp? = try await world.database.read {
                try $0.rows("SELECT MIN(run_at) AS next FROM job WHERE state = 'waiting'").first.flatMap {
                    try $0["next"]
                }
            }
            guard let next, next < end else { break }
            world.clock.advance(by: max(next - world.clock.now(), .milliseconds(1)))
            try await world.jobs.runDue()
        }
        world.clock.advance(by: end - world.clock.now())
    }

    @Test func `it stays well within a daily quota of 9,000 operations, and hardly grows with the cases`()
        async throws
    {
        async let emptyDay = quiet(hours: 24, openCases: 0)
        async let ordinaryDay = quiet(hours: 24, openCases: 10)
        async let provenDay = quiet(hours: 24, openCases: 10, isProven: true)
        async let hourOfTen = quiet(hours: 1, openCases: 10)
        async let hourOfThousand = quiet(hours: 1, openCases: 1000)
        let (none, ten, proven) = try await (emptyDay, ordinaryDay, provenDay)
        let (few, thousand) = try await (hourOfTen, hourOfThousand)
        for (words, cost) in [
            ("day with no open case", none), ("day with 10 open cases", ten),
            ("day with 10 open cases and a process that tells", proven),
            ("hour with 10 open cases", few), ("hour with 1,000 open cases", thousand),
        ] {
            print("A quiet \(words): \(cost.requests) requests, \(cost.operations) operations.")
        }
        #expect(none.requests <= 1)  // The list of what the site offers.
        #expect(ten.operations < 9000 / 2)
        #expect(proven.operations * 3 < ten.operations)
        #expect(thousand.operations * 24 < 9000 / 2 + 1000)
        #expect(thousand.requests <= few.requests + 4)
    }
}
