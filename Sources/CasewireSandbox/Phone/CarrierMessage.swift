package import FoundationEssentials

/// One text, in either direction, as the carrier keeps it.
package struct CarrierMessage: Sendable, Codable, Equatable {
    package enum Direction: String, Sendable, Codable {
        case inbound
        case outboundAPI = "outbound-api"
        case outboundReply = "outbound-reply"
    }

    package enum Status: String, Sendable, Codable {
        case accepted, scheduled, canceled, queued, sending, sent, delivered, undelivered, failed
        case receiving, received

        package var isFinal: Bool {
            switch self {
            case .canceled, .delivered, .undelivered, .failed, .received: true
            case .accepted, .scheduled, .queued, .sending, .sent, .receiving: false
            }
        }
    }

    /// Grows by one with each text of the carrier; set by the store.
    package internal(set) var position = 0
    package let sid: String
    package let direction: Direction
    /// Nil while a Messaging Service has not chosen the sender.
    package var from: String?
    package let to: String
    package var body: String
    package var media: [CarrierMedia] = []
    package var status: Status
    package var errorCode: Int?
    package var segments: Int
    package let createdAt: Date
    package var updatedAt: Date
    package var sentAt: Date?
    package var messagingServiceSid: String?
    package var statusCallback: String?
    /// When a scheduled text is to be sent.
    package var sendAt: Date?
    /// False for what the network answers by itself (to STOP, say), which is not in the account's list.
    package var isListed = true
    /// An inbound text whose webhook has not been called to the end yet.
    package var awaitsWebhook = false
    /// An inbound text whose webhook got no success answer, nor did its fallback.
    package var missedWebhook: Bool?
    /// The `OptOutType` that the webhook carries.
    package var optOutType: String?

    package init(
        sid: String, direction: Direction, from: String?, to: String, body: String, status: Status,
        at time: Date
    ) {
        self.sid = sid
        self.direction = direction
        self.from = from
        self.to = to
        self.body = body
        self.status = status
        segments = TextSegments(body).count
        createdAt = time
        updatedAt = time
    }

    /// The customer's number.
    package var phone: String { direction == .inbound ? from ?? "" : to }

    /// The business's number; empty while none is chosen.
    package var businessNumber: String { direction == .inbound ? to : from ?? "" }
}
