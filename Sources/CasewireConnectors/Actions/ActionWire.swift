import AsyncHTTPClient
package import Casewire
import Glibc
import NIOCore
import NIOHTTP1

/// Makes the calls of actions and webhooks over the network: at one address that was looked at, up to 16 KB, within a time, and no further than
/// the host that was declared.
package struct ActionWire: ActionCaller {
    /// The addresses of a host.
    private let resolve: @Sendable (String) async -> [String]

    package init() {
        self.init(resolve: PublicAddress.resolve)
    }

    init(resolve: @escaping @Sendable (String) async -> [String]) {
        self.resolve = resolve
    }

    package func call(_ request: ActionRequest) async throws(ActionFailure) -> ActionAnswer {
        let client: HTTPClient
        do {
            client = try await PinnedHost(
                name: request.host, allowsPrivate: request.allowsPrivateHost,
                // Shorter than the whole, so that a host that is not there is told from one that does not answer.
                connectTimeout: min(.seconds(5), request.timeout / 2), resolve: resolve
            ).client()
        } catch {
            switch error {
            case .unknown: throw .notSent(reason: Self.sentence(error.words))
            case .isPrivate:
                throw .notSent(
                    reason: Self.sentence(error.words) + " Allow that where it is meant.")
            }
        }
        let outcome: Result<MediaAnswer, ActionFailure>
        do { outcome = .success(try await ask(request, with: client)) } catch { outcome = .failure(error) }
        // What cannot be closed is closed with the process; the answer is known.
        try? await client.shutdown()
        return try read(outcome.get(), of: request)
    }

    private func ask(_ request: ActionRequest, with client: HTTPClient) async throws(ActionFailure)
        -> MediaAnswer
    {
        var headers = HTTPHeaders([("User-Agent", "Casewire"), ("Accept", "application/json, text/*;q=0.5")])
        for header in request.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        let call: HTTPClient.Request
        do {
            call = try HTTPClient.Request(
                url: request.url, method: HTTPMethod(rawValue: request.method), headers: headers,
                body: request.body.map { .bytes($0) })
        } catch {
            throw .notSent(reason: "The URL is not an address.")
        }
        let exchange = MediaExchange(largestBytes: ActionRequest.largestAnswerBytes, wanted: 200..<600)
        do {
            let task = client.execute(
                request: call, delegate: exchange,
                deadline: .now() + .milliseconds(request.timeout.inMilliseconds))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch is MediaExchange.TooLarge {
            throw .refused(reason: "\(request.host) answered with more than 16 KB.")
        } catch {
            throw Self.failure(error, of: request)
        }
    }

    private func read(_ answer: MediaAnswer, of request: ActionRequest) throws(ActionFailure) -> ActionAnswer
    {
        guard !(300..<400).contains(answer.status) else {
            throw .refused(
                reason: "\(request.host) sent the call on (\(answer.status)), which is not followed.")
        }
        let type = (answer.contentType ?? "").lowercased()
        guard
            request.takesAnyType || answer.content.isEmpty || type.contains("json") || type.hasPrefix("text/")
        else {
            throw .refused(reason: "\(request.host) answered with neither JSON nor text.")
        }
        return ActionAnswer(status: answer.status, contentType: answer.contentType, content: answer.content)
    }

    /// Whether anything can have reached the host decides what is told of the failure.
    private static func failure(_ error: any Error, of request: ActionRequest) -> ActionFailure {
        let seconds = request.timeout.inMilliseconds / 1000
        switch error as? HTTPClientError {
        case .deadlineExceeded?, .readTimeout?:
            return .unknown(reason: "\(request.host) did not answer within \(seconds) s.")
        case .connectTimeout?, .getConnectionFromPoolTimeout?, .tlsHandshakeTimeout?:
            return .notSent(reason: "\(request.host) did not accept a connection in time.")
        case .cancelled?: return .unknown(reason: "The call to \(request.host) was cut short.")
        case .some: return .unknown(reason: "\(request.host) closed the connection before it had answered.")
        case nil: break
        }
        let kind = String(reflecting: type(of: error))
        if kind.contains("NIOSSL") {
            return .notSent(
                reason: "No secure connection to \(request.host): its certificate was not accepted.")
        }
        let isRefused = (error as? IOError).map {
            [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains($0.errnoCode)
        }
        return isRefused ?? kind.contains("NIOConnectionError")
            ? .notSent(reason: "\(request.host) cannot be reached: check the address and the network.")
            : .unknown(reason: "The connection to \(request.host) failed.")
    }

    private static func sentence(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
