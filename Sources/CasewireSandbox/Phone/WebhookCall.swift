/// A webhook that is to be called: where, how and with what.
package struct WebhookCall: Sendable {
    package let address: WebhookAddress
    /// `POST` or `GET`.
    package let method: String
    package let fields: FormFields
    /// `I-Twilio-Idempotency-Token`: the same at each repetition of this webhook.
    package let token: String

    package init(address: WebhookAddress, method: String, fields: FormFields, token: String) {
        self.address = address
        self.method = method.uppercased() == "GET" ? "GET" : "POST"
        self.fields = fields
        self.token = token
    }

    /// What came of it after all repetitions. `code` is Twilio's error.
    package enum Outcome: Sendable {
        case answered(contentType: String, body: String)
        case failed(code: Int, words: String)
    }

    /// Calls the webhook, and again as the address's connection overrides say.
    ///
    /// An answer that began is never repeated, unless its status is named by `rp`.
    package func perform(with clients: WebhookClients, authToken: String) async -> Outcome {
        let url: String
        if method == "GET", !fields.pairs.isEmpty {
            url = address.url + (address.url.contains("?") ? "&" : "?") + fields.encoded
        } else {
            url = address.url
        }
        let body = method == "POST" ? fields.encoded : nil
        var headers = [
            ("User-Agent", "TwilioProxy/1.1"), ("Accept", "*/*"),
            (
                "X-Twilio-Signature",
                WebhookSignature.sign(url: url, fields: body == nil ? nil : fields, authToken: authToken)
            ),
            ("I-Twilio-Idempotency-Token", token),
        ]
        if body != nil {
            headers.append(("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"))
        }
        if let authorization = address.authorization { headers.append(("Authorization", authorization)) }

        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(address.totalMilliseconds)
        var outcome = Outcome.failed(code: 11205, words: "HTTP connection failure")
        for _ in 0...address.retries {
            let left = clock.now.duration(to: end)
            guard left > .zero, !Task.isCancelled else { break }
            switch await clients.request(
                address, url: url, method: method, headers: headers, body: body, within: left)
            {
            case .answered(let status, let contentType, let text):
                if (200...299).contains(status) { return .answered(contentType: contentType, body: text) }
                outcome = .failed(code: 11200, words: "HTTP retrieval failure: the answer was \(status)")
                let kind: WebhookAddress.Retried? =
                    switch status {
                    case 400...499: .clientErrors
                    case 500...599: .serverErrors
                    default: nil
                    }
                guard let kind, address.retries(kind) else { return outcome }
            case .tooLong:
                return .failed(code: 11750, words: "Response body too large")
            case .failed(let kind, let words):
                outcome = .failed(code: 11205, words: "HTTP connection failure: \(words)")
                guard kind.map(address.retries) ?? address.retried.contains(.all) else { return outcome }
            }
        }
        return outcome
    }
}
