/// A carrier of texts: sends one, and lists what it knows.
package protocol SMSProvider: Sendable {
    /// Hands a text to the carrier.
    ///
    /// Returning means that the carrier accepted it under its own id; whether it was sent or delivered comes later, as a
    /// receipt.
    func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText

    /// The texts that the carrier has from or to a number of ours since a moment, oldest first.
    ///
    /// Used to find a text whose send outcome was not seen, and texts whose webhook was missed. The list may lag behind by
    /// minutes.
    func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText]

    /// Has the carrier call `webhook` when a text comes to a number of ours.
    ///
    /// Returns what the operator must know: whether something overrides it.
    func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure) -> NumberConnection

    /// The account's numbers that can receive texts.
    func numbers() async throws(ListFailure) -> [PhoneNumber]

    /// How far the registration has come that US carriers ask for; nil where the carrier does not tell.
    func registration(of number: PhoneNumber) async throws(ListFailure) -> Registration?

    /// Calls our own webhook as the carrier would, as far as that can be done with the account's credentials.
    func call(_ probe: WebhookProbe) async -> WebhookProbe.Outcome

    /// The pictures and other files of a text that the list counts, by the carrier's id of the text.
    func media(of text: String) async throws(ListFailure) -> [InboundText.Media]

    /// The bytes of a picture or other file of a text, at most so many.
    ///
    /// The account's credentials go to the carrier's own host alone.
    func fetch(_ medium: InboundText.Media, largestBytes: Int) async throws(MediumFailure) -> FetchedMedium
}

extension SMSProvider {
    package func numbers() async throws(ListFailure) -> [PhoneNumber] {
        throw .refused(reason: "This carrier does not list its numbers. Enter yours.")
    }

    package func registration(of number: PhoneNumber) async throws(ListFailure) -> Registration? { nil }

    package func call(_ probe: WebhookProbe) async -> WebhookProbe.Outcome { .impossible }

    package func media(of text: String) async throws(ListFailure) -> [InboundText.Media] {
        throw .refused(reason: "This carrier does not list the files of a text.")
    }

    package func fetch(
        _ medium: InboundText.Media, largestBytes: Int
    ) async throws(MediumFailure) -> FetchedMedium {
        throw .refused(reason: "This carrier brings no pictures.")
    }
}

/// What became of connecting a number.
package struct NumberConnection: Sendable, Hashable {
    /// The carrier's id of the number, such as `PN…`.
    package let providerID: String
    /// In words, what still keeps texts from arriving; nil when nothing does.
    package let obstacle: String?

    package init(providerID: String, obstacle: String?) {
        self.providerID = providerID
        self.obstacle = obstacle
    }
}

/// A text on its way out.
package struct OutboundText: Sendable, Hashable {
    /// Ours, the same however often it is handed over: letters, digits and hyphens.
    package let id: String
    package let from: PhoneNumber
    package let to: PhoneNumber
    /// Plain text, at most the carrier's limit long.
    package let body: String
    /// Where the carrier reports what became of it; carries our own message id in its query.
    package let receiptURL: String
    /// Addresses of files that go along, the same however often it is handed over; only for carriers that send them.
    package let files: [String]

    package init(
        id: String, from: PhoneNumber, to: PhoneNumber, body: String, receiptURL: String, files: [String] = []
    ) {
        self.files = files
        self.id = id
        self.from = from
        self.to = to
        self.body = body
        self.receiptURL = receiptURL
    }
}

/// The carrier's word that it has a text.
package struct AcceptedText: Sendable, Hashable {
    /// The carrier's id of the text, such as `SM…`.
    package let providerID: String
    /// The carrier's own count of segments, where it says one.
    package let segments: Int?

    package init(providerID: String, segments: Int?) {
        self.providerID = providerID
        self.segments = segments
    }
}

