package import FoundationEssentials

/// The body of `POST Messages.json`, checked as the vendor checks it (Twilio: "Message resource").
///
/// Stricter on purpose: a field that is not documented is refused, so that a misspelt one is noticed.
package struct MessageForm: Sendable, Equatable {
    package var to: String
    package var from: String?
    package var serviceSid: String?
    package var body: String
    package var mediaURLs: [String]
    package var statusCallback: String?
    package var sendAt: Date?

    /// Texts of more UTF-16 units are refused with 21617.
    package static let bodyLimit = 1600
    package static let mediaLimit = 10

    private static let documented: Set = [
        "To", "From", "MessagingServiceSid", "Body", "MediaUrl", "ContentSid", "StatusCallback",
        "ApplicationSid", "MaxPrice", "ProvideFeedback", "Attempt", "ValidityPeriod", "ForceDelivery",
        "ContentRetention", "AddressRetention", "SmartEncoded", "PersistentAction", "TrafficType",
        "ShortenUrls",
        "ScheduleType", "SendAt", "SendAsMms", "ContentVariables", "RiskCheck", "FallbackFrom",
    ]

    package init(_ fields: FormFields) throws(CarrierError) {
        for pair in fields.pairs where !Self.documented.contains(pair.name) {
            throw .invalidParameter("\(pair.name) is not a parameter of Messages")
        }
        for name in Self.documented where name != "MediaUrl" && name != "PersistentAction" {
            guard fields.all(name).count < 2 else {
                throw .invalidParameter("\(name) is given more than once")
            }
        }
        func given(_ name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

        guard let to = given("To") else { throw .toMissing }
        self.to = to
        from = given("From")
        serviceSid = given("MessagingServiceSid")
        guard from != nil || serviceSid != nil else { throw .fromMissing }
        if let serviceSid, !Self.isSid(serviceSid, "MG") {
            throw .invalidParameter("MessagingServiceSid \(serviceSid)")
        }

        body = given("Body") ?? ""
        mediaURLs = fields.all("MediaUrl").filter { !$0.isEmpty }
        guard !body.isEmpty || !mediaURLs.isEmpty || given("ContentSid") != nil else { throw .bodyMissing }
        guard body.utf16.count <= Self.bodyLimit else { throw .bodyTooLong }
        guard mediaURLs.count <= Self.mediaLimit else {
            throw CarrierError(21623, "Number of media files exceeds allowed limit")
        }
        for url in mediaURLs where WebhookAddress(url) == nil {
            throw CarrierError(21620, "Invalid media URL(s): \(url)")
        }
        if given("SmartEncoded") == "true" { body = TextSegments.smartEncoded(body) }

        statusCallback = given("StatusCallback")
        if let statusCallback {
            // Twilio calls no host with an underscore in its name.
            guard let address = WebhookAddress(statusCallback), !address.host.contains("_") else {
                throw .invalidCallback(statusCallback)
            }
        }
        try Self.checkOptions(given)
        sendAt = try Self.sendAt(given, serviceSid: serviceSid)
    }

    private static func checkOptions(_ given: (String) -> String?) throws(CarrierError) {
        if let validity = given("ValidityPeriod") {
            guard let seconds = Int(validity), (1...36_000).contains(seconds) else {
                throw .invalidParameter("ValidityPeriod must be between 1 and 36000 seconds")
            }
        }
        for name in ["SmartEncoded", "ProvideFeedback", "ForceDelivery", "ShortenUrls", "SendAsMms"] {
            guard ["true", "false", nil].contains(given(name)?.lowercased()) else {
                throw .invalidParameter("\(name) must be true or false")
            }
        }
        let choices: [(String, [String])] = [
            ("ContentRetention", ["retain", "discard"]), ("AddressRetention", ["retain", "obfuscate"]),
            ("RiskCheck", ["enable", "disable"]), ("TrafficType", ["free"]), ("ScheduleType", ["fixed"]),
        ]
        for (name, values) in choices {
            guard let value = given(name) else { continue }
            guard values.contains(value) else {
                throw .invalidParameter("\(name) must be \(values.joined(separator: " or "))")
            }
        }
        if let attempt = given("Attempt"), Int(attempt) == nil {
            throw .invalidParameter("Attempt must be a number")
        }
        if let price = given("MaxPrice"), Double(price) == nil {
            throw .invalidParameter("MaxPrice must be a number")
        }
        if let application = given("ApplicationSid"), !isSid(application, "AP") {
            throw .invalidParameter("ApplicationSid \(application)")
        }
        if let content = given("ContentSid"), !isSid(content, "HX") {
            throw .invalidParameter("ContentSid \(content)")
        }
    }

    private static func sendAt(
        _ given: (String) -> String?, serviceSid: String?
    ) throws(CarrierError) -> Date? {
        guard let text = given("SendAt") else {
            guard given("ScheduleType") == nil else {
                throw .invalidParameter("SendAt is required with ScheduleType")
            }
            return nil
        }
        guard given("ScheduleType") == "fixed" else {
            throw .invalidParameter("ScheduleType is required with SendAt")
        }
        guard serviceSid != nil else {
            throw .invalidParameter("MessagingServiceSid is required to schedule a message")
        }
        guard text.contains("T"), let date = Date(sandboxTimestamp: text) else {
            throw .invalidParameter("SendAt is not an ISO 8601 time")
        }
        return date
    }

    /// A two-letter kind and 32 hexadecimal digits.
    package static func isSid(_ text: String, _ kind: String) -> Bool {
        text.utf8.count == 34 && text.hasPrefix(kind) && text.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}
