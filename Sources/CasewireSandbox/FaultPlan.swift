import Synchronization

/// The faults in force on a simulated server, in the order they were ordered.
///
/// `SandboxMiddleware` applies latency, errors, outages and lost answers. The other kinds are asked for by the
/// part of the server that they concern.
package final class FaultPlan: Sendable {
    private let faults = Mutex<[Fault]>([])

    package init() {}

    /// At most this many faults are in force at once; more is a script gone wrong.
    package static let limit = 1_000

    /// Puts a fault in force. Returns false when too many are already.
    @discardableResult
    package func add(_ fault: Fault) -> Bool {
        faults.withLock { faults in
            guard faults.count < Self.limit else { return false }
            faults.append(fault)
            return true
        }
    }

    package var all: [Fault] { faults.withLock { $0 } }

    /// Ends the faults of one kind, or all.
    package func end(_ kind: Fault.Kind? = nil) {
        faults.withLock { faults in
            faults.removeAll { kind == nil || $0.kind == kind }
        }
    }

    /// The first fault of the kind that concerns the path, used up once; nil when none does.
    ///
    /// A fault with a count ends when the count is used up.
    package func take(_ kind: Fault.Kind, path: String) -> Fault? {
        faults.withLock { faults in
            guard
                let index = faults.firstIndex(where: { $0.kind == kind && $0.concerns(path) })
            else { return nil }
            let fault = faults[index]
            if let count = fault.count {
                if count <= 1 { faults.remove(at: index) } else { faults[index].count = count - 1 }
            }
            return fault
        }
    }

    /// Whether a fault of the kind concerns the path, without using it up.
    package func has(_ kind: Fault.Kind, path: String) -> Bool {
        faults.withLock { $0.contains { $0.kind == kind && $0.concerns(path) } }
    }
}
