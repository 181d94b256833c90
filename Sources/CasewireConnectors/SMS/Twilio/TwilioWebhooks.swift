package import Casewire

/// Reads Twilio's webhooks (Twilio: "Messaging webhooks", "Track the status of outbound messages").
///
/// New fields appear without notice and are ignored; an empty field is as good as none.
package struct TwilioWebhooks: WebhookDecoder {
    /// Twilio carries at most ten attachments with a text.
    private static let mostMedia = 10

    package init() {}

    package var methods: Set<String> { ["POST"] }

    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        let form = FormBody(decoding: call.body)
        switch call.address {
        case .texts:
            guard let text = inboundText(from: form) else {
                throw UnreadableWebhook(
                    "Fields that every text has are missing, such as MessageSid, From and To.")
            }
            return WebhookContent(number: text.to, event: .text(text))
        case .receipts:
            guard let from = form.filled("From"), let receipt = receipt(from: form, query: call.query) else {
                throw UnreadableWebhook(
                    "Fields that every receipt has are missing, such as MessageSid, MessageStatus and From.")
            }
            return WebhookContent(number: from, event: .receipt(receipt))
        }
    }

    /// The signature is looked at over the whole form, and the form must be of the number's own account.
    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
        guard let signature = call.header("X-Twilio-Signature"), !signature.isEmpty,
            FormBody(decoding: call.body).filled("AccountSid") == number.account
        else { return false }
        return TwilioSignature(authToken: number.secret).isGenuine(
            signature: signature, url: call.url, body: call.body, contentType: call.contentType)
    }

    /// No reply by this way (Twilio: "TwiML for Programmable SMS"); answers are sent on their own.
    package func answer(to event: WebhookContent.Event) -> WebhookAnswer {
        if case .receipt = event { return WebhookAnswer() }
        return WebhookAnswer(contentType: "text/xml; charset=utf-8", body: "<Response/>")
    }

    func inboundText(from form: FormBody) -> InboundText? {
        // A picture may come without words, but the field is there; without it this is no text but a receipt.
        guard let id = form.filled("MessageSid") ?? form.filled("SmsSid"), let from = form.filled("From"),
            let to = form.filled("To"), let body = form["Body"]
        else { return nil }
        let count = min(form["NumMedia"].flatMap { Int($0) } ?? 0, Self.mostMedia)
        let media = (0..<max(0, count)).compactMap { index in
            form.filled("MediaUrl\(index)").map { url in
                InboundText.Media(
                    url: url,
                    contentType: form.filled("MediaContentType\(index)") ?? "application/octet-stream")
            }
        }
        return InboundText(
            providerID: id, from: from, to: to, body: body, media: media,
            handledKeyword: form.filled("OptOutType"))
    }

    func receipt(from form: FormBody, query: FormBody) -> Receipt? {
        guard let id = form.filled("MessageSid") ?? form.filled("SmsSid"),
            let status = form.filled("MessageStatus") ?? form.filled("SmsStatus")
        else { return nil }
        let code = form.filled("ErrorCode")
        return Receipt(
            providerID: id, messageID: query.filled("message"), status: status,
            errorCode: code == "0" ? nil : code)
    }

    package func words(forErrorCode code: String) -> String {
        TwilioErrorText.words(for: code)
    }

    package func meansOptOut(errorCode code: String) -> Bool { code == "21610" }

    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool {
        TwilioKeywords.answers(keyword, written: body, on: sender)
    }
}

extension FormBody {
    fileprivate func filled(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
