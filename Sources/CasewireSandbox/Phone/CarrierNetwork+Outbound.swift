import FoundationEssentials

extension CarrierNetwork {
    /// Moves an outbound text through its states, with a status callback for each after the first.
    func moveOn(_ sid: String, ordered: MessageFate?) async {
        guard var message = store.message(sid) else { return }
        if message.status == .scheduled, let sendAt = message.sendAt {
            guard await waited(.seconds(sendAt.timeIntervalSince(clock.now))) else { return }
        }
        if message.status == .accepted || message.status == .scheduled {
            guard let queued = leavePool(message) else { return }
            message = queued
            callBack(message)
        }
        let fate = ordered ?? fate(of: message)
        if message.status == .queued {
            guard await waited(configuration.stepDelay) else { return }
            if case .failed(let code) = fate {
                if let failed = step(sid, from: .queued, to: .failed, code: code) { callBack(failed) }
                return
            }
            guard let sent = step(sid, from: .queued, to: .sent, code: nil) else { return }
            message = sent
            if fate != .sentOnly, isReordered(message) {
                await finish(message, fate, beforeCallingBack: message)
            } else {
                callBack(message)
                await finish(message, fate)
            }
        } else if message.status == .sent {
            await finish(message, fate)
        }
    }

    /// From *sent* to the end. `held` is an earlier state whose callback is sent after that of the last.
    private func finish(
        _ message: CarrierMessage, _ fate: MessageFate, beforeCallingBack held: CarrierMessage? = nil
    ) async {
        let (status, code): (CarrierMessage.Status, Int?)
        switch fate {
        case .delivered: (status, code) = (.delivered, nil)
        case .undelivered(let error), .failed(let error): (status, code) = (.undelivered, error)
        case .sentOnly: return
        }
        guard await waited(configuration.stepDelay) else { return }
        if let last = step(message.sid, from: .sent, to: status, code: code) { callBack(last) }
        if let held { callBack(held) }
    }

    /// A Messaging Service picks the sender; a block that it meets is found only now.
    private func leavePool(_ message: CarrierMessage) -> CarrierMessage? {
        let pool = store.numbers.filter { $0.serviceSid == message.messagingServiceSid }
        return store.update(message.sid, at: clock.now) { message in
            guard message.status == .accepted || message.status == .scheduled else { return false }
            message.from = message.from ?? pool.first?.number
            message.status = .queued
            return true
        }
    }

    private func fate(of message: CarrierMessage) -> MessageFate {
        let from = message.from ?? ""
        if store.isBlocked(phone: message.to, number: from), message.messagingServiceSid != nil {
            return .failed(21610)
        }
        if let fate = MessageFate(recipient: message.to) { return fate }
        if message.to.hasPrefix("+1"), let number = store.number(from), number.registration != .registered,
            let fate = MessageFate.unregistered(number.senderType)
        {
            return fate
        }
        return .delivered
    }

    private func step(
        _ sid: String, from: CarrierMessage.Status, to status: CarrierMessage.Status, code: Int?
    ) -> CarrierMessage? {
        let now = clock.now
        return store.update(sid, at: now) { message in
            guard message.status == from else { return false }
            message.status = status
            message.errorCode = code
            if status == .sent { message.sentAt = now }
            return true
        }
    }

    private func isReordered(_ message: CarrierMessage) -> Bool {
        guard let address = message.statusCallback.flatMap(WebhookAddress.init) else { return false }
        return faults.take(.reorder, path: address.path) != nil
    }

    /// Queues the callback of the state that the text has in `message`.
    private func callBack(_ message: CarrierMessage) {
        guard let url = message.statusCallback, let address = WebhookAddress(url) else { return }
        let fields = WebhookForms.status(message, accountSid: configuration.accountSid, at: clock.now)
        let call = WebhookCall(address: address, method: "POST", fields: fields, token: identifiers.uuid())
        work.submit("callback/\(message.sid)") { clients in
            if case .failed(let code, let words) = await perform(call, with: clients) {
                alert(.init(code: code, words: words), url: url, message)
            }
        }
    }

    /// False when the wait was cut off by a stop.
    private func waited(_ time: Duration) async -> Bool {
        do {
            try await clock.sleep(for: time)
            return !Task.isCancelled
        } catch {
            return false
        }
    }
}
