import Casewire
import Synchronization
import TestSupport

/// The way to Creatio: it may be away, store and then fail, lose answers, stop within a batch.
final class SimulatedSite: Sendable {
    struct State: Sendable {
        var isAway = false
        var isHealthy = false
        var failures = 0
    }

    let creatio: MemoryCreatio
    let state = Mutex(State())
    private let chance: Chance
    private let trouble: Double
    private let time: SimulatedTime
    private let crossings: Crossings

    init(chance: Chance, trouble: Double, time: SimulatedTime, crossings: Crossings) {
        creatio = MemoryCreatio(startingAt: time.now)
        self.chance = chance
        self.trouble = trouble
        self.time = time
        self.crossings = crossings
    }

    func way(of life: Life) -> any CaseSystem { Way(site: self, life: life) }

    /// Whether this request goes wrong, and how: nil for well.
    private func trouble(of changes: Int) -> MemoryCreatio.Fault? {
        let (isHealthy, isAway) = state.withLock { ($0.isHealthy, $0.isAway) }
        guard !isHealthy else { return nil }
        let away = CaseSystemFailure.unavailable(reason: "Creatio is away.")
        guard !isAway else { return .refusing(away) }
        guard chance.happens(trouble) else { return nil }
        switch chance.below(4) {
        case 0: return .losingAnswer
        case 1: return .storingOnly(chance.below(changes + 1))
        case 2: return .storingThenFailing(chance.below(changes + 1))
        default: return .refusing(away)
        }
    }

    fileprivate func ask<Answer: Sendable>(
        _ name: String, _ life: Life, _ work: () async throws(CaseSystemFailure) -> Answer
    ) async throws(CaseSystemFailure) -> Answer {
        do { try await crossings.cross(.beforeCall, name, of: life) } catch {
            throw .unavailable(reason: "The process died.")
        }
        await creatio.set(time.now)
        let answer: Result<Answer, CaseSystemFailure>
        do { answer = .success(try await work()) } catch { answer = .failure(error) }
        do { try await crossings.cross(.afterCall, name, of: life) } catch {
            throw .unavailable(reason: "The process died.")
        }
        return try answer.get()
    }

    fileprivate func read(_ queries: [RowQuery], life: Life) async throws(CaseSystemFailure) -> [[RowValues]]
    {
        try await ask("read", life) { () throws(CaseSystemFailure) in
            if trouble(of: 0) != nil {
                state.withLock { $0.failures += 1 }
                throw .unavailable(reason: "503")
            }
            return try await creatio.read(queries)
        }
    }

    fileprivate func write(_ changes: [RowChange], life: Life) async throws(CaseSystemFailure) -> [RowOutcome]
    {
        try await ask("batch", life) { () throws(CaseSystemFailure) in
            if let fault = trouble(of: changes.count) {
                state.withLock { $0.failures += 1 }
                await creatio.fail(fault)
            }
            return try await creatio.write(changes)
        }
    }
}

extension SimulatedSite {
    fileprivate func attach(_ file: CaseAttachment, life: Life) async throws(CaseSystemFailure) {
        try await ask("file", life) { () throws(CaseSystemFailure) in
            if let fault = trouble(of: 1) {
                state.withLock { $0.failures += 1 }
                await creatio.fail(fault)
            }
            try await creatio.attach(file)
        }
    }
}

/// Creatio as one process reaches it.
private struct Way: CaseSystem {
    let site: SimulatedSite
    let life: Life

    func describe() async throws(CaseSystemFailure) -> CaseSystemDescription {
        try await site.ask("describe", life) { () throws(CaseSystemFailure) in
            try await site.creatio.describe()
        }
    }

    func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]] {
        try await site.read(queries, life: life)
    }

    func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome] {
        try await site.write(changes, life: life)
    }

    func attach(_ file: CaseAttachment) async throws(CaseSystemFailure) {
        try await site.attach(file, life: life)
    }

    func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8] {
        try await site.ask("download", life) { () throws(CaseSystemFailure) in
            try await site.creatio.download(file, of: object, largestBytes: largestBytes)
        }
    }
}
