import CasewirePages

/// The customer's phone: the texts with one business number, and a field to send more.
package struct PhonePage: Page {
    package static let template = "sandbox/phone"

    package struct Choice: Sendable {
        let number: String
        let isChosen: Bool
    }

    let phone: String
    let phones: [String]
    let number: String
    let numbers: [Choice]
    let hasSeveralNumbers: Bool
    let texts: [PhoneText]
    let isEmpty: Bool
    /// What could not be sent, in words; empty when all is well.
    let problem: String
    /// What is in the field, after it could not be sent.
    let draft: String
    let samples = SampleFile.all

    package init(
        phone: String, phones: [String], number: String, numbers: [String], texts: [PhoneText],
        problem: String = "", draft: String = ""
    ) {
        self.phone = phone
        self.phones = phones
        self.number = number
        self.numbers = numbers.map { Choice(number: $0, isChosen: $0 == number) }
        hasSeveralNumbers = numbers.count > 1
        self.texts = texts
        isEmpty = texts.isEmpty
        self.problem = problem
        self.draft = draft
    }
}

/// One text on the phone; the same part of a page is in the first answer and in a live update.
package struct PhoneText: Page {
    package static let template = "sandbox/phone-text"

    let sid: String
    let side: String
    let who: String
    let body: String
    let pictures: [String]
    let files: [File]
    /// ISO 8601.
    let at: String
    /// Hours and minutes in UTC, until the script knows better.
    let time: String
    /// Changes whenever what is said about the text's way does.
    let state: String
    let ticks: [String]
    let words: String
    let isLost: Bool

    /// What a phone cannot show.
    package struct File: Sendable {
        let address: String
        let type: String
    }

    package init(_ message: CarrierMessage) {
        let isMine = message.direction == .inbound
        sid = message.sid
        side = isMine ? "from-phone" : "to-phone"
        who = isMine ? "You" : message.from ?? "Business"
        body = message.body
        func address(_ file: CarrierMedia) -> String { "/sandbox/media/\(message.sid)/\(file.sid)" }
        pictures = message.media.filter(\.isPicture).map(address)
        files = message.media.filter { !$0.isPicture }.map {
            File(address: address($0), type: $0.contentType)
        }
        at = message.createdAt.sandboxTimestamp
        time = String(at.dropFirst(11).prefix(5))
        isLost = [.undelivered, .failed, .canceled].contains(message.status)
        if isMine {
            state = message.awaitsWebhook ? "sent" : "delivered"
            ticks = [message.awaitsWebhook ? "✓" : "✓✓"]
            words = message.awaitsWebhook ? "Sent" : "Delivered"
        } else {
            state = message.status.rawValue
            ticks = []
            words =
                switch message.status {
                case .delivered: ""
                case .undelivered, .failed:
                    "Did not arrive\(message.errorCode.map { " (error \($0))" } ?? "")"
                case .canceled: "Canceled"
                case .scheduled: "Scheduled"
                default: "On its way"
                }
        }
    }
}
