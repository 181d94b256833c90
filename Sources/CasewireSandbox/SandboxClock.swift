package import FoundationEssentials

/// Where a simulated server takes its time and its waits from.
package struct SandboxClock: Sendable {
    private let read: @Sendable () -> Date
    private let wait: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        read = now
        wait = sleep
    }

    /// The machine's clock.
    package static let system = SandboxClock(
        now: { Date() },
        sleep: { try await Task.sleep(for: $0) }
    )

    package var now: Date { read() }

    /// Returns after the given time, or throws `CancellationError` when the task is cancelled first.
    package func sleep(for time: Duration) async throws {
        if time > .zero { try await wait(time) }
    }
}

extension Date {
    /// The instant as ISO 8601 in UTC with milliseconds: `2026-11-23T08:15:30.250Z`.
    package var sandboxTimestamp: String {
        formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Reads an ISO 8601 instant with or without fractions of a second, or seconds since 1970.
    package init?(sandboxTimestamp text: some StringProtocol) {
        let text = String(text)
        if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text) {
            self = date
        } else if let date = try? Date.ISO8601FormatStyle().parse(text) {
            self = date
        } else if let seconds = Double(text), seconds.isFinite {
            self = Date(timeIntervalSince1970: seconds)
        } else {
            return nil
        }
    }
}
