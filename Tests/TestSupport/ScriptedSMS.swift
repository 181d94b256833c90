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

    // MARK: Files

    private var files: [String: Result<FetchedMedium, MediumFailure>] = [:]
    /// Addresses that were asked, in order.
    package private(set) var fetched: [String] = []
    /// The most fetches that were under way at a time.
    package private(set) var mostFetches = 0
    private var fetches = 0
    private var duringFetch: (@Sendable () async -> Void)?

    /// The files of texts that the list counts, by the carrier's ids of the texts.
    private var listedMedia: [String: [InboundText.Media]] = [:]

    package func list(_ media: [InboundText.Media], of text: String) { listedMedia[text] = media }

    package func media(of text: String) async throws(ListFailure) -> [InboundText.Media] {
        guard let media = listedMedia[text] else { throw .unavailable(reason: "Nothing answers.") }
        return media
    }

    /// What is at an address from now on.
    package func put(_ file: Result<FetchedMedium, MediumFailure>, at url: String) { files[url] = file }

    /// What happens while the next file is fetched.
    package func during(nextFetch body: @escaping @Sendable () async -> Void) { duringFetch = body }

    package func fetch(
        _ medium: InboundText.Media, largestBytes: Int
    ) async throws(MediumFailure) -> FetchedMedium {
        fetched.append(medium.url)
        fetches += 1
        mostFetches = max(mostFetches, fetches)
        await Task.yield()
        if let body = duringFetch {
            duringFetch = nil
            await body()
        }
        fetches -= 1
        guard let file = files[medium.url] else {
            throw .unavailable(reason: "the carrier does not have it (HTTP 404)", retryAfter: nil)
        }
        return try file.get()
    }

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
