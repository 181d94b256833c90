import Casewire
import Logging
import Synchronization
import TestSupport

/// One server process of a world: its edges, its job runner, and the requests it is answering.
final class SimulatedProcess: Sendable {
    let life: Life
    let services: Services
    private let executor: WorldExecutor
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(life: Life, services: Services, executor: WorldExecutor) {
        self.life = life
        self.services = services
        self.executor = executor
    }

    /// Begins to claim and run jobs, as the server does.
    func start() {
        run { services in try? await JobRunner(services: services).run() }
    }

    /// Something that goes on in this process until it ends or dies.
    func run(_ work: @escaping @Sendable (Services) async -> Void) {
        let services = services
        let task = Task(executorPreference: executor) { await work(services) }
        tasks.withLock { $0.append(task) }
    }

    /// Everything in memory is thrown away: whatever still unwinds has no effect any more.
    func die(_ crossings: Crossings) {
        life.end()
        crossings.release(life)
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }
}
