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
    package static let concurrency = 48
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
                group.addTask { await watchClock() }
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            alarm.end()
        }
    }

    /// Claims and starts what is due, each time something wakes it.
    private func work(wakenBy alarm: Alarm) async {
        let running = RunningCount()
        await withDiscardingTaskGroup { group in
            let (claimed, claims) = AsyncStream.makeStream(of: QueuedJob.self)
            group.addTask {
                await alarm.loop {
                    let free = Self.concurrency - running.count
                    guard free > 0 else { return services.clock.now() + Self.longestSleep }
                    let jobs = await claim(limit: free)
                    running.change(by: jobs.count)
                    for job in jobs { claims.yield(job) }
                    // What was claimed may have uncovered the next of its lane, or there may be more.
                    return jobs.isEmpty ? await nextLook() : services.clock.now()
                }
                claims.finish()
            }
            for await queued in claimed {
                group.addTask {
                    await perform(queued)
                    running.change(by: -1)
                    alarm.ring()
                }
            }
        }
    }

    /// Looks now and then whether the clock was set back, until the task is cancelled.
    private func watchClock() async {
        while !Task.isCancelled {
            let now = services.clock.now()
            do {
                try await services.clock.sleep(until: now + Self.longestSleep)
                let later = services.clock.now()
                try await services.database.write { try $0.mendSchedule(now: later) }
            } catch is CancellationError {
                return
            } catch {
                services.logger.error(
                    "The job queue's times could not be checked; trying again.",
                    metadata: ["error": "\(error)"])
            }
        }
    }

    private func nextLook() async -> Timestamp {
        let latest = services.clock.now() + Self.longestSleep
        guard let next = try? await services.database.read({ try $0.nextJobMoment() }) else { return latest }
        return min(next, latest)
    }

    /// Claims what is due, under a lease of its own.
    private func claim(limit: Int) async -> [QueuedJob] {
        let now = services.clock.now()
        let lease = services.random.identifier()
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

    /// Runs every job that is due now, and those they enqueue for now; for tests and commands.
    ///
    /// - Parameter width: how many at a time; one after the other unless told otherwise, so that a run can be repeated.
    package func runDue(width: Int = 1) async throws {
        while true {
            let claimed = await claim(limit: width)
            guard !claimed.isEmpty else { return }
            await withDiscardingTaskGroup { group in
                for queued in claimed { group.addTask { await perform(queued) } }
            }
        }
    }

    /// Runs one claimed job and records what became of it.
    func perform(_ queued: QueuedJob) async {
        guard let lease = queued.lease else { return }
        var logger = services.logger
        logger[metadataKey: "job"] = "\(queued.kind)"
        let outcome: Outcome
        do {
            let job = try kinds.job(queued)
            let fenced = services.with(
                FencedDatabase(database: services.database, job: queued.id, lease: lease))
            try await withRenewedLease(of: queued, lease: lease) { try await job.run(with: fenced) }
            outcome = .done
        } catch is LeaseLost {
            logger.warning("A job was left to the node that took it over; this one was paused or too slow.")
            return
        } catch is CancellationError {
            outcome = .again(at: services.clock.now(), error: "The server was stopping.")
        } catch let later as RetryLater {
            outcome = .again(at: services.clock.now() + later.wait, error: later.reason)
        } catch let failure as any EdgeFailure where failure.retryAfter != nil {
            outcome = .again(
                at: services.clock.now() + (failure.retryAfter ?? .zero), error: "\(failure)")
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
        let now = services.clock.now()
        do {
            try await services.database.write { transaction in
                switch outcome {
                case .done: try transaction.finishJob(queued.id, lease: lease)
                case .again(let moment, let error):
                    try transaction.retryJob(queued.id, lease: lease, at: moment, error: error, now: now)
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
                    let later = services.clock.now()
                    let renewed = try await services.database.write {
                        try $0.renewLease(
                            of: queued.id, lease: lease, until: later + Self.leaseTime, now: later)
                    }
                    guard renewed else { throw LeaseLost() }
                }
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }
}
