/// What happened and is still to be told to the processes.
///
/// Holds at most `limit` events; what comes beyond is lost, as it is on a site whose processes cannot keep up.
final class ProcessQueue: Sendable {
    let stream: AsyncStream<ProcessEvent>
    private let continuation: AsyncStream<ProcessEvent>.Continuation
    private static let limit = 100_000

    init() {
        (stream, continuation) = AsyncStream.makeStream(
            of: ProcessEvent.self, bufferingPolicy: .bufferingOldest(Self.limit))
    }

    func add(_ events: [ProcessEvent]) {
        for event in events { continuation.yield(event) }
    }

    func finish() { continuation.finish() }
}
