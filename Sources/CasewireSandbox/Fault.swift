/// One way in which a simulated server was told to misbehave.
package struct Fault: Sendable, Codable, Equatable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Waits `seconds` (2 by default) before the request is handled.
        case latency
        /// Answers `status` (500 by default) without handling the request.
        case error
        /// Handles the request, holds the answer for `seconds` (40 by default), then gives up with 504.
        case timeoutAfterSuccess = "timeout_after_success"
        /// Sends each webhook twice.
        case duplicate
        /// Sends webhooks in another order than things happened.
        case reorder
        /// Answers 503, or `status`, to everything; with status 0 the connection is closed without an answer.
        case outage
        /// Makes the credentials given out so far worthless.
        case expireToken = "expire_token"
        /// Refuses what `path` names, for lack of rights.
        case deny
    }

    package let kind: Kind
    /// The fault concerns requests whose path begins with this; all if absent.
    package let path: String?
    package let status: Int?
    /// How many times the fault strikes before it ends; for ever if absent.
    package var count: Int?
    package let seconds: Double?

    package init(
        _ kind: Kind, path: String? = nil, status: Int? = nil, count: Int? = nil, seconds: Double? = nil
    ) {
        self.kind = kind
        self.path = path
        self.status = status
        self.count = count
        self.seconds = seconds
    }

    package func concerns(_ path: String) -> Bool {
        guard let prefix = self.path else { return true }
        return path.hasPrefix(prefix)
    }
}
