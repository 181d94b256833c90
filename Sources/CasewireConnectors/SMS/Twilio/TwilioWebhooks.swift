package import Casewire

/// Reads Twilio's webhooks (Twilio: "Messaging webhooks", "Track the status of outbound messages").
///
/// New fields appear without notice and are ignored; an empty field is as good as none.
package struct TwilioWebhooks: WebhookDecoder {
    /// Twilio carries at most ten attachments with a text.
    private static let mostMedia = 10

    package init() {}

    package func verifier(secret: Secret) -> any WebhookVerifier {
        TwilioSignature(authToken: secret)
    }

    package func inboundText(from form: FormBody) -> InboundText? {
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

    package func receipt(from form: FormBody, query: FormBody) -> Receipt? {
        guard let id = form.filled("MessageSid") ?? form.filled("SmsSid"),
            let status = form.filled("MessageStatus") ?? form.filled("SmsStatus")
        else { return nil }
        let code = form.filled("ErrorCode")
        return Receipt(
            providerID: id, messageID: query.filled("message"), status: status,
            errorCode: code == "0" ? nil : code)
    }

    package func account(in form: FormBody) -> String? {
        form.filled("AccountSid")
    }

    package func words(forErrorCode code: String) -> String {
        TwilioErrorText.words(for: code)
    }
}

extension FormBody {
    fileprivate func filled(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
