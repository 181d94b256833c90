import Casewire
import CasewireStorage
import ServiceLifecycle
import Synchronization

/// Our numbers with their credentials, held in memory so that a webhook need not read them.
///
/// The change feed says when they changed. A number that is not held, or a signature that does not fit, has them read
/// once more, though not more often than once a second: another process may have changed them a moment ago.
final class NumberDirectory: Service {
    private struct Held {
        var numbers: [String: Number] = [:]
        var readAt: Timestamp?
        /// Raised by each change, so that a read which began before it is not held.
        var generation = 0
    }

    static let rereadInterval = Duration.seconds(1)

    private let services: Services
    private let held = Mutex(Held())

    init(services: Services) {
        self.services = services
    }

    /// The number of ours that is spelled so, in E.164.
    func number(_ phone: String) async throws -> Number? {
        let (found, isHeld) = held.withLock { ($0.numbers[phone], $0.readAt != nil) }
        if let found { return found }
        if isHeld && !mayReread() { return nil }
        return try await reread()[phone]
    }

    /// The number as the database has it now, if it was not read a moment ago already.
    func fresh(_ phone: String) async throws -> Number? {
        guard mayReread() else { return held.withLock { $0.numbers[phone] } }
        return try await reread()[phone]
    }

    /// Forgets what is held whenever settings change, until the process stops.
    func run() async throws {
        let changes = services.database.changes.subscribe()
        forget()
        await cancelWhenGracefulShutdown {
            for await batch in changes where batch.mayConcern(.settings) { self.forget() }
        }
    }

    private func forget() {
        held.withLock { $0 = Held(generation: $0.generation + 1) }
    }

    private func mayReread() -> Bool {
        let now = services.clock.now()
        return held.withLock { $0.readAt.map { now - $0 >= Self.rereadInterval } ?? true }
    }

    private func reread() async throws -> [String: Number] {
        let generation = held.withLock { $0.generation }
        let vault = services.vault
        let numbers = try await services.database.read { try $0.numbers(vault: vault) }
        let byPhone = Dictionary(numbers.map { ($0.phone.e164, $0) }) { first, _ in first }
        let now = services.clock.now()
        held.withLock { held in
            guard held.generation == generation else { return }
            held.numbers = byPhone
            held.readAt = now
        }
        return byPhone
    }
}
