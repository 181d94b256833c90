import AsyncHTTPClient
import Casewire
import NIOHTTP1

/// Calls Twilio's REST API with an account's credentials.
struct TwilioAPI: Sendable {
    enum Host: String, Sendable {
        case api = "https://api.twilio.com"
        case messaging = "https://messaging.twilio.com"
    }

    typealias Outcome = CarrierHTTP.Outcome
    typealias Fields = [(name: String, value: String)]

    let accountSID: String
    let authToken: Secret
    /// Stands for all of Twilio's hosts; nil for its own.
    let apiURL: String?
    /// Must not follow redirects.
    let client: HTTPClient
    let timeout: Duration

    /// The path of a resource of the account: `Messages.json`.
    func accountPath(_ resource: String) -> String {
        "/2010-04-01/Accounts/\(Self.encoded(accountSID))/\(resource)"
    }

    func get(
        _ path: String, _ query: Fields = [], on host: Host = .api, largestAnswerBytes: Int
    ) async -> Outcome {
        let query = query.isEmpty ? "" : "?" + Self.form(query)
        return await call(.GET, path + query, on: host, body: nil, largestAnswerBytes: largestAnswerBytes)
    }

    func post(_ path: String, _ form: Fields, largestAnswerBytes: Int) async -> Outcome {
        await call(.POST, path, on: .api, body: Self.form(form), largestAnswerBytes: largestAnswerBytes)
    }

    private func call(
        _ method: HTTPMethod, _ path: String, on host: Host, body: String?, largestAnswerBytes: Int
    ) async -> Outcome {
        var headers = [("Accept", "application/json"), CarrierHTTP.basic(accountSID, authToken.value)]
        if body != nil {
            headers.append(("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"))
        }
        return await CarrierHTTP(carrier: "Twilio", client: client, timeout: timeout)
            .call(
                method, base(host) + path, headers: headers, body: body,
                largestAnswerBytes: largestAnswerBytes)
    }

    /// A path of the API as an address.
    func address(of path: String) -> String { base(.api) + path }

    private func base(_ host: Host) -> String {
        guard var base = apiURL, !base.isEmpty else { return host.rawValue }
        while base.hasSuffix("/") { base.removeLast() }
        return base
    }

    // MARK: Encoding

    static func form(_ fields: Fields) -> String { CarrierHTTP.form(fields) }

    static func encoded(_ text: String) -> String { CarrierHTTP.encoded(text) }
}
