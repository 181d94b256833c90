import Synchronization

/// Carries committed changes to whoever listens in this process.
///
/// Each subscriber gets what was published after it subscribed, merged until it takes it: a slow one gets fewer and
/// larger batches, and past a limit only `ChangeBatch.reread`. Publishing never waits.
package final class ChangeFeed: Sendable {
    /// A subscriber that is behind by more changes than this is told to read everything again.
    package static let largestBatch = 1024

    private struct State {
        var subscribers: [Subscriber] = []
        var isFinished = false
    }

    private struct Subscriber {
        weak var mailbox: Mailbox?
    }

    private let state = Mutex(State())

    package init() {}

    /// Begins a subscription; it ends with the stream's task, with the stream itself, or with the database.
    ///
    /// One task iterates the stream.
    package func subscribe() -> AsyncStream<ChangeBatch> {
        let mailbox = Mailbox()
        let isFinished = state.withLock { state in
            state.subscribers.removeAll { $0.mailbox == nil }
            if !state.isFinished { state.subscribers.append(Subscriber(mailbox: mailbox)) }
            return state.isFinished
        }
        if isFinished { mailbox.finish() }
        return AsyncStream(
            unfolding: { await mailbox.next() },
            onCancel: { mailbox.finish() })
    }

    /// Hands a batch to every subscriber.
    package func publish(_ batch: ChangeBatch) {
        if case .changes(let changes) = batch, changes.isEmpty { return }
        for mailbox in mailboxes() { mailbox.put(batch) }
    }

    /// Ends all streams, now and later.
    package func finish() {
        state.withLock { $0.isFinished = true }
        for mailbox in mailboxes() { mailbox.finish() }
    }

    private func mailboxes() -> [Mailbox] {
        state.withLock { $0.subscribers.compactMap(\.mailbox) }
    }
}

/// What waits for one subscriber: at most one batch.
private final class Mailbox: Sendable {
    private struct State {
        var pending: ChangeBatch?
        var waiting: CheckedContinuation<ChangeBatch?, Never>?
        var isFinished = false
    }

    private let state = Mutex(State())

    func put(_ batch: ChangeBatch) {
        let waiting = state.withLock { state -> CheckedContinuation<ChangeBatch?, Never>? in
            guard !state.isFinished else { return nil }
            if let waiting = state.waiting {
                state.waiting = nil
                return waiting
            }
            state.pending = state.pending.merging(batch)
            return nil
        }
        waiting?.resume(returning: ChangeBatch?.none.merging(batch))
    }

    /// Gives the batch that waits, or waits for one; `nil` after the end.
    func next() async -> ChangeBatch? {
        await withCheckedContinuation { continuation in
            let immediate = state.withLock { state -> ChangeBatch?? in
                if let pending = state.pending {
                    state.pending = nil
                    return .some(pending)
                }
                if state.isFinished || state.waiting != nil { return .some(nil) }
                state.waiting = continuation
                return .none
            }
            if let immediate { continuation.resume(returning: immediate) }
        }
    }

    func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }
}

extension ChangeBatch? {
    /// What waits, together with what comes; past a limit only that anything may have changed.
    func merging(_ batch: ChangeBatch) -> ChangeBatch {
        guard case .changes(let new) = batch else { return .reread }
        switch self {
        case nil:
            return new.count > ChangeFeed.largestBatch ? .reread : batch
        case .reread:
            return .reread
        case .changes(let old):
            let union = old.union(new)
            return union.count > ChangeFeed.largestBatch ? .reread : .changes(union)
        }
    }
}
