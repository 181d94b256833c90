import CasewireStorage

/// Where a message is on its way.
///
/// Inbound messages are `received`. Outbound ones move `queued → sending → sent → delivered | undelivered | failed`;
/// `unknown` is a call to the carrier whose outcome was not seen.
package enum MessageState: String, Sendable, Hashable, Codable, SQLValueConvertible, CaseIterable {
    case received, queued, sending, sent, delivered, undelivered, failed, unknown

    /// How far along it is: receipts move a message only to a higher rank, so that their order does not matter. A word from
    /// further down the way (*undelivered*) outranks one from before it (*failed*).
    private var rank: Int {
        switch self {
        case .received: 0
        case .queued: 1
        case .sending, .unknown: 2
        case .sent: 3
        case .failed: 4
        case .undelivered: 5
        case .delivered: 6
        }
    }

    /// The state after a receipt, or nil where the receipt changes nothing: late, repeated, or behind what is known.
    package func after(receipt: MessageState) -> MessageState? {
        guard self != .received, receipt.rank > rank else { return nil }
        return receipt
    }

    /// Reads a carrier's word for a state. Words that say nothing new (`queued`, `accepted`) and unknown words are nil.
    package init?(carrierWord: String) {
        switch carrierWord.lowercased() {
        case "sent": self = .sent
        case "delivered", "read": self = .delivered
        case "undelivered", "partially_delivered": self = .undelivered
        case "failed", "canceled": self = .failed
        default: return nil
        }
    }

    /// For people.
    package var words: String {
        switch self {
        case .received: "Received"
        case .queued: "Waiting to be sent"
        case .sending: "Sending"
        case .sent: "Sent"
        case .delivered: "Delivered"
        case .undelivered: "Not delivered"
        case .failed: "Failed"
        case .unknown: "Not known whether it was sent"
        }
    }

    /// It did not reach the phone.
    var isFailure: Bool { self == .failed || self == .undelivered }

    package var isFinal: Bool { self == .delivered || self == .undelivered || self == .failed }
}
