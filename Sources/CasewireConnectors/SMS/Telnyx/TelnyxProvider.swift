package import AsyncHTTPClient
package import Casewire
import Foundation
import NIOHTTP1

/// Sends through Telnyx (Telnyx: "Send a message").
package struct TelnyxProvider: SMSProvider {
    private let apiKey: Secret
    private let profileID: String
    private let apiURL: String?
    private let base: String
    private let http: CarrierHTTP

    package init(
        apiKey: Secret, profileID: String, apiURL: String?, client: HTTPClient,
        timeout: Duration = .seconds(30)
    ) {
        self.apiKey = apiKey
        self.profileID = profileID
        self.apiURL = apiURL
        base = apiURL ?? "https://api.telnyx.com"
        http = CarrierHTTP(carrier: "Telnyx", client: client, timeout: timeout)
    }

    /// The signed webhook names an address that asks for no credentials (Telnyx: "Send & receive MMS"), at a host of
    /// whatever name.
    package func fetch(
        _ medium: InboundText.Media, largestBytes: Int
    ) async throws(MediumFailure) -> FetchedMedium {
        try await MediaFetch(
            carrier: "Telnyx", places: MediaPlaces(apiURL: apiURL, vendor: nil, hosts: nil), credentials: [],
            client: http.client, timeout: http.timeout
        ).fetch(medium.url, largestBytes: largestBytes)
    }

    private struct Outgoing: Encodable {
        let from: String
        let to: String
        let text: String
        let webhook_url: String
        let messaging_profile_id: String?
        let media_urls: [String]?
    }

    /// Our id is the key by which Telnyx knows a repeat: within a day it gives the first call's answer again.
    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        let body = Outgoing(
            from: text.from.e164, to: text.to.e164, text: text.body, webhook_url: text.receiptURL,
            messaging_profile_id: profileID.isEmpty ? nil : profileID,
            media_urls: text.files.isEmpty ? nil : text.files)
        switch await call(.POST, "/v2/messages", body, headers: [("Idempotency-Key", text.id)]) {
        case .answered(let answer): return try Self.accepted(answer)
        case .notSent(let reason): throw .notTaken(reason: reason, retryAfter: nil)
        case .lost(let reason): throw .unknown(reason: reason)
        case .badAddress(let reason): throw .refused(code: nil, reason: reason)
        }
    }

    private static func accepted(_ answer: CarrierAnswer) throws(SendFailure) -> AcceptedText {
        switch answer.status {
        case 200..<300:
            guard let data = try? JSONDecoder().decode(Sent.self, from: Data(answer.body)).data else {
                throw .unknown(reason: "Telnyx's answer could not be read.")
            }
            return AcceptedText(providerID: data.id, segments: data.parts)
        case 300..<400:
            throw .refused(
                code: nil, reason: "The API address leads elsewhere. Enter the address that it leads to.")
        case 429:
            throw .notTaken(
                reason: "Telnyx takes no more texts at the moment.",
                retryAfter: answer.retryAfterSeconds.map { .seconds(min(max($0, 0), 3600)) })
        // The first call may still be running.
        case 408, 409: throw .unknown(reason: "Telnyx did not say whether it has the text.")
        case 400..<500:
            let problem = problem(answer)
            throw .refused(
                code: problem?.code,
                reason: TelnyxErrorText.words(
                    for: problem?.code ?? "\(answer.status)", detail: problem?.detail ?? problem?.title))
        default:
            throw .unknown(reason: "Telnyx had an error (HTTP \(answer.status)); it may have taken the text.")
        }
    }

    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        throw .refused(reason: "Telnyx keeps no list of texts.")
    }

    private struct Webhook: Encodable {
        let webhook_url: String
        let webhook_api_version = "2"
    }

    /// Sets the webhook of the messaging profile that holds the number; all numbers of the profile share it.
    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    {
        let query = CarrierHTTP.form([("filter[phone_number]", number.e164)])
        let numbers: Numbers = try await read(.GET, "/v2/phone_numbers?\(query)")
        guard let found = numbers.data.first(where: { $0.phone_number == number.e164 }) else {
            throw .refused(
                reason: "The Telnyx account has no number \(number.e164). Check the number and the API key.")
        }
        guard let profile = found.messaging_profile_id, !profile.isEmpty else {
            return NumberConnection(
                providerID: found.id,
                obstacle: "The number is in no messaging profile. Give it one in Telnyx's portal.")
        }
        let path = "/v2/messaging_profiles/\(CarrierHTTP.encoded(profile))"
        let updated: Profile = try await read(.PATCH, path, Webhook(webhook_url: webhook))
        guard updated.data.webhook_url == webhook else {
            return NumberConnection(
                providerID: found.id,
                obstacle: "Telnyx did not take the webhook. Set it on the messaging profile: \(webhook)")
        }
        return NumberConnection(
            providerID: found.id,
            obstacle: updated.data.enabled == false
                ? "The messaging profile is switched off. Switch it on in Telnyx's portal." : nil)
    }

    private func read<Resource: Decodable>(
        _ method: HTTPMethod, _ path: String, _ body: (any Encodable)? = nil
    ) async throws(ListFailure) -> Resource {
        let answer = try http.success(await call(method, path, body)) { answer in
            let problem = Self.problem(answer)
            return TelnyxErrorText.words(
                for: problem?.code ?? "\(answer.status)", detail: problem?.detail ?? problem?.title)
        }
        guard let resource = try? JSONDecoder().decode(Resource.self, from: Data(answer.body)) else {
            throw .unavailable(reason: "Telnyx's answer could not be read.")
        }
        return resource
    }

    private func call(
        _ method: HTTPMethod, _ path: String, _ body: (any Encodable)? = nil,
        headers: [(String, String)] = []
    ) async -> CarrierHTTP.Outcome {
        var headers = headers + [("Authorization", "Bearer \(apiKey.value)"), ("Accept", "application/json")]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = body.flatMap { try? encoder.encode($0) }.map { String(decoding: $0, as: UTF8.self) }
        if json != nil { headers.append(("Content-Type", "application/json")) }
        return await http.call(method, base + path, headers: headers, body: json)
    }

    private static func problem(_ answer: CarrierAnswer) -> Problem? {
        try? JSONDecoder().decode(Problems.self, from: Data(answer.body)).errors.first
    }

    private struct Sent: Decodable {
        struct Message: Decodable {
            let id: String
            let parts: Int?
        }
        let data: Message
    }

    private struct Problem: Decodable {
        let code: String?
        let title: String?
        let detail: String?
    }

    private struct Problems: Decodable { let errors: [Problem] }

    private struct Numbers: Decodable {
        struct Item: Decodable {
            let id: String
            let phone_number: String
            let messaging_profile_id: String?
        }
        let data: [Item]
    }

    private struct Profile: Decodable {
        struct Item: Decodable {
            let webhook_url: String?
            let enabled: Bool?
        }
        let data: Item
    }
}
