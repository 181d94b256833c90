import AsyncHTTPClient
import Casewire
import Foundation
import NIOCore
import NIOHTTP1

/// Calls Twilio's REST API with an account's credentials.
struct TwilioAPI: Sendable {
    enum Host: String, Sendable {
        case api = "https://api.twilio.com"
        case messaging = "https://messaging.twilio.com"
    }

    /// How a call ended.
    enum Outcome: Sendable {
        case answered(TwilioAnswer)
        /// Nothing of the call left this machine.
        case notSent(reason: String)
        /// The call left, and its answer was not seen.
        case lost(reason: String)
        /// The configured address is none.
        case badAddress(reason: String)
    }

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
        let base = base(host)
        var headers = HTTPHeaders([("User-Agent", "Casewire"), ("Accept", "application/json")])
        headers.add(
            name: "Authorization",
            value: "Basic " + Data("\(accountSID):\(authToken.value)".utf8).base64EncodedString())
        if body != nil {
            headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded; charset=utf-8")
        }
        let request: HTTPClient.Request
        do {
            request = try HTTPClient.Request(
                url: base + path, method: method, headers: headers, body: body.map { .string($0) })
        } catch {
            return .badAddress(reason: "\(base) is not an address that Twilio's API can be called at.")
        }
        let exchange = TwilioExchange(largestAnswerBytes: largestAnswerBytes)
        let task = client.execute(
            request: request, delegate: exchange, deadline: .now() + .milliseconds(timeout.inMilliseconds))
        do {
            return .answered(
                try await withTaskCancellationHandler {
                    try await task.get()
                } onCancel: {
                    task.cancel()
                })
        } catch {
            let reason = Self.reason(error, host: request.host, timeout: timeout)
            return exchange.hasLeft ? .lost(reason: reason) : .notSent(reason: reason)
        }
    }

    private func base(_ host: Host) -> String {
        guard var base = apiURL, !base.isEmpty else { return host.rawValue }
        while base.hasSuffix("/") { base.removeLast() }
        return base
    }

    private static func reason(_ error: any Error, host: String, timeout: Duration) -> String {
        if error is TwilioExchange.AnswerTooLong { return "\(host) gave an answer that is too long." }
        if error is TwilioExchange.Redirected { return "\(host) sent the call on to another address." }
        switch error as? HTTPClientError {
        case .deadlineExceeded, .readTimeout:
            return "\(host) did not answer within \(timeout.components.seconds) s."
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            return "\(host) did not accept a connection in time."
        case .cancelled: return "The call to \(host) was cut short."
        case .some: return "The connection to \(host) was closed before it answered."
        case nil:
            return String(reflecting: type(of: error)).contains("NIOSSL")
                ? "No secure connection to \(host): its certificate was not accepted."
                : "\(host) cannot be reached: check the network and the address."
        }
    }

    // MARK: Encoding

    static func form(_ fields: Fields) -> String {
        fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    /// Percent-encoded UTF-8 but for the unreserved characters (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
