import Casewire

/// Joins what several workers ask of a site at the same time into few requests.
///
/// A few requests are under way at a time; what is asked meanwhile goes out together with the next, up to what one batch
/// takes. So a lone request is never held up, and a backlog goes out in full batches without a storm on the site.
actor CreatioGatherer {
    /// Requests under way at a time. One that hangs leaves the others going.
    static let width = 3

    /// What one worker asks, in order.
    struct Errand: Sendable {
        let parts: [CreatioBatch.Part]
        /// The right and the object that a failure of the whole is about.
        let right: CreatioRight
        let object: String
    }

    /// The parts' answers, nil for those that have none; nil as a whole where the site takes no batches.
    typealias Answers = [CreatioAnswer?]?
    typealias Outcome = Result<Answers, CaseSystemFailure>

    private struct Waiting {
        let errand: Errand
        let continuation: CheckedContinuation<Turn, Never>
    }

    /// What a worker that waited is told.
    private enum Turn {
        case outcome(Outcome)
        /// To ask for itself and for these.
        case lead([Waiting])
        /// To ask again, since an errand before it failed and the site stopped there.
        case again
    }

    private let ask: @Sendable ([Errand]) async -> Outcome
    private var underWay = 0
    private var waiting: [Waiting] = []

    /// - Parameter ask: makes one request of several errands and gives the answers of all their parts, in order.
    init(ask: @escaping @Sendable ([Errand]) async -> Outcome) {
        self.ask = ask
    }

    /// The errands that wait for a turn.
    var waitingCount: Int { waiting.count }

    /// The answers to one errand, alone or with others.
    func answers(to errand: Errand) async throws(CaseSystemFailure) -> Answers {
        while true {
            switch await turn(of: errand) {
            case .outcome(let outcome): return try outcome.get()
            case .again: continue
            case .lead(let others): return try await lead(errand, with: others).get()
            }
        }
    }

    private func turn(of errand: Errand) async -> Turn {
        if underWay < Self.width {
            underWay += 1
            return .lead([])
        }
        return await withCheckedContinuation { continuation in
            waiting.append(Waiting(errand: errand, continuation: continuation))
        }
    }

    /// Asks for all, tells the others, and hands the turn to the next.
    private func lead(_ errand: Errand, with others: [Waiting]) async -> Outcome {
        let outcome = await ask([errand] + others.map(\.errand))
        passOn()
        guard case .success(let answers?) = outcome else {
            for other in others { other.continuation.resume(returning: .outcome(outcome)) }
            return outcome
        }
        var rest = answers[...]
        let own = Array(rest.prefix(errand.parts.count))
        rest = rest.dropFirst(errand.parts.count)
        var hasFailed = Self.hasFailure(own)
        for other in others {
            let theirs = Array(rest.prefix(other.errand.parts.count))
            rest = rest.dropFirst(other.errand.parts.count)
            let wasReached = theirs.contains { $0 != nil }
            other.continuation.resume(
                returning: hasFailed && !wasReached ? .again : .outcome(.success(theirs)))
            hasFailed = hasFailed || Self.hasFailure(theirs)
        }
        return .success(own)
    }

    private static func hasFailure(_ answers: [CreatioAnswer?]) -> Bool {
        answers.contains { $0?.isSuccess == false }
    }

    /// The one that waits longest leads next, and takes along whatever else fits.
    private func passOn() {
        guard !waiting.isEmpty else {
            underWay -= 1
            return
        }
        let leader = waiting.removeFirst()
        var free = CreatioLimits.batchParts - leader.errand.parts.count
        var others: [Waiting] = []
        waiting.removeAll { candidate in
            guard candidate.errand.parts.count <= free else { return false }
            free -= candidate.errand.parts.count
            others.append(candidate)
            return true
        }
        leader.continuation.resume(returning: .lead(others))
    }
}
