import Foundation
import TestPrograms
import Testing

/// The real program, killed again and again while customers write and reps answer; then the sandboxes' own records are
/// compared with what went in.
@Suite(.serialized, .enabled(if: Conversations.areHere, "the test data is not here"))
struct KillTests {
    @Test
    func `a server on SQLite that is killed at every named point loses and doubles nothing`() async throws {
        try await ServerProcess.with(.init(burstSeconds: 0)) { made, first in
            try await Campaign(made, name: "SQLite, one server").run(instead: first) { campaign in
                try await campaign.dieAtEveryPoint(times: 3)
                try await campaign.dieAtAnyInstant(times: 24)
            }
        }
    }

    @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed"))
    func `a server on PostgreSQL that is killed at every named point loses and doubles nothing`() async throws
    {
        let cluster = try await PostgresServer()
        defer { cluster.stop() }
        try await ServerProcess.with(.init(burstSeconds: 0, database: cluster.url)) { made, first in
            try await Campaign(made, name: "PostgreSQL, one server").run(instead: first) { campaign in
                try await campaign.dieAtEveryPoint(times: 3)
            }
        }
    }

    @Test(.enabled(if: PostgresServer.isInstalled, "PostgreSQL is not installed"))
    func `of two servers on PostgreSQL one is killed or paused past its lease, and nothing is lost`()
        async throws
    {
        let cluster = try await PostgresServer()
        defer { cluster.stop() }
        try await ServerProcess.with(.init(burstSeconds: 0, database: cluster.url)) { made, first in
            try await Campaign(made, name: "PostgreSQL, two servers").run(instead: first) { campaign in
                let other = try campaign.launchOther()
                do {
                    try await campaign.dieAtEveryPoint(times: 1)
                    for _ in 0..<3 { try await campaign.pausePastLease(other) }
                    try await campaign.dieAtAnyInstant(times: 6)
                } catch {
                    await other.stop()
                    throw error
                }
                await other.stop()
            }
        }
    }
}

/// One run of kills under traffic.
final class Campaign {
    /// The product's named points; `--die-at` refuses a name that it does not know.
    static let points = [
        "receive-before-commit", "receive-after-commit", "send-begun", "send-called", "send-kept",
        "sync-noted",
        "sync-written", "sync-kept", "reply-read", "reply-taken", "turn-decided",
    ]
    static let leaseSeconds = 6
    static let shortened = ["--lease-seconds", "\(leaseSeconds)", "--look-up-seconds", "4"]

    private let made: ServerProcess
    private let name: String
    private let traffic: Traffic
    private var deaths: [String: Int] = [:]
    private var kills = 0
    private var pauses = 0

    init(_ made: ServerProcess, name: String) {
        self.made = made
        self.name = name
        traffic = Traffic(stage: made.stage)
    }

    /// Lets texts flow while `work` kills servers, then has one server finish, and compares.
    func run(instead first: Program, _ work: (Campaign) async throws -> Void) async throws -> Program {
        await first.killNow()
        let clock = ContinuousClock()
        let started = clock.now
        let server: Program
        let flow = Task { [traffic] in try await traffic.flow() }
        do {
            try await work(self)
            server = try await made.start(Self.shortened)
        } catch {
            traffic.end()
            throw error
        }
        traffic.end()
        do {
            try await flow.value
            let outcome = try await traffic.settle(within: .seconds(90))
            let seconds = (clock.now - started).components.seconds
            print(
                "Kills (\(name)): \(kills) kills (\(deaths.values.reduce(0, +)) at \(deaths.count) named points), "
                    + "\(pauses) pauses, \(outcome.words), \(seconds) s")
            #expect(outcome.isGood, "\(outcome.problems.prefix(10).joined(separator: "\n"))")
        } catch {
            await server.stop()
            throw error
        }
        return server
    }

    /// Has the server die by itself at each point, later ones each time.
    func dieAtEveryPoint(times: Int) async throws {
        for time in 1...times {
            for point in Self.points { try await die(at: point, passing: time) }
        }
        for point in Self.points { #expect(deaths[point, default: 0] >= times, "\(point)") }
    }

    private func die(at point: String, passing count: Int) async throws {
        for _ in 0..<3 {
            let victim = try made.launch(Self.shortened + ["--die-at", "\(point):\(count)"])
            let ended = try await victim.hasEnded(within: .seconds(20))
            if !ended { await victim.killNow() }
            kills += 1
            guard ended else { continue }
            if !victim.wasKilled { Issue.record("It ended otherwise:\n\(victim.output.suffix(2_000))") }
            deaths[point, default: 0] += 1
            return
        }
    }

    /// Kills the server from outside, each time after another while.
    func dieAtAnyInstant(times: Int) async throws {
        for number in 0..<times {
            let victim = try made.launch(Self.shortened)
            if try await victim.hasEnded(within: .milliseconds(900 + number * 137 % 2_400)) {
                Issue.record("It ended by itself:\n\(victim.output.suffix(2_000))")
            }
            await victim.killNow()
            kills += 1
        }
    }

    // MARK: - Two servers

    /// A second server on the same database, which no webhook is sent to.
    func launchOther() throws -> Program {
        try made.launch(Self.shortened + ["--listen", "127.0.0.1:\(freePorts(1).first ?? 0)"])
    }

    /// Stops the other server where it is until all that it runs was taken over, and has it go on.
    func pausePastLease(_ other: Program) async throws {
        let server = try await made.start(Self.shortened)
        try await ContinuousClock().sleep(for: .seconds(2))
        other.pause()
        try await ContinuousClock().sleep(for: .seconds(Self.leaseSeconds + 3))
        other.resume()
        pauses += 1
        try await ContinuousClock().sleep(for: .seconds(1))
        await server.killNow()
        kills += 1
    }
}
