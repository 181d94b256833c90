package import Hummingbird

/// The account, its numbers and what connects them to a server.
package struct NumberRoutes: Sendable {
    private let network: CarrierNetwork
    private let accountSid: String

    package init(network: CarrierNetwork) {
        self.network = network
        accountSid = network.configuration.accountSid
    }

    /// `accounts` is the group below `/2010-04-01/Accounts/:account`.
    package func add(to accounts: RouterGroup<SandboxContext>) {
        accounts.get("IncomingPhoneNumbers.json") { request, _ in try list(request) }
        accounts.get("IncomingPhoneNumbers/{sid}.json") { request, context in
            try answer(try number(request, context))
        }
        accounts.post("IncomingPhoneNumbers/{sid}.json") { request, context in
            try await update(request, context)
        }
    }

    /// The account itself (Twilio: "Account resource").
    package func account(_ request: Request) throws -> Response {
        let uri = "/2010-04-01/Accounts/\(accountSid)"
        let created = network.store.numbers.map(\.createdAt).min() ?? network.clock.now
        let account: CarrierJSON = [
            "auth_token": nil,
            "date_created": .string(RFC2822.string(created)),
            "date_updated": .string(RFC2822.string(created)),
            "friendly_name": "Simulated account",
            "owner_account_sid": .string(accountSid),
            "sid": .string(accountSid),
            "status": "active",
            "subresource_uris": [
                "incoming_phone_numbers": .string(uri + "/IncomingPhoneNumbers.json"),
                "messages": .string(uri + "/Messages.json"),
            ],
            "type": "Full",
            "uri": .string(uri + ".json"),
        ]
        return try SandboxJSON.response(account, contentType: "application/json")
    }

    private func list(_ request: Request) throws -> Response {
        let query = FormFields(decoding: request.uri.query ?? "")
        let paging = try ListPage(query, path: request.uri.path)
        var numbers = network.store.numbers
        if let pattern = query["PhoneNumber"], !pattern.isEmpty {
            numbers = numbers.filter { Self.matches($0.number, pattern) }
        }
        if let name = query["FriendlyName"] { numbers = numbers.filter { $0.friendlyName == name } }
        // The position in this list is that in the store, from the end, as pages go down.
        let start = paging.before.map { numbers.count - $0 + 1 } ?? 0
        let page = numbers.dropFirst(start).prefix(paging.size)
        let end = start + page.count
        let next = end < numbers.count ? paging.next(after: numbers.count - end + 1) : nil
        return try SandboxJSON.response(
            paging.json(
                "incoming_phone_numbers", page.map { NumberResource.json($0, accountSid: accountSid) },
                next: next),
            contentType: "application/json")
    }

    /// `*` stands for any digit; a pattern without plus may be any part of the number.
    private static func matches(_ number: String, _ pattern: String) -> Bool {
        let number = Array(number.utf8)
        let pattern = Array(pattern.utf8)
        guard pattern.count <= number.count else { return false }
        let starts = pattern.first == UInt8(ascii: "+") ? 0...0 : 0...(number.count - pattern.count)
        return starts.contains { start in
            zip(number[start...], pattern).allSatisfy { $1 == UInt8(ascii: "*") || $0 == $1 }
        }
    }

    private static let documented: Set = [
        "FriendlyName", "SmsUrl", "SmsMethod", "SmsFallbackUrl", "SmsFallbackMethod", "SmsApplicationSid",
        "StatusCallback", "StatusCallbackMethod", "VoiceUrl", "VoiceMethod", "VoiceFallbackUrl",
        "VoiceFallbackMethod", "VoiceApplicationSid", "VoiceCallerIdLookup", "VoiceReceiveMode", "AccountSid",
        "ApiVersion", "EmergencyStatus", "EmergencyAddressSid", "TrunkSid", "IdentitySid", "AddressSid",
        "BundleSid",
    ]

    private func update(_ request: Request, _ context: SandboxContext) async throws -> Response {
        var number = try number(request, context)
        let fields = try await MessageRoutes.form(request)
        for pair in fields.pairs {
            guard Self.documented.contains(pair.name) else {
                throw CarrierError.invalidParameter("\(pair.name) is not a parameter of IncomingPhoneNumbers")
            }
            if pair.name.hasSuffix("Url") || pair.name == "StatusCallback" {
                guard pair.value.isEmpty || WebhookAddress(pair.value) != nil else {
                    throw CarrierError(21402, "Invalid URL: \(pair.name) \(pair.value)")
                }
            }
            if pair.name.hasSuffix("Method"), !["GET", "POST", ""].contains(pair.value) {
                throw CarrierError(21403, "Invalid method: \(pair.name) \(pair.value)")
            }
        }
        if let application = fields["SmsApplicationSid"], !application.isEmpty,
            !MessageForm.isSid(application, "AP")
        {
            throw CarrierError.invalidParameter("SmsApplicationSid \(application)")
        }
        func set(_ name: String, _ path: WritableKeyPath<CarrierNumber, String>) {
            if let value = fields[name] { number[keyPath: path] = value }
        }
        set("FriendlyName", \.friendlyName)
        set("SmsUrl", \.smsURL)
        set("SmsMethod", \.smsMethod)
        set("SmsFallbackUrl", \.smsFallbackURL)
        set("SmsFallbackMethod", \.smsFallbackMethod)
        set("SmsApplicationSid", \.smsApplicationSid)
        set("StatusCallback", \.statusCallback)
        set("StatusCallbackMethod", \.statusCallbackMethod)
        set("VoiceUrl", \.voiceURL)
        set("VoiceMethod", \.voiceMethod)
        number.updatedAt = network.clock.now
        network.store.put(number)
        return try answer(number)
    }

    private func number(_ request: Request, _ context: SandboxContext) throws -> CarrierNumber {
        guard let sid = context.parameters.get("sid"), let number = network.store.number(sid: sid) else {
            throw CarrierError.notFound(request.uri.path)
        }
        return number
    }

    private func answer(_ number: CarrierNumber) throws -> Response {
        try SandboxJSON.response(
            NumberResource.json(number, accountSid: accountSid), contentType: "application/json")
    }
}
