import AsyncHTTPClient
import Casewire
import Foundation
import NIOCore
import NIOHTTP1

/// Calls a carrier's API and tells apart what surely did not leave from what may have arrived.
struct CarrierHTTP: Sendable {
    /// How a call ended.
    enum Outcome: Sendable {
        case answered(CarrierAnswer)
        /// Nothing of the call left this machine.
        case notSent(reason: String)
        /// The call left, and its answer was not seen.
        case lost(reason: String)
        /// The configured address is none.
        case badAddress(reason: String)
    }

    /// For people.
    let carrier: String
    /// Must not follow redirects.
    let client: HTTPClient
    let timeout: Duration
    /// One message is some kilobytes.
    static let largestAnswerBytes = 256 * 1024

    func call(
        _ method: HTTPMethod, _ url: String, headers: [(String, String)] = [], body: String? = nil,
        largestAnswerBytes: Int = Self.largestAnswerBytes
    ) async -> Outcome {
        var all = HTTPHeaders([("User-Agent", "Casewire")])
        for (name, value) in headers { all.add(name: name, value: value) }
        let request: HTTPClient.Request
        do {
            request = try HTTPClient.Request(
                url: url, method: method, headers: all, body: body.map { .string($0) })
        } catch {
            let address = url.prefix { $0 != "?" }
            return .badAddress(reason: "\(address) is not an address that \(carrier)'s API can be called at.")
        }
        let exchange = CarrierExchange(largestAnswerBytes: largestAnswerBytes)
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
            let reason = reason(error, host: request.host)
            return exchange.hasLeft ? .lost(reason: reason) : .notSent(reason: reason)
        }
    }

    private func reason(_ error: any Error, host: String) -> String {
        if error is CarrierExchange.AnswerTooLong { return "\(host) gave an answer that is too long." }
        if error is CarrierExchange.Redirected { return "\(host) sent the call on to another address." }
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

    /// An answer to a question that changes nothing, where it is a success.
    func success(_ outcome: Outcome, refusal: (CarrierAnswer) -> String) throws(ListFailure) -> CarrierAnswer
    {
        switch outcome {
        case .notSent(let reason), .lost(let reason): throw .unavailable(reason: reason)
        case .badAddress(let reason): throw .refused(reason: reason)
        case .answered(let answer):
            switch answer.status {
            case 200..<300: return answer
            case 300..<400:
                throw .refused(reason: "The API address leads elsewhere. Enter the address that it leads to.")
            case 408, 429: throw .unavailable(reason: "\(carrier) is called too often, or too slowly.")
            case 400..<500: throw .refused(reason: refusal(answer))
            default: throw .unavailable(reason: "\(carrier) had an error (HTTP \(answer.status)).")
            }
        }
    }

    // MARK: Encoding

    static func form(_ fields: [(name: String, value: String)]) -> String {
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
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func basic(_ user: String, _ password: String) -> (String, String) {
        ("Authorization", "Basic " + Data("\(user):\(password)".utf8).base64EncodedString())
    }
}

extension CarrierHTTP.Outcome {
    /// What a call of our own webhook came to, in words with what to do.
    func asProbe(of address: String) -> WebhookProbe.Outcome {
        switch self {
        case .notSent(let reason), .lost(let reason), .badAddress(let reason):
            return .failed(
                "This server cannot be reached at \(address.publicPart): \(reason) Check CASEWIRE_PUBLIC_URL, DNS and the proxy."
            )
        case .answered(let answer):
            switch answer.status {
            case 200..<300: return .answered
            case 300..<400:
                return .failed(
                    "\(address.publicPart) leads elsewhere (HTTP \(answer.status)). Set CASEWIRE_PUBLIC_URL to where it leads."
                )
            case 403:
                return .failed(
                    """
                    A signed call to \(address.publicPart) was refused. A proxy changes the address or the body on its way, or \
                    the account's token is not its primary one.
                    """)
            default:
                return .failed(
                    "\(address.publicPart) answered HTTP \(answer.status) to a call like the carrier's. Check the proxy in front of this server."
                )
            }
        }
    }
}

extension String {
    /// A URL's beginning, without a path that may hold a secret.
    fileprivate var publicPart: Substring {
        guard let scheme = range(of: "://"), let path = self[scheme.upperBound...].firstIndex(of: "/") else {
            return self[...]
        }
        return self[..<path]
    }
}
