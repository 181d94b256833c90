/// The time of day, and waiting for it.
package protocol WallClock: Sendable {
    func now() -> Timestamp

    /// Returns at the given moment, or throws `CancellationError` when the task is cancelled first.
    func sleep(until moment: Timestamp) async throws
}