/// Why a text was not accepted, by what the caller can do about it.
package enum SendFailure: Error, Sendable, Hashable {
    /// The carrier will never take this text as it is. `code` is the carrier's; `reason` is in words for people.
    case refused(code: String?, reason: String)
    /// Surely not taken: it may be tried again, not before `retryAfter` where given.
    case notTaken(reason: String, retryAfter: Duration?)
    /// The call's outcome was not seen: the carrier may or may not have the text. Never repeated blindly.
    case unknown(reason: String)
}

/// Which texts of the carrier's list are wanted.
package struct TextQuery: Sendable, Hashable {
    package enum Direction: Sendable, Hashable { case sentByUs, receivedByUs }

    package let direction: Direction
    /// Our number.
    package let number: PhoneNumber
    /// The customer's, where only theirs are wanted.
    package let contact: PhoneNumber?
    package let since: Timestamp
    /// Texts made later may be left out; nil for all up to now.
    package let until: Timestamp?

    package init(
        direction: Direction, number: PhoneNumber, contact: PhoneNumber?, since: Timestamp,
        until: Timestamp? = nil
    ) {
        self.direction = direction
        self.number = number
        self.contact = contact
        self.since = since
        self.until = until
    }
}

/// One row of the carrier's list.
package struct ListedText: Sendable, Hashable {
    package let providerID: String
    package let from: String
    package let to: String
    package let body: String
    /// When the carrier made the row.
    package let createdAt: Timestamp
    /// The carrier's word for its state, such as `delivered`.
    package let status: String
    package let errorCode: String?
    /// Attached pictures and files, which the list counts and does not show.
    package let mediaCount: Int

    package init(
        providerID: String, from: String, to: String, body: String, createdAt: Timestamp, status: String,
        errorCode: String?, mediaCount: Int = 0
    ) {
        self.providerID = providerID
        self.from = from
        self.to = to
        self.body = body
        self.createdAt = createdAt
        self.status = status
        self.errorCode = errorCode
        self.mediaCount = mediaCount
    }
}

/// Why the carrier's list or settings could not be had.
package enum ListFailure: Error, Sendable, Hashable {
    /// Worth another try later.
    case unavailable(reason: String)
    /// The carrier refuses: credentials or account, in words with what to do.
    case refused(reason: String)

    package var reason: String {
        switch self {
        case .unavailable(let reason), .refused(let reason): reason
        }
    }
}

/// A text that the carrier's webhook brought.
package struct InboundText: Sendable, Hashable {
    package let providerID: String
    /// As the carrier spells it: a phone number, a short code, an alphanumeric sender or another channel's address.
    package let from: String
    package let to: String
    package let body: String
    /// Attached pictures and files, by the carrier's URL.
    package let media: [Media]
    /// When the carrier answers a keyword by itself, the keyword's kind: `STOP`, `START`, `HELP`.
    package let handledKeyword: String?
    /// Attachments of which only the number is known, as the carrier would not list them.
    package let unreadMedia: Int

    package struct Media: Sendable, Hashable, Codable {
        package let url: String
        package let contentType: String

        package init(url: String, contentType: String) {
            self.url = url
            self.contentType = contentType
        }
    }

    package init(
        providerID: String, from: String, to: String, body: String, media: [Media] = [],
        handledKeyword: String? = nil, unreadMedia: Int = 0
    ) {
        self.providerID = providerID
        self.from = from
        self.to = to
        self.body = body
        self.media = media
        self.handledKeyword = handledKeyword
        self.unreadMedia = unreadMedia
    }
}

/// What the carrier says became of a text of ours.
package struct Receipt: Sendable, Hashable {
    package let providerID: String
    /// Our own message id, carried in the receipt URL's query.
    package let messageID: String?
    /// The carrier's word, such as `delivered`.
    package let status: String
    package let errorCode: String?

    package init(providerID: String, messageID: String?, status: String, errorCode: String?) {
        self.providerID = providerID
        self.messageID = messageID
        self.status = status
        self.errorCode = errorCode
    }
}
