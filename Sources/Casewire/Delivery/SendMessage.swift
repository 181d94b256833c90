import CasewireStorage

/// Carries one queued message to the customer's phone, after those before it that were put back into the queue.
package struct SendMessage: Job {
    package static let kind = "message.send"
    package static let retry = RetryPolicy.endless
    package let message: Message.ID
    package let session: Session.ID
    package let number: Number.ID
    package let contact: Contact.ID
    /// Nil for one that was enqueued by an older version.
    private let urgency: Rank?

    /// - Parameter purpose: the message's.
    package init(_ message: Message, purpose: String? = nil) {
        self.message = message.id
        session = message.session
        number = message.number
        contact = message.contact
        urgency = Rank(author: message.author, purpose: purpose)
    }

    package var lane: String? { Self.lane(from: number, to: contact) }
    package var rank: Rank { urgency ?? .usual }

    static func lane(of message: Message) -> String { lane(from: message.number, to: message.contact) }

    static func lane(from number: Number.ID, to contact: Contact.ID) -> String {
        "send/\(number.rawValue)/\(contact.rawValue)"
    }

    package var edge: Edge? { .carrier(number) }

    package func run(with services: Services) async throws {
        let random = services.random
        while true {
            let now = services.clock.now()
            let start = try await services.database.write {
                [self, message, contact, number, lane, rule = services.lookUp] transaction in
                if let restore = try transaction.sendingHold() { throw restore.later }
                try transaction.holdConversation(with: contact)
                try transaction.settleCutShort(with: contact, on: number, at: now, rule: rule, random: random)
                let next = try transaction.firstToSend(upTo: message)
                let start = try transaction.beginSending(next, at: now, rule: rule, random: random)
                if !start.isBegun { try transaction.leaveTurn(lane, on: number) }
                if case .quiet(let end) = start {
                    // Kept with what was seen of the conversation: a text from the customer finds it and lets it go.
                    try transaction.enqueue(self, at: end, now: now, id: random.identifier())
                }
                return start
            }
            switch start {
            case .nothing(let id) where id == message: return
            case .nothing: continue
            case .held(let wait):
                throw RetryLater(after: wait, reason: "An earlier text's outcome is being looked up.")
            case .quiet: return
            case .paced(let wait):
                throw RetryLater(after: wait, reason: "Other texts from this number go first.")
            case .begun(let taken, let to):
                services.pass(.sendBegun)
                try await send(taken, to: to, begunAt: now, with: services)
                if taken.id == message { return }
            }
        }
    }

    private func send(_ taken: Message, to phone: PhoneNumber, begunAt: Timestamp, with services: Services)
        async throws
    {
        let vault = services.vault
        guard
            let sender = try await services.database.read({ [number] in try $0.number(number, vault: vault) })
        else {
            throw GivingUp(
                "The number this text leaves from is no longer configured. Add it again, then retry.")
        }
        let outcome: SendOutcome
        do {
            let text = OutboundText(
                id: taken.id.rawValue, from: sender.phone, to: phone, body: taken.text,
                receiptURL: services.publicURL + sender.receiptPath(of: taken.id),
                files: try await services.filesGoing(with: taken, by: sender.provider, to: phone))
            let carrier = try await services.connections.carrier(for: sender)
            guard services.clock.now() - begunAt < services.lookUp.longestPause else {
                throw SendFailure.notTaken(
                    reason: "The server was held up before the call to the carrier.", retryAfter: nil)
            }
            outcome = .accepted(try await carrier.send(text))
        } catch let failure as SendFailure {
            outcome = SendOutcome(failure)
        } catch {
            outcome = .notTaken(reason: "\(error)", retryAfter: nil)
        }
        services.pass(.sendCalled)
        let now = services.clock.now()
        let random = services.random
        let decoder = services.connections.webhooks(of: sender.provider)
        try await services.database.write { [outcome, rule = services.lookUp] in
            try $0.holdConversation(with: taken.contact)
            try $0.record(
                outcome, of: taken, at: now, rule: rule, random: random, words: decoder.words(forErrorCode:))
            try $0.suppressIfRefused(taken.id, by: decoder, at: now)
        }
        services.pass(.sendKept)
        if case .notTaken(let reason, let wait) = outcome {
            throw NotTaken(reason: reason, retryAfter: wait)
        }
    }
}

/// The carrier surely did not take a text.
struct NotTaken: EdgeFailure, CustomStringConvertible {
    let reason: String
    let retryAfter: Duration?
    var description: String { reason }
    /// A carrier that asks for a pause is there.
    var awayBecause: String? { retryAfter == nil ? reason : nil }
}

/// What became of the call that hands a text to a carrier.
enum SendOutcome: Sendable {
    case accepted(AcceptedText)
    case refused(code: String?, reason: String)
    case notTaken(reason: String, retryAfter: Duration?)
    case unknown(reason: String)

    init(_ failure: SendFailure) {
        switch failure {
        case .refused(let code, let reason): self = .refused(code: code, reason: reason)
        case .notTaken(let reason, let retryAfter): self = .notTaken(reason: reason, retryAfter: retryAfter)
        case .unknown(let reason): self = .unknown(reason: reason)
        }
    }

    /// In words, when the carrier did not answer as it should.
    var awayBecause: String? {
        switch self {
        case .accepted, .refused: nil
        case .notTaken(let reason, let retryAfter): retryAfter == nil ? reason : nil
        case .unknown(let reason): reason
        }
    }
}
