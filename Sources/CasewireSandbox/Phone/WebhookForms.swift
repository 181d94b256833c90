package import FoundationEssentials

/// The forms that Twilio posts about a text.
package enum WebhookForms {
    package static let apiVersion = "2010-04-01"

    /// A text came in (Twilio: "Twilio's request to your incoming message webhook URL").
    ///
    /// `mediaURL` gives the address of a file of the text.
    package static func inbound(
        _ message: CarrierMessage, accountSid: String, mediaURL: (CarrierMedia) -> String
    ) -> FormFields {
        var fields = FormFields([
            ("ToCountry", country(message.to)), ("ToState", ""), ("SmsMessageSid", message.sid),
            ("NumMedia", "\(message.media.count)"), ("ToCity", ""), ("FromZip", ""), ("SmsSid", message.sid),
            ("FromState", ""), ("SmsStatus", "received"), ("FromCity", ""), ("Body", message.body),
            ("FromCountry", country(message.from ?? "")), ("To", message.to), ("ToZip", ""),
            ("NumSegments", "\(message.segments)"), ("MessageSid", message.sid), ("AccountSid", accountSid),
            ("From", message.from ?? ""), ("ApiVersion", apiVersion),
        ])
        if let service = message.messagingServiceSid { fields.append("MessagingServiceSid", service) }
        if let optOutType = message.optOutType { fields.append("OptOutType", optOutType) }
        for (index, file) in message.media.enumerated() {
            fields.append("MediaUrl\(index)", mediaURL(file))
            fields.append("MediaContentType\(index)", file.contentType)
        }
        return fields
    }

    /// A text's state changed (Twilio: "Track outbound message status").
    package static func status(_ message: CarrierMessage, accountSid: String, at time: Date) -> FormFields {
        var fields = FormFields([
            ("SmsSid", message.sid), ("SmsStatus", message.status.rawValue),
            ("MessageStatus", message.status.rawValue), ("To", message.to), ("MessageSid", message.sid),
            ("AccountSid", accountSid), ("From", message.from ?? ""), ("ApiVersion", apiVersion),
        ])
        if let service = message.messagingServiceSid { fields.append("MessagingServiceSid", service) }
        if let code = message.errorCode { fields.append("ErrorCode", "\(code)") }
        if message.status == .delivered || message.status == .undelivered {
            fields.append("RawDlrDoneDate", RFC2822.carrierTime(time))
        }
        return fields
    }

    /// Twilio's tables know a country for most numbers; here, of North America alone.
    private static func country(_ number: String) -> String {
        number.hasPrefix("+1") && number.utf8.count == 12 ? "US" : ""
    }
}
