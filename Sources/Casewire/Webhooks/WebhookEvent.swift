import CasewireStorage

/// Something of which an endpoint can be told; the words are part of the contract with whoever reads them.
package enum WebhookEvent: String, Sendable, Hashable, Codable, CaseIterable, SQLValueConvertible {
    case sessionStarted = "session.started"
    case sessionHandedOff = "session.handed_off"
    case sessionEscalated = "session.escalated"
    case sessionResolved = "session.resolved"
    case messageReceived = "message.received"
    case messageFailed = "message.failed"
    /// *Send a test* alone; no endpoint chooses it.
    case test = "webhook.test"

    /// Those that an endpoint may choose.
    package static let offered = allCases.filter { $0 != .test }

    /// When it is told, for people.
    package var words: String {
        switch self {
        case .sessionStarted: "a conversation begins"
        case .sessionHandedOff: "a session goes to people"
        case .sessionEscalated: "nobody answered in time"
        case .sessionResolved: "a session is resolved"
        case .messageReceived: "a customer’s text came in"
        case .messageFailed: "a text of ours did not arrive"
        case .test: "a test was asked for"
        }
    }
}
