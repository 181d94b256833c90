/// A text as `Messages/{Sid}.json` shows it (Twilio: "Message resource").
package struct MessageResource {
    package static func json(_ message: CarrierMessage, accountSid: String) -> CarrierJSON {
        let uri = "/2010-04-01/Accounts/\(accountSid)/Messages/\(message.sid)"
        let isInPool = message.status == .accepted || message.status == .scheduled
        return [
            "account_sid": .string(accountSid),
            "api_version": "2010-04-01",
            "body": .string(message.body),
            "date_created": .string(RFC2822.string(message.createdAt)),
            "date_sent": CarrierJSON(message.sentAt.map(RFC2822.string)),
            "date_updated": .string(RFC2822.string(message.updatedAt)),
            "direction": .string(message.direction.rawValue),
            "error_code": CarrierJSON(message.errorCode),
            "error_message": CarrierJSON(message.errorCode.map(words)),
            "from": CarrierJSON(message.from),
            "messaging_service_sid": CarrierJSON(message.messagingServiceSid),
            "num_media": "\(message.media.count)",
            "num_segments": isInPool ? "0" : "\(message.segments)",
            "price": nil,
            "price_unit": "USD",
            "sid": .string(message.sid),
            "status": .string(message.status.rawValue),
            "subresource_uris": ["media": .string(uri + "/Media.json")],
            "to": .string(message.to),
            "uri": .string(uri + ".json"),
        ]
    }

    package static func json(_ file: CarrierMedia, of message: CarrierMessage, accountSid: String)
        -> CarrierJSON
    {
        [
            "account_sid": .string(accountSid),
            "content_type": .string(file.contentType),
            "date_created": .string(RFC2822.string(message.createdAt)),
            "date_updated": .string(RFC2822.string(message.createdAt)),
            "parent_sid": .string(message.sid),
            "sid": .string(file.sid),
            "uri": "/2010-04-01/Accounts/\(accountSid)/Messages/\(message.sid)/Media/\(file.sid).json",
        ]
    }

    /// What Twilio's error pages call the errors of a text that did not arrive.
    private static func words(_ code: Int) -> String {
        errors[code] ?? "Error \(code)"
    }

    private static let errors = [
        14107: "Message loop detected", 21610: "Attempt to send to unsubscribed recipient",
        30001: "Queue overflow", 30002: "Account suspended", 30003: "Unreachable destination handset",
        30004: "Message blocked", 30005: "Unknown destination handset",
        30006: "Landline or unreachable carrier",
        30007: "Message filtered", 30008: "Unknown error", 30022: "US A2P 10DLC - Rate Limits Exceeded",
        30023: "US A2P 10DLC - Daily Message Cap Reached", 30032: "Toll-Free Number Has Not Been Verified",
        30034: "US A2P 10DLC - Message from an Unregistered Number", 30036: "Validity Period Expired",
    ]
}
