import Casewire
import CasewireStorage
import Foundation
import TestPrograms
import TestSupport
import Testing

@testable import CasewireConnectors

/// Creatio away for three days, by a clock that a test moves, while ten thousand texts wait.
///
/// The simulated Creatio is a program of its own, so that this process's memory is the product's (and the test's).
@Suite(.serialized)
struct BacklogTests {
    static let sessions = 500
    static let textsEach = 19
    static let quota = 9000

    @Test func `three days without Creatio drain in order, in full batches, within each day's quota`()
        async throws
    {
        try await SandboxProgram.run { bench in
            let world = try await World(on: .file, autopilot: false, site: bench.site)
            try await world.connectCreatio(dailyOperations: Self.quota)
            try await bench.order(#"{"kind":"outage"}"#)
            try await Self.threeDays(in: world)
            let tries = await bench.site.usage.requests
            let outage = try await world.database.read {
                try $0.outages(endedSince: Timestamp(milliseconds: 0))
            }
            #expect(outage.count == 1 && outage[0].waiting >= Self.sessions)

            try await bench.endFaults()
            let before = try await bench.usage()
            var days: [Int] = []
            repeat {
                let start = try await bench.usage()
                try await Self.oneDay(in: world)
                days.append(try await bench.usage().operations - start.operations)
            } while try await Self.unfinished(in: world) > 0 && days.count < 5
            let after = try await bench.usage()
            let operations = after.operations - before.operations
            let requests = after.requests - before.requests
            print(
                """
                Backlog: Creatio away 3 days, \(tries) tries; \(Self.sessions) cases with \
                \(Self.sessions * (Self.textsEach + 1)) messages waited; drained with \(requests) requests of \
                \(operations) operations (\((operations + 99) / 100) batches would hold them), by day \(days) of a \
                quota of \(Self.quota); test and product resident in at most \(Self.peakMegabytes()) MB
                """)
            #expect(try await Self.unfinished(in: world) == 0)
            #expect(days.allSatisfy { $0 <= Self.quota })
            // One try a minute, and a few more at the beginning.
            #expect(tries <= 3 * 24 * 60 + 200)
            // A session's changes are never cut, so a batch is not always full; replies are asked for meanwhile.
            #expect(requests <= operations / 40)
            #expect(Self.peakMegabytes() < 150)
            try await Self.expectWhole(world, bench)
        }
    }

    /// Each customer writes again and again for three days, while nothing is answered by Creatio.
    private static func threeDays(in world: World) async throws {
        let texts = sessions * textsEach
        let steps = 3 * 24 * 20
        var sent = 0
        for step in 0..<steps {
            world.clock.advance(by: .seconds(180))
            while sent < texts * (step + 1) / steps {
                try await world.receive("Text \(sent / sessions)", from: phone(sent % sessions))
                sent += 1
            }
            try await world.jobs.runDue(width: 16)
        }
    }

    /// Runs until all is written or nothing more happens, since the day's quota is used up; then a new day begins.
    private static func oneDay(in world: World) async throws {
        var (left, idle) = (Int.max, 0)
        while left > 0, idle < 30 {
            world.clock.advance(by: .seconds(5))
            try await world.jobs.runDue(width: JobRunner.concurrency)
            let now = try await unfinished(in: world)
            idle = now < left ? 0 : idle + 1
            left = now
        }
        let today = world.clock.now().milliseconds % 86_400_000
        world.clock.advance(by: .milliseconds(86_400_000 - today + 1000))
    }

    private static func phone(_ index: Int) -> String { "+1555200\(1000 + index)" }

    /// The sessions whose case is not what it should be.
    private static func unfinished(in world: World) async throws -> Int {
        try await world.database.read { snapshot in
            try snapshot.rows(
                """
                SELECT COUNT(*) AS count FROM session LEFT JOIN case_link ON case_link.session_id = session.id
                WHERE case_link.sync IS NULL OR case_link.sync <> 'synced'
                """
            ).first.map { try $0["count"] } ?? 0
        }
    }

    /// Every message is one activity, in the order of the thread.
    private static func expectWhole(_ world: World, _ bench: SandboxProgram) async throws {
        for index in stride(from: 0, to: sessions, by: 50) {
            let session = try await world.session(of: phone(index))
            let reading = try #require(try await CaseReader(services: world.services).read(session.id))
            let titles = reading.activities.filter { !$0.isReplyTask }.map(\.details)
            let texts = titles.compactMap { details in
                details.split(separator: "\n").last.flatMap {
                    $0.hasPrefix("Text ") ? Int($0.dropFirst(5)) : nil
                }
            }
            #expect(texts == Array(0..<textsEach), "\(phone(index))")
            #expect(reading.activities.count { $0.isReplyTask && !$0.isCompleted } == 1)
        }
    }

    /// The most that this process ever held (Linux: proc(5), `VmHWM`).
    private static func peakMegabytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
