import Casewire
import Foundation

/// The machine's time of day.
struct SystemClock: WallClock {
    func now() -> Timestamp { Timestamp(Date()) }

    func sleep(until moment: Timestamp) async throws {
        let wait = moment - now()
        if wait > .zero { try await Task.sleep(for: wait) }
    }
}
