import CasewireStorage
import Logging
import ServiceLifecycle

/// Runs jobs as they become due, each lane singly and in order, until the process stops.
///
/// It holds no state that matters: a lease in the database says who runs what, and a job whose lease ran out is run again.
package struct JobRunner: Service {
    /// How long a claimed job is this node's. Renewed while it runs.
    static let leaseTime = Duration.seconds(60)
    /// How many jobs one node runs at a time. Most wait for an outside system, so more than the cores.
    static let concurrency = 48
    /// Even without news, the queue is looked at this often.
    static let longestSleep = Duration.seconds(30)

    private let services: Services
    private let kinds: JobKinds

    package init(services: Services, kinds: JobKinds = .all) {
        self.services = services
        self.kinds = kinds
    }

    /// At a graceful shutdown nothing more is claimed, and what runs is let finish: a send that is cut off would have to be
    /// looked up.
    package func run() async throws {
        let changes = services.database.changes.subscribe()
        let alarm = Alarm(clock: services.clock)
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await alarm.follow(changes, about: .jobs) }
                group.addTask { await work(wakenBy: alarm) }
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            alarm.end()
        }
    }

    /// Claims and starts what is due, each time something wakes it.
    private func work(wakenBy alarm: Alarm) async {
        let lease = services.random.identifier()
        let running = RunningCount()
        await withDiscardingTaskGroup { group in
            let (claimed, claims) = AsyncStream.makeStream(of: QueuedJob.self)
            group.addTask {
                await alarm.loop {
                    let free = Self.concurrency - running.count
                    guard free > 0 else { return services.clock.now() + Self.longestSleep }
                    let jobs = await claim(limit: free, lease: lease)
                    running.change(by: jobs.count)
                    for job in jobs { claims.yield(job) }
                    // What was claimed may have uncovered the next of its lane, or there may be more.
                    return jobs.isEmpty ? await nextLook() : services.clock.now()
                }
                claims.finish()
            }
            for await queued in claimed {
                group.addTask {
                    await perform(queued, lease: lease)
                    running.change(by: -1)
                    alarm.ring()
                }
            }
        }
    }

    private func nextLook() async -> Timestamp {
        let latest = services.clock.now() + Self.longestSleep
        guard let next = try? await services.database.read({ try $0.nextJobMoment() }) else { return latest }
        return min(next, latest)
    }

    private func claim(limit: Int, lease: String) async -> [QueuedJob] {
        let now = services.clock.now()
        do {
            return try await services.database.write {
                try $0.claimJobs(limit: limit, lease: lease, until: now + Self.leaseTime, now: now)
            }
        } catch {
            services.logger.error(
                "The job queue could not be read; trying again.", metadata: ["error": "\(error)"])
            try? await services.clock.sleep(until: now + .seconds(1))
            return []
        }
    }

    /// Runs every job that is due now, and those they enqueue for now, one after the other. For tests and commands.
    package func runDue() async throws {
        let lease = services.random.identifier()
        while true {
            let claimed = await claim(limit: 1, lease: lease)
            guard let queued = claimed.first else { return }
            await perform(queued, lease: lease)
        }
    }

    /// Runs one claimed job and records what became of it.
    func perform(_ queued: QueuedJob, lease: String) async {
        var logger = services.logger
        logger[metadataKey: "job"] = "\(queued.kind)"
        let outcome: Outcome
        do {
            let job = try kinds.job(queued)
            try await withRenewedLease(of: queued, lease: lease) { try await job.run(with: services) }
            outcome = .done
        } catch is CancellationError {
            outcome = .again(at: services.clock.now(), error: "The server was stopping.")
        } catch let later as RetryLater {
            outcome = .again(at: services.clock.now() + later.wait, error: later.reason)
        } catch let end as GivingUp {
            outcome = .setAside(error: end.reason)
        } catch {
            let words = "\(error)"
            if let wait = kinds.retry(queued).wait(
                afterFailures: queued.attempts, chance: services.random.fraction())
            {
                outcome = .again(at: services.clock.now() + wait, error: words)
            } else {
                outcome = .setAside(error: words)
            }
        }
        if case .setAside(let error) = outcome {
            logger.error("A job was set aside for a person.", metadata: ["error": "\(error)"])
        } else if case .again(_, let error) = outcome {
            logger.info("A job will be tried again.", metadata: ["error": "\(error)"])
        }
        await record(outcome, of: queued, lease: lease, logger: logger)
    }

    private enum Outcome {
        case done
        case again(at: Timestamp, error: String)
        case setAside(error: String)
    }

    private func record(_ outcome: Outcome, of queued: QueuedJob, lease: String, logger: Logger) async {
        do {
            try await services.database.write { transaction in
                switch outcome {
                case .done: try transaction.finishJob(queued.id, lease: lease)
                case .again(let moment, let error):
                    try transaction.retryJob(queued.id, lease: lease, at: moment, error: error)
                case .setAside(let error): try transaction.setAsideJob(queued.id, lease: lease, error: error)
                }
            }
        } catch {
            // The lease runs out and the job is run again, as after a crash.
            logger.error("A job's outcome could not be kept.", metadata: ["error": "\(error)"])
        }
    }

    /// Runs the work while its lease is renewed at half time; cancels the work when the lease was lost.
    private func withRenewedLease(
        of queued: QueuedJob, lease: String, work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                while true {
                    let now = services.clock.now()
                    try await services.clock.sleep(until: now + Self.leaseTime / 2)
                    let renewed = try await services.database.write {
                        try $0.renewLease(
                            of: queued.id, lease: lease, until: services.clock.now() + Self.leaseTime)
                    }
                    guard renewed else { throw CancellationError() }
                }
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }
}
