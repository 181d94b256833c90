import CasewireStorage

/// A Creatio site that is asked within the day's quota, and whose outages are noted.
///
/// Operations are counted before they are asked for, so that a crash between the two counts too many and never too few.
struct MeteredCaseSystem: CaseSystem {
    let system: any CaseSystem
    let settings: CreatioSettings
    let services: Services
    /// Operations of the day that are left for work that is more urgent.
    let reserve: Int

    func describe() async throws(CaseSystemFailure) -> CaseSystemDescription {
        let wasFailing = try await begin(0)
        do {
            let description = try await system.describe()
            if wasFailing { await noteReached() }
            return description
        } catch {
            await noteFailure(error)
            throw error
        }
    }

    func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]] {
        let wasFailing = try await begin(queries.count)
        do {
            let answers = try await system.read(queries)
            if wasFailing { await noteReached() }
            return answers
        } catch {
            await noteFailure(error)
            throw error
        }
    }

    func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome] {
        try await write(changes, before: nil)
    }

    func write(_ changes: [RowChange], before deadline: Timestamp?) async throws(CaseSystemFailure)
        -> [RowOutcome]
    {
        let wasFailing = try await begin(changes.count)
        if let deadline, services.clock.now() > deadline { return changes.map { _ in .notAttempted } }
        do {
            let outcomes = try await system.write(changes)
            if wasFailing { await noteReached() }
            return outcomes
        } catch {
            await noteFailure(error)
            throw error
        }
    }

    /// Files go by a service of their own; where a site counts that too, it is one operation.
    func attach(_ file: CaseAttachment) async throws(CaseSystemFailure) {
        let wasFailing = try await begin(1)
        do {
            try await system.attach(file)
            if wasFailing { await noteReached() }
        } catch {
            await noteFailure(error)
            throw error
        }
    }

    func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8] {
        _ = try await begin(1)
        // One file that cannot be had is no outage.
        return try await system.download(file, of: object, largestBytes: largestBytes)
    }

    /// Counts what is about to be asked; true where the site did not answer the last time.
    private func begin(_ operations: Int) async throws(CaseSystemFailure) -> Bool {
        let now = services.clock.now()
        do {
            return try await services.database.write { [settings, reserve] transaction in
                if operations > 0 {
                    try transaction.takeOperations(operations, leaving: reserve, of: settings, at: now)
                }
                return try transaction.isFailing(.creatio)
            }
        } catch let failure as CaseSystemFailure {
            throw failure
        } catch {
            throw .unavailable(reason: "Casewire's own database did not answer: \(error)")
        }
    }

    private func noteReached() async {
        let now = services.clock.now()
        _ = try? await services.database.write { try $0.noteReached(.creatio, at: now) }
    }

    /// A refusal is an answer: the site is there.
    private func noteFailure(_ failure: CaseSystemFailure) async {
        guard let reason = failure.awayBecause else { return await noteReached() }
        let (now, chance) = (services.clock.now(), services.random.fraction())
        // What cannot be noted is noted at the next failure; the caller's own error says what happened.
        _ = try? await services.database.write {
            try $0.noteAway(.creatio, because: reason, at: now, chance: chance)
        }
    }
}

extension CaseSystemFailure: EdgeFailure {
    package var awayBecause: String? {
        if case .unavailable(let reason) = self { reason } else { nil }
    }

    package var retryAfter: Duration? {
        if case .overQuota(_, let wait) = self { wait } else { nil }
    }
}

extension Services {
    /// The Creatio site of these settings, metered.
    ///
    /// - Parameter leavesReserve: for work that can wait, a tenth of the day's operations is left, so that replies and closures
    ///   are still read when a backlog of cases has used up the rest.
    func caseSystem(for settings: CreatioSettings, leavesReserve: Bool = false) async throws -> any CaseSystem
    {
        MeteredCaseSystem(
            system: try await connections.caseSystem(for: settings), settings: settings, services: self,
            reserve: leavesReserve ? (settings.dailyOperations ?? 0) / 10 : 0)
    }
}
