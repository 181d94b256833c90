import CasewireStorage

/// One thing that an endpoint is to be told, and what became of it.
package struct WebhookDelivery: Sendable, Hashable {
    package typealias ID = Identifier<WebhookDelivery>

    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case waiting, delivered
        /// Set aside: a person may have it tried again.
        case failed
        /// The endpoint was switched off, a person skipped it, or it was a test that was refused.
        case dropped

        /// For people.
        package var words: String {
            switch self {
            case .waiting: "Waiting"
            case .delivered: "Delivered"
            case .failed: "Set aside"
            case .dropped: "Not taken"
            }
        }
    }

    package let id: ID
    package let event: WebhookEvent
    package let session: Session.ID?
    /// What it says beside type and time; nil once it was taken.
    let data: String?
    package let state: State
    package let tries: Int
    /// What the endpoint answered last.
    package let status: Int?
    package let error: String?
    package let at: Timestamp
    package let triedAt: Timestamp?

    /// Of each endpoint, the newest that are over.
    static let kept = 50

    init(row: Row) throws {
        id = try row["id"]
        event = try row["event"]
        session = try row["session_id"]
        data = try row["body"]
        state = try row["state"]
        tries = try row["tries"]
        status = try row["status"]
        error = try row["error"]
        at = try row["at"]
        triedAt = try row["tried_at"]
    }

    /// What is sent: `{"type", "timestamp", "data"}` (Standard Webhooks, "Payload structure").
    static func body(_ event: WebhookEvent, at: Timestamp, data: JSONValue, publicURL: String) -> [UInt8] {
        var data = data
        if case .object(var parts) = data, case .object(var session)? = parts["session"],
            let id = session["id"]?.text
        {
            session["url"] = .text("\(publicURL)/sessions/\(id)")
            parts["session"] = .object(session)
            data = .object(parts)
        }
        return JSONValue.object([
            "type": .text(event.rawValue), "timestamp": .text(at.iso8601), "data": data,
        ]).bytes
    }
}

/// What became of one call.
package struct WebhookOutcome: Sendable, Hashable {
    /// What the endpoint answered; nil where it did not.
    package let status: Int?
    /// In words, where it was not taken.
    package let problem: String?
    /// Whether the endpoint is away, and not this one call refused.
    let isAway: Bool

    init(_ result: Result<ActionAnswer, ActionFailure>, host: String) {
        switch result {
        case .success(let answer) where (200..<300).contains(answer.status):
            self.init(status: answer.status, problem: nil, isAway: false)
        case .success(let answer):
            self.init(
                status: answer.status, problem: "\(host) answered \(answer.status).",
                isAway: answer.status >= 500 || [408, 425, 429].contains(answer.status))
        case .failure(.refused(let reason)): self.init(status: nil, problem: reason, isAway: false)
        case .failure(let failure): self.init(status: nil, problem: failure.words, isAway: true)
        }
    }

    private init(status: Int?, problem: String?, isAway: Bool) {
        self.status = status
        self.problem = problem
        self.isAway = isAway
    }
}
