import ArgumentParser
import Casewire
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Hidden flags by which tests of the whole program shorten waits and have it die at a named point.
struct Rehearsal: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Die at the Nth passing of a named point.", valueName: "name[:n]", visibility: .hidden))
    var dieAt: String?
    @Option(help: ArgumentHelp("How long a claimed job is this node's.", visibility: .hidden))
    var leaseSeconds: Double?
    @Option(help: ArgumentHelp("The minute of the look-up of unknown sends.", visibility: .hidden))
    var lookUpSeconds: Double?

    func validate() throws {
        guard let dieAt, point(in: dieAt) == nil else { return }
        let names = Milestone.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--die-at takes one of \(names), and perhaps :N.")
    }

    var leaseTime: Duration { leaseSeconds.map { .seconds($0) } ?? JobRunner.standardLeaseTime }

    var lookUp: LookUpRule { lookUpSeconds.map { LookUpRule(minute: .seconds($0)) } ?? .standard }

    /// What ends the process as a power cut would, or nothing.
    var passing: (@Sendable (Milestone) -> Void)? {
        guard let dieAt, let (milestone, count) = point(in: dieAt) else { return nil }
        let left = Countdown(count)
        return { passed in
            if passed == milestone, left.isOver() { _ = kill(getpid(), SIGKILL) }
        }
    }

    private func point(in text: String) -> (Milestone, Int)? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let milestone = Milestone(rawValue: String(name)) else { return nil }
        guard parts.count > 1 else { return (milestone, 1) }
        return Int(parts[1]).flatMap { $0 > 0 ? (milestone, $0) : nil }
    }

    private final class Countdown: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) {
            left = Mutex(count)
        }

        func isOver() -> Bool {
            left.withLock { left in
                left -= 1
                return left <= 0
            }
        }
    }
}
