import Casewire
import Synchronization

/// When a call of a Creatio process came to a wrong address last, for the page that shows the right one.
///
/// In memory alone: a call without its secret changes nothing that is kept.
final class RefusedHints: Sendable {
    private let last = Mutex<Timestamp?>(nil)

    func note(at now: Timestamp) { last.withLock { $0 = now } }

    var newest: Timestamp? { last.withLock { $0 } }
}
