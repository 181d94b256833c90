package import AsyncHTTPClient
package import Casewire
import Foundation
import NIOHTTP1

/// Sends through Vonage's Messages API, which gives one id to a text of any length (Vonage: "Messages API", channel SMS).
package struct VonageProvider: SMSProvider {
    private let apiKey: String
    private let apiSecret: Secret
    private let apiURL: String?
    private let messagesURL: String
    private let accountURL: String
    private let http: CarrierHTTP

    package init(
        apiKey: String, apiSecret: Secret, apiURL: String?, client: HTTPClient,
        timeout: Duration = .seconds(30)
    ) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.apiURL = apiURL
        messagesURL = apiURL ?? "https://api.nexmo.com"
        accountURL = apiURL ?? "https://rest.nexmo.com"
        http = CarrierHTTP(carrier: "Vonage", client: client, timeout: timeout)
    }

    /// Files have addresses that nobody guesses and that end after two days; where the account secures them, only an
    /// application's own token opens them, which is not asked for here (Vonage: "Secure inbound media").
    package func fetch(
        _ medium: InboundText.Media, largestBytes: Int
    ) async throws(MediumFailure) -> FetchedMedium {
        try await MediaFetch(
            carrier: "Vonage",
            places: MediaPlaces(apiURL: apiURL, vendor: nil, hosts: [".nexmo.com", ".vonage.com"]),
            credentials: [], client: http.client, timeout: http.timeout
        ).fetch(medium.url, largestBytes: largestBytes)
    }

    private struct Outgoing: Encodable {
        let message_type = "text"
        let channel = "sms"
        let from: String
        let to: String
        let text: String
        let client_ref: String
        let webhook_url: String
        let webhook_version = "v1"
    }

    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        let outgoing = Outgoing(
            from: Self.digits(text.from), to: Self.digits(text.to), text: text.body, client_ref: text.id,
            webhook_url: text.receiptURL)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(outgoing) else {
            throw .refused(code: nil, reason: "The text cannot be written as JSON.")
        }
        let headers = [
            CarrierHTTP.basic(apiKey, apiSecret.value), ("Content-Type", "application/json"),
            ("Accept", "application/json"),
        ]
        let outcome = await http.call(
            .POST, messagesURL + "/v1/messages", headers: headers, body: String(decoding: json, as: UTF8.self)
        )
        switch outcome {
        case .answered(let answer): return try Self.accepted(answer)
        case .notSent(let reason): throw .notTaken(reason: reason, retryAfter: nil)
        case .lost(let reason): throw .unknown(reason: reason)
        case .badAddress(let reason): throw .refused(code: nil, reason: reason)
        }
    }

    /// There is no key against doubles, so all that does not surely mean "not taken" is unknown.
    private static func accepted(_ answer: CarrierAnswer) throws(SendFailure) -> AcceptedText {
        switch answer.status {
        case 200..<300:
            guard let sent = try? JSONDecoder().decode(Sent.self, from: Data(answer.body)) else {
                throw .unknown(reason: "Vonage's answer could not be read.")
            }
            return AcceptedText(providerID: sent.message_uuid, segments: nil)
        case 300..<400:
            throw .refused(
                code: nil, reason: "The API address leads elsewhere. Enter the address that it leads to.")
        case 408: throw .unknown(reason: "Vonage did not get the whole call in time.")
        case 429:
            throw .notTaken(
                reason: "Vonage takes no more texts at the moment.",
                retryAfter: answer.retryAfterSeconds.map { .seconds(min(max($0, 0), 3600)) })
        case 400..<500:
            let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body))
            throw .refused(
                code: problem?.code ?? "\(answer.status)",
                reason: VonageErrorText.words(for: "\(answer.status)", detail: problem?.detail))
        default:
            throw .unknown(reason: "Vonage had an error (HTTP \(answer.status)); it may have taken the text.")
        }
    }

    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        throw .refused(reason: "Vonage keeps no list of texts.")
    }

    /// Sets the number's webhook for texts (Vonage: "Numbers API").
    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    {
        let digits = Self.digits(number)
        let query = CarrierHTTP.form([("pattern", digits), ("search_pattern", "0")])
        let auth = CarrierHTTP.basic(apiKey, apiSecret.value)
        let refusal: (CarrierAnswer) -> String = { VonageErrorText.words(for: "\($0.status)") }
        let answer = try http.success(
            await http.call(.GET, "\(accountURL)/account/numbers?\(query)", headers: [auth]), refusal: refusal
        )
        guard let list = try? JSONDecoder().decode(Numbers.self, from: Data(answer.body)) else {
            throw .unavailable(reason: "Vonage's answer could not be read.")
        }
        guard let found = list.numbers?.first(where: { $0.msisdn == digits }) else {
            throw .refused(
                reason: "The Vonage account has no number \(number.e164). Check the number and the API key.")
        }
        if let features = found.features, !features.contains("SMS") {
            return NumberConnection(
                providerID: digits, obstacle: "The number cannot receive texts. Use one with the SMS feature."
            )
        }
        let form = CarrierHTTP.form([
            ("country", found.country), ("msisdn", digits), ("moHttpUrl", webhook),
        ])
        let headers = [auth, ("Content-Type", "application/x-www-form-urlencoded")]
        _ = try http.success(
            await http.call(.POST, accountURL + "/number/update", headers: headers, body: form),
            refusal: refusal)
        return NumberConnection(providerID: digits, obstacle: nil)
    }

    private static func digits(_ number: PhoneNumber) -> String { String(number.e164.dropFirst()) }

    private struct Sent: Decodable { let message_uuid: String }

    private struct Problem: Decodable {
        let type: String?
        let detail: String?

        /// The end of the page that explains it: `…/messages#1120`.
        var code: String? { type?.split(separator: "#").dropFirst().last.map(String.init) }
    }

    private struct Numbers: Decodable {
        struct Item: Decodable {
            let country: String
            let msisdn: String
            let features: [String]?
        }
        let numbers: [Item]?
    }
}
