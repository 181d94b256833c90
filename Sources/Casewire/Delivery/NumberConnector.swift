import CasewireStorage
import ServiceLifecycle

/// Has each number connected and checked, at the start and when numbers change.
package struct NumberConnector: Service {
    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func run() async throws {
        let changes = services.database.changes.subscribe()
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await keepConnected(changes) }
                await group.waitForAll()
            }
        }
    }

    private func keepConnected(_ changes: AsyncStream<ChangeBatch>) async {
        var connected: [Number.ID: Number] = [:]
        await connectAll(&connected)
        for await batch in changes where batch.mayConcern(.settings) {
            await connectAll(&connected)
        }
    }

    /// Asks for the numbers that are new or changed since they were connected last.
    private func connectAll(_ connected: inout [Number.ID: Number]) async {
        let vault = services.vault
        guard let numbers = try? await services.database.read({ try $0.numbers(vault: vault) }) else {
            return
        }
        for number in numbers where connected[number.id] != number {
            let now = services.clock.now()
            let (check, look) = (services.random.identifier(), services.random.identifier())
            let asked: Void? = try? await services.database.write { transaction in
                try transaction.enqueue(
                    CheckNumber(number: number.id), at: now, isOnlySooner: true, now: now, id: check)
                // While this server was away, texts may have come that nobody will bring again.
                try transaction.enqueue(
                    BackfillTexts(number: number.id), at: now, isOnlySooner: true, now: now, id: look)
            }
            if asked != nil { connected[number.id] = number }
        }
    }
}
