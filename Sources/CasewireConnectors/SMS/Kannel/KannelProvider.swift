package import AsyncHTTPClient
package import Casewire
import NIOHTTP1

/// Sends through Kannel's sendsms service (User's Guide, "Using HTTP SMS Service Interface").
package struct KannelProvider: SMSProvider {
    private let username: String
    private let password: Secret
    /// Of sendsms itself: `http://127.0.0.1:13013/cgi-bin/sendsms`.
    private let apiURL: String
    private let http: CarrierHTTP

    /// All five kinds of receipts: delivered, not delivered, held, taken by the carrier, refused by it.
    private static let allReceipts = "31"

    package init(
        username: String, password: Secret, apiURL: String, client: HTTPClient,
        timeout: Duration = .seconds(30)
    ) {
        self.username = username
        self.password = password
        self.apiURL = apiURL
        http = CarrierHTTP(carrier: "Kannel", client: client, timeout: timeout)
    }

    /// Kannel gives a text no id, so ours stands for one: its receipts carry it.
    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        let size = Segments(of: text.body)
        let answer: CarrierAnswer
        switch await call([
            ("from", text.from.e164), ("to", text.to.e164), ("text", text.body), ("charset", "UTF-8"),
            // Kannel chooses no coding; with the default one, what GSM lacks becomes question marks.
            ("coding", size.encoding == .gsm7 ? "0" : "2"), ("dlr-mask", Self.allReceipts),
            ("dlr-url", Self.receiptURL(text)),
        ]) {
        case .answered(let answered): answer = answered
        case .notSent(let reason): throw .notTaken(reason: reason, retryAfter: nil)
        case .lost(let reason): throw .unknown(reason: reason)
        case .badAddress(let reason): throw .refused(code: nil, reason: reason)
        }
        let said = String(decoding: answer.body.prefix(200), as: UTF8.self)
        switch answer.status {
        case 200..<300: return AcceptedText(providerID: text.id, segments: nil)
        case 300..<400:
            throw .refused(
                code: nil, reason: "The API address leads elsewhere. Enter the address that it leads to.")
        case 401, 403:
            throw .refused(
                code: "403", reason: "Kannel refuses the user or password of sendsms. It says: \(said)")
        case 404:
            throw .refused(
                code: "404", reason: "There is no sendsms at the API address; it ends in /cgi-bin/sendsms.")
        case 429, 503:
            throw .notTaken(
                reason: "Kannel takes no texts at the moment: \(said)",
                retryAfter: answer.retryAfterSeconds.map { .seconds(min(max($0, 0), 3600)) })
        case 400..<500: throw .refused(code: "\(answer.status)", reason: "Kannel refused the text: \(said)")
        default:
            throw .unknown(reason: "Kannel had an error (HTTP \(answer.status)); it may have taken the text.")
        }
    }

    /// Kannel fills in `%d`, `%A` and `%F`; our number has no plus, since a percent sign of ours would be one of its codes.
    private static func receiptURL(_ text: OutboundText) -> String {
        "\(text.receiptURL)&number=\(text.from.e164.dropFirst())&status=%d&reply=%A&id=%F"
    }

    package func texts(_ query: TextQuery) async throws(ListFailure) -> [ListedText] {
        throw .refused(reason: "Kannel keeps no list of texts.")
    }

    /// Kannel signs nothing: the key in the path is all that its calls show.
    package func call(_ probe: WebhookProbe) async -> WebhookProbe.Outcome {
        let phone = probe.number.phone.e164
        let query = CarrierHTTP.form([
            ("from", phone), ("to", phone), ("id", probe.id), ("charset", "UTF-8"), ("text", probe.text),
        ])
        return await http.call(.GET, probe.address + "?" + query).asProbe(of: probe.address)
    }

    /// Kannel is told in its own file where to bring texts; here its sendsms is asked whether it knows us.
    package func connect(_ number: PhoneNumber, to webhook: String) async throws(ListFailure)
        -> NumberConnection
    {
        // A receiver is missing on purpose: Kannel checks the user first, and then sends nothing.
        switch await call([("from", number.e164), ("to", ""), ("text", "")]) {
        case .notSent(let reason), .lost(let reason): throw .unavailable(reason: reason)
        case .badAddress(let reason): throw .refused(reason: reason)
        case .answered(let answer) where answer.status == 401 || answer.status == 403:
            throw .refused(reason: "Kannel refuses the user or password of sendsms.")
        case .answered(let answer) where answer.status == 404:
            throw .refused(reason: "There is no sendsms at the API address; it ends in /cgi-bin/sendsms.")
        case .answered(let answer) where answer.status >= 500:
            throw .unavailable(reason: "Kannel had an error (HTTP \(answer.status)).")
        case .answered: return NumberConnection(providerID: number.e164, obstacle: nil)
        }
    }

    private func call(_ fields: [(name: String, value: String)]) async -> CarrierHTTP.Outcome {
        let query = CarrierHTTP.form([("username", username), ("password", password.value)] + fields)
        return await http.call(.GET, "\(apiURL)?\(query)")
    }
}
