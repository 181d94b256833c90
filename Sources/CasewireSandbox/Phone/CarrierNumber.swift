package import FoundationEssentials

/// A business's phone number at the carrier, with the webhooks that are set on it.
package struct CarrierNumber: Sendable, Codable, Equatable {
    /// Who settles keywords such as STOP depends on the kind of sender.
    package enum SenderType: String, Sendable, Codable, CaseIterable {
        case longCode = "long_code"
        case tollFree = "toll_free"
        case shortCode = "short_code"
        /// A long code in a Messaging Service with Advanced Opt-Out.
        case advanced
    }

    /// How far the registration of US senders has come (10DLC campaign, toll-free verification).
    package enum Registration: String, Sendable, Codable, CaseIterable {
        case registered, pending, rejected, missing
    }

    package let sid: String
    package let number: String
    package var senderType: SenderType
    package var registration: Registration = .registered
    package let createdAt: Date
    package var updatedAt: Date
    package var friendlyName: String
    package var smsURL = ""
    package var smsMethod = "POST"
    package var smsFallbackURL = ""
    package var smsFallbackMethod = "POST"
    package var smsApplicationSid = ""
    package var statusCallback = ""
    package var statusCallbackMethod = "POST"
    package var voiceURL = ""
    package var voiceMethod = "POST"
    /// The Messaging Service that holds the number.
    package var serviceSid: String?

    package init(sid: String, number: String, senderType: SenderType? = nil, at time: Date) {
        self.sid = sid
        self.number = number
        self.senderType = senderType ?? Self.senderType(of: number)
        createdAt = time
        updatedAt = time
        friendlyName = number
    }

    /// The kind that a number's digits show: toll-free prefixes of North America, short codes of 3 to 8 digits.
    package static func senderType(of number: String) -> SenderType {
        let tollFree = ["+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888"]
        if number.utf8.count == 12, tollFree.contains(where: number.hasPrefix) { return .tollFree }
        return number.hasPrefix("+") ? .longCode : .shortCode
    }
}

/// A Messaging Service: a pool of numbers with its own inbound webhook.
package struct CarrierService: Sendable, Codable, Equatable {
    package let sid: String
    package var friendlyName: String
    package let createdAt: Date
    package var updatedAt: Date
    package var inboundRequestURL: String?
    package var inboundMethod = "POST"
    package var fallbackURL: String?
    package var fallbackMethod = "POST"
    package var statusCallback: String?
    package var useInboundWebhookOnNumber = true
}

/// What went wrong with a webhook, as the account's error log keeps it.
package struct CarrierAlert: Sendable, Codable, Equatable {
    package let at: String
    package let code: Int
    package let words: String
    package let url: String
    package let sid: String
}
