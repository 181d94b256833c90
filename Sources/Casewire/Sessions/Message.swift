import CasewireStorage

/// One text, from or to a customer.
package struct Message: Sendable, Hashable {
    package typealias ID = Identifier<Message>

    package enum Direction: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case inbound = "in"
        case outbound = "out"
    }

    package enum Author: String, Sendable, Hashable, Codable, SQLValueConvertible, CaseIterable {
        case customer, agent, rep, system
    }

    package let id: ID
    package let session: Session.ID
    package let number: Number.ID
    package let contact: Contact.ID
    /// Its place in the session, from 1, without gaps.
    package let position: Int
    package let direction: Direction
    package let author: Author
    package let text: String
    package var state: MessageState
    /// The carrier's id, once it has one.
    package var providerID: String?
    package let encoding: String
    package let segments: Int
    package var failure: DeliveryFailure?
    /// When the customer or we wrote it.
    package let createdAt: Timestamp
    /// When it was handed to the carrier, last.
    package let calledAt: Timestamp?
    /// Found later, since its webhook never came.
    package let isLate: Bool
    /// While it waits for the end of quiet hours.
    package var heldUntil: Timestamp?
}

/// Why a text did not reach the customer.
package struct DeliveryFailure: Sendable, Hashable {
    /// The carrier's code, such as `30003`.
    package let code: String?
    /// In words, with what to do.
    package let text: String

    package init(code: String?, text: String) {
        self.code = code
        self.text = text
    }
}

extension Message {
    /// After so long without a word from the carrier it is not likely to come any more.
    package static let longestSilence = Duration.seconds(4 * 3600)

    /// Whether the carrier took it and then never said whether it arrived.
    package func isUnconfirmed(at now: Timestamp) -> Bool {
        guard direction == .outbound, state == .sent || (state == .sending && providerID != nil),
            let calledAt
        else { return false }
        return now - calledAt >= Self.longestSilence
    }
}
