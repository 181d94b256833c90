import Casewire
import CasewireStorage
import Synchronization

/// What became of one world, or of many.
struct WorldReport: Sendable {
    var worlds = 0
    var texts = 0
    var sent = 0
    var restarts = 0
    var pauses = 0
    var failures = 0
    var steps = 0
    var digest: UInt64 = 0
    var findings: [(seed: UInt64, finding: WorldChecks.Finding)] = []

    /// Lives one world to its end.
    static func run(seed: UInt64, isTraced: Bool) async throws -> WorldReport {
        let executor = WorldExecutor()
        return try await withTaskExecutorPreference(executor) {
            let world = try await SimulatedWorld(seed: seed, executor: executor, isTraced: isTraced)
            try await world.live()
            let left = try await world.settle()
            var checks = try await WorldChecks(world)
            checks.run(left: left)
            try executor.elsewhere { [database = world.database] in
                try await EmptyDatabases.shared.giveBack(database)
            }
            var report = WorldReport()
            report.worlds = 1
            report.texts = world.texts.count
            report.sent = checks.taken.count
            report.restarts = world.counts.restarts - world.processes.count
            report.pauses = world.counts.pauses
            report.failures =
                world.carrier.state.withLock { $0.failures } + world.site.state.withLock { $0.failures }
            report.steps = world.counts.steps
            report.digest = world.digest
            report.findings = checks.findings.map { (seed, $0) }
            return report
        }
    }

    mutating func add(_ other: WorldReport) {
        worlds += other.worlds
        texts += other.texts
        sent += other.sent
        restarts += other.restarts
        pauses += other.pauses
        failures += other.failures
        steps += other.steps
        digest = digest &+ other.digest
        findings += other.findings
        findings.sort { $0.seed < $1.seed }
    }

    private func count(_ promise: WorldChecks.Promise) -> Int {
        findings.count { $0.finding.promise == promise }
    }

    /// The line that a run is judged by.
    var line: String {
        "Simulation: \(worlds) worlds, \(texts) texts, \(sent) sent, \(steps) steps, \(restarts) restarts, \(pauses) pauses, "
            + "\(failures) outside failures, lost \(count(.lost)), answered twice \(count(.answeredTwice)), "
            + "doubled cases \(count(.doubledCase)), doubled activities \(count(.doubledActivity)), "
            + "reordered \(count(.reordered)), notices \(count(.notices)), after opt-out \(count(.afterOptOut)), "
            + "too fast \(count(.tooFast)), unsettled \(count(.unsettled))"
    }
}
