import Casewire
import CasewireStorage
import HTTPTypes
import Synchronization

/// Remembers that a carrier's call had to be refused for a reason of ours, so that what it brought is looked for once calls
/// can be taken in again.
///
/// In memory alone: the reason is mostly that nothing could be written. After a restart the list is read anyway.
final class RefusedWebhooks: Sendable {
    private let wasRefused = Mutex(false)

    /// Takes in a call, and has the carrier's lists read after the first success that follows a failure of ours.
    func noticing<Value>(_ services: Services, _ call: () async throws -> Value) async throws -> Value {
        let value: Value
        do {
            value = try await call()
        } catch {
            if Problem(error).map({ $0.status.code >= 500 }) ?? true { wasRefused.withLock { $0 = true } }
            throw error
        }
        if wasRefused.withLock({ $0 }) { await lookForMissed(services) }
        return value
    }

    private func lookForMissed(_ services: Services) async {
        let now = services.clock.now()
        let random = services.random
        // Set before the request, so that a refusal meanwhile asks for another look.
        wasRefused.withLock { $0 = false }
        do {
            try await services.database.write {
                try $0.requestBackfill(at: now + BackfillTexts.grace, now: now, random: random)
            }
        } catch {
            wasRefused.withLock { $0 = true }
        }
    }
}
