import Foundation
import Synchronization
import Testing

/// Worlds full of accidents, each from a seed, and the promises checked at the end of each.
///
/// `CASEWIRE_SEEDS` says how many; `SEED=n` runs one alone and tells what happens in it.
@Suite struct SimulationTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seeds = environment["CASEWIRE_SEEDS"].flatMap { Int($0) } ?? 1_000
    private static let first = environment["CASEWIRE_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
    private static let only = environment["SEED"].flatMap { UInt64($0) }
    private static let isTraced = environment["TRACE"] != nil
    private static let width = max(2, ProcessInfo.processInfo.activeProcessorCount)

    @Test
    func `no world of many loses, doubles or reorders anything`() async throws {
        let seeds = Self.only.map { [$0] } ?? (0..<Self.seeds).map { Self.first + UInt64($0) }
        var total = WorldReport()
        try await withThrowingTaskGroup(of: WorldReport.self) { group in
            for (index, seed) in seeds.enumerated() {
                if index >= Self.width, let report = try await group.next() { total.add(report) }
                group.addTask { try await WorldReport.run(seed: seed, isTraced: Self.isTraced) }
            }
            for try await report in group { total.add(report) }
        }
        print(total.line)
        for (seed, finding) in total.findings.prefix(20) {
            Issue.record("\(finding). Replay: SEED=\(seed) TRACE=1 swift test --filter SimulationTests")
        }
    }

    @Test
    func `a seed makes the same choices each time`() async throws {
        for seed in UInt64(900_001)...900_003 {
            let first = try await WorldReport.run(seed: seed, isTraced: false)
            let second = try await WorldReport.run(seed: seed, isTraced: false)
            #expect(first.digest == second.digest, "Seed \(seed)")
            #expect(first.steps == second.steps)
        }
    }
}
