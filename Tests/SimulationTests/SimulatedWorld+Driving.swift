import Casewire
import CasewireStorage
import Synchronization

extension SimulatedWorld {
    private static let mostSteps = 6_000

    /// Lets everything happen, in an order and with accidents that the seed chooses, for some minutes of the world.
    func live() async throws {
        planPeople()
        let end = time.now + .seconds(chance.between(120, 400))
        while time.now < end && counts.steps < Self.mostSteps {
            counts.steps += 1
            await executor.idle()
            takeReports()
            planReceipts()
            letCallsOut()
            let points = crossings.waiting.filter { point in !paused.contains { $0 === point.life } }
            let due = agenda.indices.filter { agenda[$0].at <= time.now }
            if points.isEmpty && due.isEmpty {
                guard let next = nextMoment() else { return }
                time.advance(to: next, besides: paused)
                continue
            }
            // A call leaves the machine in a bounded time; all else may take as long as it likes.
            if let late = points.first(where: { $0.kind == .beforeCall && time.now - $0.since > .seconds(15) }
            ) {
                pass(late)
                continue
            }
            if chance.happens(0.05) {
                let moment = time.now + .milliseconds(chance.between(20, 2_500))
                time.advance(to: min(moment, nextMoment() ?? moment), besides: paused)
                continue
            }
            if processes.count > 1, chance.happens(0.004) { pauseOne() }
            let choice = chance.below(points.count + due.count)
            if choice < points.count {
                pass(points[choice])
            } else {
                try await happen(agenda.remove(at: due[choice - points.count]).event)
            }
        }
    }

    /// The first moment at which a process wakes or something is planned that has not come yet.
    private func nextMoment() -> Timestamp? {
        let planned = agenda.map(\.at).filter { $0 > time.now }.min()
        return [planned, time.nextMoment(besides: paused)].compactMap { $0 }.min()
    }

    /// Lets a process go over a point, or die there.
    private func pass(_ point: Crossings.Point) {
        let node = processes.firstIndex { $0?.life === point.life }
        if let node, chance.happens(0.008) {
            trace("\(point.life.name) dies at \(point.name) \(point.kind)")
            return kill(node)
        }
        var verdict = Crossings.Verdict.go
        switch point.kind {
        case .beforeWrite: verdict = chance.happens(0.004) ? .fail : .go
        // A lost answer to a commit is what a database over the network may do, not a file.
        case .afterWrite: verdict = processes.count > 1 && chance.happens(0.004) ? .fail : .go
        case .beforeCall, .afterCall: break
        }
        trace("\(point.life.name) \(point.name) \(point.kind) \(verdict)")
        crossings.pass(point.number, verdict)
    }

    /// A process stops for a while, with what it asked of the outside under way.
    private func pauseOne() {
        let running = processes.compactMap { $0 }.filter { process in
            !paused.contains { $0 === process.life }
        }
        guard let process = chance.pick(running),
            let node = processes.firstIndex(where: { $0 === process })
        else { return }
        trace("\(process.life.name) is paused")
        counts.pauses += 1
        paused.append(process.life)
        for point in crossings.waiting where point.life === process.life && point.kind == .beforeCall {
            crossings.pass(point.number)
        }
        schedule(.resume(node), in: chance.between(5, 200))
    }

    /// A step that a process had begun as it was paused may end in a call: that leaves the machine, too.
    private func letCallsOut() {
        for point in crossings.waiting
        where point.kind == .beforeCall && paused.contains(where: { $0 === point.life }) {
            crossings.pass(point.number)
        }
    }

    private func happen(_ event: Event) async throws {
        trace("\(event)")
        switch event {
        case .text(let index): deliver(index)
        case .receipt(let index, let status, let tries): deliverReceipt(index, status: status, tries: tries)
        case .reply(let index): attempt(index)
        case .rep: try await rep()
        case .operate: try await operate()
        case .carrier(let isAway): carrier.state.withLock { $0.isAway = isAway }
        case .site(let isAway): site.state.withLock { $0.isAway = isAway }
        case .start(let node): if processes[node] == nil { try await startProcess(node) }
        case .resume(let node):
            if let life = processes[node]?.life { paused.removeAll { $0 === life } }
        }
    }

    // MARK: - The end

    /// The outside is well again, all processes run, and what waits is carried out.
    ///
    /// - Returns: what is still waiting after an hour, in words; nothing when all is done.
    func settle() async throws -> [String] {
        carrier.state.withLock { $0.isHealthy = true }
        site.state.withLock { $0.isHealthy = true }
        paused = []
        crossings.open()
        for node in processes.indices where processes[node] == nil { try await startProcess(node) }
        let end = time.now + .seconds(3600)
        var nextLook = time.now + .seconds(20)
        while time.now < end {
            await executor.idle()
            takeReports()
            planReceipts()
            let due = agenda.filter { $0.at <= time.now }.sorted { $0.number < $1.number }
            agenda.removeAll { $0.at <= time.now }
            for one in due { try await happenAtTheEnd(one.event) }
            if !due.isEmpty { continue }
            if time.now >= nextLook {
                nextLook = time.now + .seconds(20)
                if agenda.isEmpty, try await unfinished().isEmpty { break }
            }
            guard let next = nextMoment() else { break }
            time.advance(to: next, besides: [])
        }
        let left = try await unfinished()
        for process in processes { process?.die(crossings) }
        await executor.idle()
        return left
    }

    private func happenAtTheEnd(_ event: Event) async throws {
        switch event {
        case .text, .receipt, .reply: try await happen(event)
        case .rep, .operate, .carrier, .site, .start, .resume: break
        }
    }

    /// Work that is not done yet, in words.
    private func unfinished() async throws -> [String] {
        try executor.elsewhere { [database] in
            try await database.read { snapshot in
                try snapshot.rows(
                    """
                    SELECT kind || ' ' || state || ' ' || COALESCE(error, '') AS words FROM job
                    WHERE kind NOT IN ('case.poll', 'session.resolve_idle')
                    UNION ALL SELECT 'message ' || state AS words FROM message
                    WHERE state IN ('queued', 'unknown')
                    """
                ).map { try $0["words"] }
            }
        }
    }
}
