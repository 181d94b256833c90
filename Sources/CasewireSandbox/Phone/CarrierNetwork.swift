import FoundationEssentials
import Logging

/// The carrier itself: takes texts from both sides, keeps them, and moves them on in the background.
package struct CarrierNetwork: Sendable {
    let configuration: CarrierConfiguration
    let store: CarrierStore
    let faults: FaultPlan
    let clock: SandboxClock
    let identifiers: SandboxIdentifiers
    let work: CarrierWork
    let port: BoundPort

    /// Puts the configuration's numbers into the store and takes up what was unfinished at the last stop.
    func start() {
        let now = clock.now
        if store.services.isEmpty {
            store.put(
                CarrierService(
                    sid: "MG" + identifiers.hex(32), friendlyName: "Support", createdAt: now, updatedAt: now))
        }
        for number in configuration.numbers where store.number(number) == nil {
            add(CarrierNumber(sid: "PN" + identifiers.hex(32), number: number, at: now))
        }
        for message in store.unfinished() {
            if message.direction == .inbound {
                deliverInBackground(message)
            } else {
                moveOnInBackground(message.sid)
            }
        }
    }

    /// Adds a number. A registered long code is held by the account's Messaging Service, which leaves the webhook
    /// to the number.
    @discardableResult
    func add(_ number: CarrierNumber) -> CarrierNumber {
        var number = number
        number.serviceSid = holdsInService(number) ? store.services.first?.sid : nil
        store.put(number)
        return number
    }

    private func holdsInService(_ number: CarrierNumber) -> Bool {
        (number.senderType == .longCode || number.senderType == .advanced) && number.registration != .missing
    }

    // MARK: From the business

    /// Takes a text from the REST API, or refuses it as the vendor would.
    func send(_ form: MessageForm) throws(CarrierError) -> CarrierMessage {
        if let error = CarrierError.magic(to: form.to) { throw error }
        guard PhoneNumberShape.isE164(form.to) || PhoneNumberShape.isShortCode(form.to) else {
            throw .invalidTo(form.to)
        }
        let pool = try pool(form)
        if let from = form.from { try check(sender: from, to: form.to) }
        if let denied = faults.take(.deny, path: form.to) {
            let code = denied.status ?? 30003
            // Codes below 30000 are refusals of the request, the others come after it was taken.
            if code < 30_000 { throw CarrierError(code, "Refused by an ordered fault") }
            return enqueue(form, pool: pool, fate: MessageFate.error(code))
        }
        return enqueue(form, pool: pool, fate: nil)
    }

    private func pool(_ form: MessageForm) throws(CarrierError) -> [CarrierNumber] {
        guard let sid = form.serviceSid else { return [] }
        guard store.service(sid) != nil else { throw .unknownService(sid) }
        let pool = store.numbers.filter { $0.serviceSid == sid }
        guard !pool.isEmpty else { throw .emptyService }
        if let from = form.from, !pool.contains(where: { $0.number == from }) {
            throw .invalidParameter("From \(from) is not in the Messaging Service \(sid)")
        }
        return pool
    }

    private func check(sender from: String, to: String) throws(CarrierError) {
        if let error = CarrierError.magic(from: from) { throw error }
        guard
            PhoneNumberShape.isE164(from) || PhoneNumberShape.isShortCode(from)
                || PhoneNumberShape.isAlphanumericSender(from)
        else { throw .invalidFrom(from) }
        guard store.number(from) != nil || from == Self.magicSender else { throw .foreignFrom(from) }
        guard from != to else { throw .sameNumbers }
        if store.isBlocked(phone: to, number: from) { throw .unsubscribed }
    }

    /// The sender of Twilio's test credentials that needs no number.
    private static let magicSender = "+15005550006"

    private func enqueue(_ form: MessageForm, pool: [CarrierNumber], fate: MessageFate?) -> CarrierMessage {
        let now = clock.now
        let kind = form.mediaURLs.isEmpty ? "SM" : "MM"
        let isScheduled = form.sendAt.map { $0 > now } ?? false
        var message = CarrierMessage(
            sid: kind + identifiers.hex(32), direction: .outboundAPI, from: form.from, to: form.to,
            body: form.body, status: isScheduled ? .scheduled : form.serviceSid == nil ? .queued : .accepted,
            at: now)
        message.messagingServiceSid = form.serviceSid
        message.sendAt = isScheduled ? form.sendAt : nil
        message.statusCallback = form.statusCallback
        if message.statusCallback == nil, let sid = form.serviceSid {
            message.statusCallback = store.service(sid)?.statusCallback
        }
        message.media = form.mediaURLs.map { url in
            CarrierMedia(
                sid: "ME" + identifiers.hex(32), contentType: CarrierMedia.contentType(of: url), content: nil,
                url: url)
        }
        let kept = store.insert(message)
        moveOnInBackground(kept.sid, ordered: fate)
        return kept
    }

    /// Texts back what the answer of a message webhook says. Nil when the phone has opted out.
    @discardableResult
    func reply(_ reply: TwiML.Reply, to inbound: CarrierMessage) -> CarrierMessage? {
        let from = reply.from ?? inbound.to
        let to = reply.to ?? inbound.from ?? ""
        guard !store.isBlocked(phone: to, number: from) else { return nil }
        var message = CarrierMessage(
            sid: (reply.media.isEmpty ? "SM" : "MM") + identifiers.hex(32), direction: .outboundReply,
            from: from,
            to: to, body: reply.body, status: .queued, at: clock.now)
        message.statusCallback = reply.statusCallback
        message.media = reply.media.map { url in
            CarrierMedia(
                sid: "ME" + identifiers.hex(32), contentType: CarrierMedia.contentType(of: url), content: nil,
                url: url)
        }
        let kept = store.insert(message)
        moveOnInBackground(kept.sid)
        return kept
    }

    // MARK: From the phone

    /// Takes a text that a phone sent to one of the numbers; its webhook is called in the background.
    func receive(from phone: String, on number: CarrierNumber, body: String, media: [CarrierMedia])
        -> CarrierMessage
    {
        let now = clock.now
        let isBlocked = store.isBlocked(phone: phone, number: number.number)
        let outcome = KeywordRules.outcome(of: body, to: number.senderType, isBlocked: isBlocked)
        if let block = outcome.block { store.setBlocked(block, phone: phone, number: number.number) }

        var message = CarrierMessage(
            sid: (media.isEmpty ? "SM" : "MM") + identifiers.hex(32), direction: .inbound, from: phone,
            to: number.number, body: body, status: .received, at: now)
        message.sentAt = now
        message.media = media
        message.optOutType = outcome.optOutType
        message.messagingServiceSid = number.serviceSid
        let route = route(of: number)
        // A service with neither an address of its own nor the number's drops what comes in, without a trace.
        message.isListed = route != .dropped
        message.awaitsWebhook = route.isCalled
        let kept = store.insert(message)

        if let answer = outcome.answer {
            var note = CarrierMessage(
                sid: "SM" + identifiers.hex(32), direction: .outboundReply, from: number.number, to: phone,
                body: answer, status: .delivered, at: now)
            note.sentAt = now
            note.isListed = false
            store.insert(note)
        }
        if kept.awaitsWebhook { deliverInBackground(kept) }
        return kept
    }

    /// Calls the webhooks again that got no success answer, in the order of their texts. Returns how many.
    func deliverMissed() -> Int {
        let missed = store.missed()
        for message in missed {
            store.update(message.sid, at: clock.now) { message in
                message.awaitsWebhook = true
                message.missedWebhook = nil
                return true
            }
            deliverInBackground(message)
        }
        return missed.count
    }

    private func deliverInBackground(_ message: CarrierMessage) {
        work.submit("inbound/\(message.phone)") { clients in
            await deliver(message.sid, with: clients)
        }
    }

    private func moveOnInBackground(_ sid: String, ordered fate: MessageFate? = nil) {
        work.submit("outbound/\(sid)") { _ in await moveOn(sid, ordered: fate) }
    }

    // MARK: Addresses

    /// The address of a file of a text, which asks for the account's credentials.
    func mediaURL(_ file: CarrierMedia, of message: CarrierMessage) -> String {
        baseURL
            + "/2010-04-01/Accounts/\(configuration.accountSid)/Messages/\(message.sid)/Media/\(file.sid)"
    }

    /// The server's own address.
    var baseURL: String { "http://\(configuration.host):\(port.current ?? configuration.port)" }
}
