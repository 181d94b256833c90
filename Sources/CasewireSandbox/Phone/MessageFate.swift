/// What becomes of an outbound text after the carrier took it.
package enum MessageFate: Sendable, Equatable {
    case delivered
    /// The network never says: the text stays *sent*.
    case sentOnly
    /// It left, but did not arrive; the code is Twilio's.
    case undelivered(Int)
    /// It never left.
    case failed(Int)

    /// The fate of a magic recipient. `+1500555` and four digits beginning with 3 stand for error 30 and the last
    /// three (`+15005553003` → 30003, handset unreachable), `+15005554107` for 14107, `+15005550010` for a phone
    /// that gives no receipt.
    package init?(recipient: String) {
        if recipient == "+15005550010" {
            self = .sentOnly
        } else if recipient == "+15005554107" {
            self = .failed(14107)
        } else if recipient.hasPrefix("+15005553"), recipient.utf8.count == 12,
            let end = Int(recipient.suffix(3))
        {
            self = Self.error(30_000 + end)
        } else {
            return nil
        }
    }

    /// What an error code of a text means for its state: queue overflow, a suspended account, a validity period
    /// that passed and a block that a service met keep it from leaving.
    package static func error(_ code: Int) -> MessageFate {
        [30001, 30002, 30036, 14107, 21610].contains(code) ? .failed(code) : .undelivered(code)
    }

    /// The error by which US carriers refuse a sender that is not registered.
    package static func unregistered(_ senderType: CarrierNumber.SenderType) -> MessageFate? {
        switch senderType {
        case .longCode, .advanced: .undelivered(30034)
        case .tollFree: .undelivered(30032)
        case .shortCode: nil
        }
    }
}
