/// A call of our own webhook as the carrier would make it, to see whether its calls get through.
///
/// It goes the whole way: out of this server, by the public address, through whatever proxy is there, and back in with a
/// signature that must still fit.
package struct WebhookProbe: Sendable {
    package let number: Number
    /// The public address that the carrier was given.
    package let address: String
    /// Comes back through the webhook, so that another server's answer is not taken for ours.
    package let mark: String

    package init(number: Number, address: String, mark: String) {
        self.number = number
        self.address = address
        self.mark = mark
    }

    private static let words = "casewire probe "
    private static let idPrefix = "casewire-probe-"

    /// In place of what a customer wrote.
    package var text: String { Self.words + mark }
    /// In place of the carrier's id.
    package var id: String { Self.idPrefix + mark }

    /// The mark of a text that is a probe: our number writes to itself, which no customer can.
    package static func mark(in text: InboundText, to number: Number) -> String? {
        guard text.providerID.hasPrefix(idPrefix), text.body.hasPrefix(words),
            PhoneNumber(carrierSpelling: text.from) == number.phone
        else { return nil }
        return String(text.body.dropFirst(words.count))
    }

    /// What became of a probe.
    package enum Outcome: Sendable, Hashable {
        /// Some server said that it is content; whether that was ours, its mark tells.
        case answered
        /// In words, with what to do.
        case failed(String)
        /// Only the carrier can sign its webhooks, so that the first real one has to show it.
        case impossible
    }
}
