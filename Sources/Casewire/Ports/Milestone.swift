/// A named point on the ways of a text, at which a test may have the whole process die.
///
/// What is kept at each point, and what becomes of a run that ends there, is in `docs/reliability.md`.
package enum Milestone: String, Sendable, CaseIterable {
    // A text comes in.
    case receiveBeforeCommit = "receive-before-commit"
    case receiveAfterCommit = "receive-after-commit"
    // A text goes out.
    case sendBegun = "send-begun"
    case sendCalled = "send-called"
    case sendKept = "send-kept"
    // A case is written.
    case syncNoted = "sync-noted"
    case syncWritten = "sync-written"
    case syncKept = "sync-kept"
    // A rep's reply is taken.
    case replyRead = "reply-read"
    case replyTaken = "reply-taken"
    // The agent has decided a turn.
    case turnDecided = "turn-decided"
}
