import Casewire
import CasewirePages

/// One message of a thread.
struct MessageItem: Sendable {
    let author: String
    /// For the stylesheet: `customer`, `agent`, `rep`, `system`.
    let kind: String
    let paragraphs: [String]
    /// Pictures and other files that came with it.
    let media: [MediumItem]
    let at: MomentLabel
    /// What became of an outbound text, in words; nil for an inbound one.
    let delivery: String?
    let state: String
    /// Why it did not arrive, with the carrier's code.
    let failure: String?
    let segments: String
    let isLate: Bool
    /// While it waits for the end of quiet hours.
    let heldUntil: MomentLabel?
    /// Its id, where a person may say whether it was sent.
    let decision: String?

    init(_ message: Message, media: [MediumItem], at now: Timestamp, mayDecide: Bool = false) {
        self.media = media
        decision = mayDecide && message.state == .unknown ? message.id.rawValue : nil
        author = message.author.words
        kind = message.author.rawValue
        paragraphs =
            message.text.isEmpty
            ? [] : message.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        at = MomentLabel(message.createdAt)
        delivery = message.direction == .outbound ? Self.delivery(of: message, at: now) : nil
        state = message.state.rawValue
        failure = message.failure.map { failure in
            let text = say(told: failure.text)
            return failure.code.map { "\(text) (\($0))" } ?? text
        }
        segments = SegmentWords.words(message.segments)
        isLate = message.isLate
        heldUntil = message.state == .queued ? message.heldUntil.map { MomentLabel($0) } : nil
    }

    /// Many carriers never say more than *sent*; people see when waiting for it has become pointless.
    private static func delivery(of message: Message, at now: Timestamp) -> String {
        message.isUnconfirmed(at: now)
            ? say("\(say(told: message.state.words)), the carrier never said whether it arrived")
            : say(told: message.state.words)
    }
}

/// How a count of segments is written.
enum SegmentWords {
    static func words(_ count: Int) -> String {
        say(count, one: "1 segment", other: "\(count) segments")
    }
}
