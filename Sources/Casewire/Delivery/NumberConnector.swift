import CasewireStorage
import Logging
import ServiceLifecycle

/// Sets each number's webhook at its carrier, at the start and when numbers change, and keeps what came of it for people.
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

    /// Connects the numbers that are new or changed since they were connected last.
    private func connectAll(_ connected: inout [Number.ID: Number]) async {
        let vault = services.vault
        guard let numbers = try? await services.database.read({ try $0.numbers(vault: vault) }) else {
            return
        }
        for number in numbers where connected[number.id] != number {
            let obstacle = await connect(number)
            connected[number.id] = number
            let now = services.clock.now()
            let id = services.random.identifier()
            _ = try? await services.database.write { transaction in
                try transaction.saveConnection(of: number.id, obstacle: obstacle, at: now)
                // While this server was away, texts may have come that nobody will bring again.
                try transaction.enqueue(
                    BackfillTexts(number: number.id), at: now, isOnlySooner: true, now: now, id: id)
            }
        }
    }

    private func connect(_ number: Number) async -> String? {
        let webhook = services.publicURL + number.webhookPath
        for attempt in 1...3 {
            do {
                return try await services.connections.carrier(for: number).connect(number.phone, to: webhook)
                    .obstacle
            } catch ListFailure.refused(let reason) {
                services.logger.error("A number could not be connected.", metadata: ["reason": "\(reason)"])
                return reason
            } catch {
                services.logger.warning(
                    "A number could not be connected yet.", metadata: ["reason": "\(error)"])
                if attempt == 3 { return "The carrier could not be reached: \(error)" }
                try? await services.clock.sleep(until: services.clock.now() + .seconds(2))
            }
        }
        return nil
    }
}
