import Casewire

/// A message as the API shows it.
struct MessageView: Encodable {
    struct FailureView: Encodable {
        @OrNull var code: String?
        let text: String
    }

    let id: String
    let position: Int
    let direction: String
    let author: String
    let text: String
    let state: String
    let segments: Int
    let encoding: String
    @OrNull var providerId: String?
    @OrNull var error: FailureView?
    let isLate: Bool
    let media: [MediumView]
    /// While it waits for the end of quiet hours.
    @OrNull var heldUntil: String?
    let createdAt: String

    init(_ message: Message, media: [MediumView] = []) {
        self.media = media
        id = message.id.rawValue
        position = message.position
        direction = message.direction.rawValue
        author = message.author.rawValue
        text = message.text
        state = message.state.rawValue
        segments = message.segments
        encoding = message.encoding
        providerId = message.providerID
        error = message.failure.map { FailureView(code: $0.code, text: $0.text) }
        isLate = message.isLate
        heldUntil = message.state == .queued ? message.heldUntil?.iso8601 : nil
        createdAt = message.createdAt.iso8601
    }
}

/// A line of a session's timeline as the API shows it.
struct TimelineView: Encodable {
    let kind: String
    let title: String
    let details: [String: String]
    let at: String

    init(_ event: TimelineEvent) {
        kind = event.kind.rawValue
        title = event.title
        details = event.details
        at = event.at.iso8601
    }
}
