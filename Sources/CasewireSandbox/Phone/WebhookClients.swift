import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The HTTP clients that call webhooks: one for each pair of time-outs in use, since a client has one pair.
package final class WebhookClients: Sendable {
    private struct Limits: Hashable {
        let connectMilliseconds: Int
        let readMilliseconds: Int
    }

    /// What came of one request.
    package enum Answer: Sendable {
        case answered(status: Int, contentType: String, body: String)
        case failed(WebhookAddress.Retried?, words: String)
        case tooLong
    }

    private let clients = Mutex<[Limits: HTTPClient]>([:])

    /// An answer of more bytes counts as a failure (error 11750).
    private static let bodyLimit = 64 * 1024

    package init() {}

    package func shutdown() async {
        let all = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        for client in all { try? await client.shutdown() }
    }

    /// One request, once. `within` bounds it as a whole.
    package func request(
        _ address: WebhookAddress, url: String, method: String, headers: [(String, String)], body: String?,
        within time: Duration
    ) async -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        do {
            return try await withThrowingTaskGroup(of: Answer.self) { [request] group in
                let client = client(for: address)
                group.addTask {
                    let response = try await client.execute(request, timeout: TimeAmount(time))
                    let body = try await response.body.collect(upTo: Self.bodyLimit)
                    return .answered(
                        status: Int(response.status.code),
                        contentType: response.headers.first(name: "content-type") ?? "",
                        body: String(buffer: body))
                }
                group.addTask {
                    try await Task.sleep(for: time)
                    return .failed(.read, words: "the answer took too long")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .failed(nil, words: "no answer")
            }
        } catch let error as HTTPClientError {
            return .failed(Self.kind(of: error), words: error.shortDescription)
        } catch is NIOTooManyBytesError {
            return .tooLong
        } catch let error as IOError where error.errnoCode != Self.refused {
            return .failed(nil, words: "the connection broke")
        } catch {
            return .failed(.connect, words: "no connection: \(error)")
        }
    }

    private static func kind(of error: HTTPClientError) -> WebhookAddress.Retried? {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: .connect
        case .readTimeout, .deadlineExceeded: .read
        default: nil
        }
    }

    private func client(for address: WebhookAddress) -> HTTPClient {
        let limits = Limits(
            connectMilliseconds: address.connectMilliseconds, readMilliseconds: address.readMilliseconds)
        return clients.withLock { clients in
            if let client = clients[limits] { return client }
            // A handful of override pairs is in use at once; beyond that, any client must do.
            if clients.count >= 32, let client = clients.values.first { return client }
            var configuration = HTTPClient.Configuration(
                redirectConfiguration: .disallow,
                timeout: .init(
                    connect: .milliseconds(Int64(limits.connectMilliseconds)),
                    read: .milliseconds(Int64(limits.readMilliseconds))))
            configuration.connectionPool.retryConnectionEstablishment = false
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
            configuration.connectionPool.idleTimeout = .seconds(5)
            configuration.httpVersion = .http1Only
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[limits] = client
            return client
        }
    }

    /// `ECONNREFUSED` of Linux.
    private static let refused: Int32 = 111
}
