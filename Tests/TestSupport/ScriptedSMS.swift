package import Casewire

/// A carrier that takes down what it is given, and fails as it is told.
package actor ScriptedSMS: SMSProvider {
    package private(set) var sent: [OutboundText] = []
    private var failures: [SendFailure]
    /// Texts that the carrier has although our call did not see that.
    private var listed: [ListedText] = []
    package private(set) var queries: [TextQuery] = []
    private var listFailure: ListFailure?
    /// Every call to send, taken or not.
    package private(set) var calls = 0
    private var isAway = false
    private var duringCall: (@Sendable () async -> Void)?

    /// - Parameter failures: what the first calls throw, one each.
    package init(failing failures: [SendFailure] = []) {
        self.failures = failures
    }

    package func fail(next failure: SendFailure) { failures.append(failure) }

    /// Whether nothing answers at all.
    package func setAway(_ isAway: Bool) { self.isAway = isAway }

    /// What happens while the next call to send is under way.
    package func during(nextCall body: @escaping @Sendable () async -> Void) { duringCall = body }

    package func list(_ texts: [ListedText]) { listed = texts }

    package func failLists(_ failure: ListFailure?) { listFailure = failure }

    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        calls += 1
        if let body = duringCall {
            duringCall = nil
            await body()
        }
        if isAway { throw .notTaken(reason: "Nothing answers.", retryAfter: nil) }
        if !failures.isEmpty { throw failures.removeFirst() }
        sent.append(text)
        return AcceptedText(providerID: "SM-out-\(sent.count)", segments: nil)
    }

    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        queries.append(query)
        if let listFailure { throw listFailure }
        let ours = query.number.e164
        return listed.filter { text in
            (text.to == ours) == (query.direction == .receivedByUs) && text.createdAt >= query.since
                && text.createdAt <= query.until ?? text.createdAt
        }
    }

    // MARK: Connecting

    private var connection: Result<NumberConnection, ListFailure> = .success(
        NumberConnection(providerID: "PN1", obstacle: nil))
    private var registration: Registration?
    private var account: [PhoneNumber] = []
    private var onProbe: @Sendable (WebhookProbe) async -> WebhookProbe.Outcome = { _ in .impossible }

    package func connecting(gives connection: Result<NumberConnection, ListFailure>) {
        self.connection = connection
    }

    package func setRegistration(_ registration: Registration?) { self.registration = registration }

    package func setAccount(_ numbers: [PhoneNumber]) { account = numbers }

    /// What becomes of calls of our own webhook.
    package func probing(_ body: @escaping @Sendable (WebhookProbe) async -> WebhookProbe.Outcome) {
        onProbe = body
    }

    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    {
        try connection.get()
    }

    package func numbers() async throws(ListFailure) -> [PhoneNumber] { account }

    package func registration(of number: PhoneNumber) async throws(ListFailure) -> Registration? {
        registration
    }

    package func call(_ probe: WebhookProbe) async -> WebhookProbe.Outcome { await onProbe(probe) }
}
