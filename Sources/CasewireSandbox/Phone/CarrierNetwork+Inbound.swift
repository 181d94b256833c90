import FoundationEssentials

extension CarrierNetwork {
    /// Where texts to a number go.
    enum Route: Equatable {
        case webhook(url: String, method: String, fallbackURL: String?, fallbackMethod: String)
        case nowhere
        case dropped

        var isCalled: Bool { if case .webhook = self { true } else { false } }
    }

    /// A Messaging Service's address stands before the number's, an application's too (Twilio: "IncomingPhoneNumber
    /// resource", "Service resource").
    func route(of number: CarrierNumber) -> Route {
        if let service = number.serviceSid.flatMap(store.service), !service.useInboundWebhookOnNumber {
            guard let url = service.inboundRequestURL, !url.isEmpty else { return .dropped }
            return .webhook(
                url: url, method: service.inboundMethod, fallbackURL: service.fallbackURL,
                fallbackMethod: service.fallbackMethod)
        }
        guard number.smsApplicationSid.isEmpty, !number.smsURL.isEmpty else { return .nowhere }
        return .webhook(
            url: number.smsURL, method: number.smsMethod,
            fallbackURL: number.smsFallbackURL.isEmpty ? nil : number.smsFallbackURL,
            fallbackMethod: number.smsFallbackMethod)
    }

    /// Calls the webhook of a text that came in and follows its answer; then, if that fails, the fallback.
    func deliver(_ sid: String, with clients: WebhookClients) async {
        guard let message = store.message(sid), message.awaitsWebhook, let number = store.number(message.to)
        else {
            return
        }
        var isMissed = false
        if case .webhook(let url, let method, let fallbackURL, let fallbackMethod) = route(of: number) {
            let fields = WebhookForms.inbound(message, accountSid: configuration.accountSid) {
                mediaURL($0, of: message)
            }
            let failure = await follow(url, method: method, fields: fields, for: message, with: clients)
            isMissed = failure != nil
            if let failure, !Task.isCancelled, let fallbackURL {
                var fields = fields
                fields.append("ErrorCode", "\(failure.code)")
                fields.append("ErrorUrl", url)
                isMissed =
                    await follow(
                        fallbackURL, method: fallbackMethod, fields: fields, for: message, with: clients)
                    != nil
            }
        }
        // Cut off by a stop, the text keeps waiting and is delivered after the next start.
        guard !Task.isCancelled else { return }
        store.update(sid, at: clock.now) { message in
            message.awaitsWebhook = false
            message.missedWebhook = isMissed ? true : nil
            return true
        }
    }

    /// Calls one address, through redirects of its TwiML, and texts back what it says. What went wrong is returned
    /// and kept as an alert.
    private func follow(
        _ url: String, method: String, fields: FormFields, for message: CarrierMessage,
        with clients: WebhookClients
    ) async -> TwiML.Problem? {
        var url = url
        var method = method
        // A session fetches at most this many documents (error 14106).
        for _ in 1...50 {
            guard let address = WebhookAddress(url) else {
                return alert(.init(code: 11100, words: "Invalid URL format"), url: url, message)
            }
            let call = WebhookCall(
                address: address, method: method, fields: fields, token: identifiers.uuid())
            switch await perform(call, with: clients) {
            case .failed(let code, let words):
                return alert(.init(code: code, words: words), url: url, message)
            case .answered(let contentType, let body):
                do {
                    guard let next = try obey(body, contentType: contentType, for: message, url: url) else {
                        return nil
                    }
                    url = Self.resolved(next.url, against: url)
                    method = next.method
                } catch {
                    return alert(error, url: url, message)
                }
            }
        }
        return alert(.init(code: 14106, words: "Reply document limit exceeded"), url: url, message)
    }

    /// Calls a webhook; twice, where a fault asks for it, and what the second call answers counts.
    func perform(_ call: WebhookCall, with clients: WebhookClients) async -> WebhookCall.Outcome {
        let path = call.address.path
        if faults.take(.duplicate, path: path) != nil {
            _ = await call.perform(with: clients, authToken: configuration.authToken)
        }
        return await call.perform(with: clients, authToken: configuration.authToken)
    }

    /// Does what the answer says; returns where it redirects to.
    private func obey(
        _ body: String, contentType: String, for message: CarrierMessage, url: String
    ) throws(TwiML.Problem) -> (url: String, method: String)? {
        let type = contentType.prefix { $0 != ";" }.lowercased()
        let isXML = ["text/xml", "application/xml", "text/html"].contains(type)
        if body.isEmpty {
            if !isXML && type != "text/plain" {
                alert(.init(code: 12300, words: "Invalid Content-Type: \(type)"), url: url, message)
            }
            return nil
        }
        if type == "text/plain" {
            text(TwiML.Reply(body: body, media: []), to: message, url: url)
            return nil
        }
        guard isXML else { throw TwiML.Problem(code: 12300, words: "Invalid Content-Type: \(type)") }
        for verb in try TwiML(body).verbs {
            switch verb {
            case .message(let reply): text(reply, to: message, url: url)
            case .redirect(let url, let method): return (url, method)
            }
        }
        return nil
    }

    private func text(_ reply: TwiML.Reply, to message: CarrierMessage, url: String) {
        if self.reply(reply, to: message) == nil {
            alert(.init(code: 21610, words: CarrierError.unsubscribed.message), url: url, message)
        }
    }

    @discardableResult
    func alert(_ problem: TwiML.Problem, url: String, _ message: CarrierMessage) -> TwiML.Problem {
        if !Task.isCancelled {
            store.record(
                CarrierAlert(
                    at: clock.now.sandboxTimestamp, code: problem.code, words: problem.words, url: url,
                    sid: message.sid))
        }
        return problem
    }

    /// A redirect's URL may be relative to the document that names it.
    private static func resolved(_ next: String, against url: String) -> String {
        guard WebhookAddress(next) == nil else { return next }
        return URL(string: next, relativeTo: URL(string: url))?.absoluteString ?? next
    }
}
