package import Casewire
import Foundation

extension TwilioProvider {
    /// Retries for a server that is restarting (Twilio: "Webhooks: connection overrides"); all fit in Twilio's 15 s.
    ///
    /// By default a call that fails is not repeated: a text is lost to us until it is found in the list, a receipt for good.
    static let overrides = "#ct=2000&rt=4000&rc=3&rp=all"
    static let largestListBytes = 2 * 1024 * 1024

    /// Sets the number's webhook for texts, and looks for a Messaging Service that would be called in its place.
    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    {
        let resource = try await incomingNumber(number)
        var form: TwilioAPI.Fields = [
            ("SmsUrl", webhook + Self.overrides), ("SmsMethod", "POST"), ("SmsFallbackUrl", webhook),
            ("SmsFallbackMethod", "POST"),
        ]
        // An application's addresses go before the number's own.
        if resource.smsApplicationSID?.isEmpty == false { form.append(("SmsApplicationSid", "")) }
        let path = api.accountPath("IncomingPhoneNumbers/\(TwilioAPI.encoded(resource.sid)).json")
        let answer = try Self.success(
            await api.post(path, form, largestAnswerBytes: Self.largestMessageBytes))
        guard let updated = try? JSONDecoder().decode(IncomingNumber.self, from: Data(answer.body)) else {
            throw .unavailable(reason: "Twilio's answer could not be read.")
        }
        return NumberConnection(
            providerID: resource.sid, obstacle: await obstacle(updated, webhook: webhook))
    }

    func incomingNumber(_ number: PhoneNumber) async throws(ListFailure) -> IncomingNumber {
        let query = TwilioAPI.form([("PhoneNumber", number.e164)])
        let list: IncomingNumbers = try await read(
            api.accountPath("IncomingPhoneNumbers.json") + "?" + query,
            largestAnswerBytes: Self.largestListBytes)
        guard let found = list.incomingPhoneNumbers.first(where: { $0.phoneNumber == number.e164 }) else {
            throw .refused(
                reason:
                    "The Twilio account has no number \(number.e164). Check the number and the account's SID."
            )
        }
        return found
    }

    /// What keeps texts from arriving although the webhook is set, in words.
    private func obstacle(_ number: IncomingNumber, webhook: String) async -> String? {
        if number.capabilities?.sms == false {
            return "The number cannot receive texts. Use one with the SMS capability."
        }
        if number.smsURL?.prefix(while: { $0 != "#" }) != webhook.prefix(while: { $0 != "#" }) {
            return "Twilio did not take the webhook. Set it in Twilio's console: \(webhook)"
        }
        if number.smsApplicationSID?.isEmpty == false {
            return
                "A TwiML App on the number is called in place of the webhook. Remove it in Twilio's console."
        }
        do {
            guard let service = try await service(holding: number.sid),
                service.useInboundWebhookOnNumber != true
            else { return nil }
            let name = service.friendlyName ?? service.sid
            guard let inbound = service.inboundRequestURL, !inbound.isEmpty else {
                return """
                    The Messaging Service “\(name)” holds the number and drops its texts. Switch on “Defer to sender's \
                    webhook” under Integration in the service.
                    """
            }
            if inbound.prefix(while: { $0 != "#" }) == webhook.prefix(while: { $0 != "#" }) { return nil }
            return """
                The Messaging Service “\(name)” holds the number and sends its texts to another address. Switch on \
                “Defer to sender's webhook” under Integration in the service.
                """
        } catch {
            switch error {
            case .unavailable(let reason), .refused(let reason):
                return
                    "It could not be checked whether a Messaging Service takes the number's texts. \(reason)"
            }
        }
    }
}

// MARK: Resources

/// Twilio: "IncomingPhoneNumber resource".
struct IncomingNumbers: Decodable {
    let incomingPhoneNumbers: [IncomingNumber]

    enum CodingKeys: String, CodingKey { case incomingPhoneNumbers = "incoming_phone_numbers" }
}

struct IncomingNumber: Decodable {
    struct Capabilities: Decodable { let sms: Bool? }

    let sid: String
    let phoneNumber: String
    let smsURL: String?
    let smsApplicationSID: String?
    let capabilities: Capabilities?

    enum CodingKeys: String, CodingKey {
        case sid, capabilities
        case phoneNumber = "phone_number"
        case smsURL = "sms_url"
        case smsApplicationSID = "sms_application_sid"
    }
}
