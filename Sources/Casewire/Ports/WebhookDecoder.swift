/// One call of a carrier's webhook, as it came over the wire; nothing of it is believed yet.
package struct WebhookCall: Sendable {
    /// What the address that was called is for; carriers with one address for both use the first.
    package enum Address: Sendable, Hashable { case texts, receipts }

    /// Such as `POST`.
    package let method: String
    package let address: Address
    /// The public URL as the carrier called it, with its query.
    package let url: String
    /// A secret in the path, where the carrier has one there.
    package let key: String?
    package let body: [UInt8]
    package let receivedAt: Timestamp
    private let headers: @Sendable (String) -> String?

    package init(
        method: String, address: Address, url: String, key: String? = nil, body: [UInt8],
        receivedAt: Timestamp, headers: @escaping @Sendable (String) -> String?
    ) {
        self.method = method
        self.address = address
        self.url = url
        self.key = key
        self.body = body
        self.receivedAt = receivedAt
        self.headers = headers
    }

    /// A header's value, by its name in any case.
    package func header(_ name: String) -> String? { headers(name) }

    package var contentType: String? { header("Content-Type") }

    /// The bytes of the URL's query, without the question mark.
    package var queryBytes: Substring.UTF8View {
        let start = url.firstIndex(of: "?").map { url.index(after: $0) } ?? url.endIndex
        return url[start...].utf8
    }

    package var query: FormBody { FormBody(decoding: queryBytes) }
}

/// What a webhook call says, if it is the carrier's.
package struct WebhookContent: Sendable, Hashable {
    package enum Event: Sendable, Hashable {
        case text(InboundText)
        /// One of several parts that make a text.
        case part(TextPart)
        case receipt(Receipt)
        /// Something that the carrier tells and nobody here needs.
        case other
    }

    /// Our number that it is about, in E.164; nil where the call is about none.
    package let number: String?
    package let event: Event

    package init(number: String?, event: Event) {
        self.number = number
        self.event = event
    }
}

/// One of several parts in which a carrier hands over a long text.
package struct TextPart: Sendable, Hashable {
    /// The same in all parts of a text; used again for later ones.
    package let reference: String
    package let total: Int
    /// From 1 to `total`.
    package let index: Int
    package let text: InboundText

    package init(reference: String, total: Int, index: Int, text: InboundText) {
        self.reference = reference
        self.total = total
        self.index = index
        self.text = text
    }
}

/// A webhook call that lacks what every one has, in words for whoever set it up.
package struct UnreadableWebhook: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// What a carrier wants to hear when it is content; always with status 200 or 204.
package struct WebhookAnswer: Sendable, Hashable {
    package let contentType: String?
    package let body: String

    package init(contentType: String? = nil, body: String = "") {
        self.contentType = contentType
        self.body = body
    }
}

/// Reads one kind of carrier's webhooks, and knows whose they are.
package protocol WebhookDecoder: Sendable {
    /// The methods that the carrier calls with.
    var methods: Set<String> { get }

    /// What a call says. Nothing of it may be believed before `isGenuine` says so.
    func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent

    /// Whether a call really comes from the carrier, by the credentials of the number that it is about.
    func isGenuine(_ call: WebhookCall, for number: Number) -> Bool

    /// What the carrier is told once a call is kept.
    func answer(to event: WebhookContent.Event) -> WebhookAnswer

    /// What a carrier's code means, in words with what to do.
    func words(forErrorCode code: String) -> String

    /// Whether a code says that the customer opted out of our number's texts at the carrier.
    func meansOptOut(errorCode code: String) -> Bool

    /// Whether the carrier answers a text that is a keyword by itself, so that an answer of ours would be a second one.
    func answers(_ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind) -> Bool
}

extension WebhookDecoder {
    package func answer(to event: WebhookContent.Event) -> WebhookAnswer { WebhookAnswer() }
    package func meansOptOut(errorCode code: String) -> Bool { false }
}
