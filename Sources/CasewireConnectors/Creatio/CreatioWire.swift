package import AsyncHTTPClient
import Casewire
import Foundation
import NIOCore
import NIOHTTP1

/// One request to a site or its identity service.
struct CreatioRequest: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST", patch = "PATCH", delete = "DELETE" }

    let method: Method
    let url: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?
    let timeout: Duration
    /// A longer answer is refused.
    let largestAnswerBytes: Int
}

/// Carries requests, and turns whatever the network does into a failure that a caller can act on.
struct CreatioWire: Sendable {
    let client: HTTPClient

    /// Sends a request once; a read that meets a connection the site had closed is sent once more.
    ///
    /// Redirects are never followed, since an expired session is told by one.
    func send(_ request: CreatioRequest) async throws(CaseSystemFailure) -> CreatioAnswer {
        do {
            return try await exchange(request)
        } catch let error as HTTPClientError where error == .remoteConnectionClosed && request.method == .get
        {
            do {
                return try await exchange(request)
            } catch {
                throw Self.failure(error, request)
            }
        } catch {
            throw Self.failure(error, request)
        }
    }

    private func exchange(_ request: CreatioRequest) async throws -> CreatioAnswer {
        var headers = HTTPHeaders([("User-Agent", "Casewire")])
        for header in request.headers { headers.add(name: header.name, value: header.value) }
        let outgoing = try HTTPClient.Request(
            url: request.url, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
            body: request.body.map { .bytes($0) })
        let accumulator = ResponseAccumulator(request: outgoing, maxBodySize: request.largestAnswerBytes)
        let task = client.execute(
            request: outgoing, delegate: accumulator,
            deadline: .now() + .milliseconds(request.timeout.inMilliseconds))
        let response = try await withTaskCancellationHandler {
            try await task.get()
        } onCancel: {
            task.cancel()
        }
        return CreatioAnswer(response)
    }

    private static func failure(_ error: any Error, _ request: CreatioRequest) -> CaseSystemFailure {
        let host = request.url.text(between: "://", and: "/") ?? "the site"
        let seconds = request.timeout.inMilliseconds / 1000
        guard let error = error as? HTTPClientError else {
            if error is ResponseAccumulator.ResponseTooBigError {
                return .unavailable(
                    reason: "\(host) answered with more than \(request.largestAnswerBytes) bytes")
            }
            let isCertificate = String(reflecting: type(of: error)).contains("NIOSSL")
            return .unavailable(
                reason: isCertificate
                    ? "No secure connection to \(host): its certificate or TLS version was not accepted"
                    : "\(host) cannot be reached: check the address and the network")
        }
        switch error {
        case .cancelled: return .unavailable(reason: "The request to \(host) was cancelled")
        case .deadlineExceeded, .readTimeout:
            return .unavailable(reason: "\(host) did not answer within \(seconds) s")
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            return .unavailable(reason: "\(host) did not accept a connection in time")
        case .remoteConnectionClosed, .uncleanShutdown:
            return .unavailable(reason: "\(host) closed the connection before it answered")
        case .invalidURL, .emptyHost, .emptyScheme:
            return .signInRefused(reason: "“\(host)” is not an address")
        default: return .unavailable(reason: "\(host) could not be asked: \(error.shortDescription)")
        }
    }
}

extension CreatioAnswer {
    init(_ response: HTTPClient.Response) {
        status = Int(response.status.code)
        contentType =
            (response.headers.first(name: "Content-Type") ?? "").prefix { $0 != ";" }.trimmed.lowercased()
        location = response.headers.first(name: "Location")
        retryAfter = response.headers.first(name: "Retry-After")
        cookies = response.headers["Set-Cookie"]
        body = response.body.map { Array($0.readableBytesView) } ?? []
        if response.history.count > 1, let last = response.history.last {
            // The client handed over follows redirects after all: report the redirect instead of the page it led to.
            status = 302
            location = last.request.url.absoluteString
        }
    }
}

extension HTTPClient.Configuration {
    /// How a client for Creatio sites is set up: redirects are answers, and a dead host is given up soon.
    package static var creatio: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        return configuration
    }
}
