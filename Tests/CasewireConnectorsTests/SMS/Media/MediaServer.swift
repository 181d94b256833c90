import AsyncHTTPClient
import Casewire
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization

@testable import CasewireConnectors

/// A server on loopback that gives files as a test says, and keeps who asked with which credentials.
struct MediaServer: Sendable {
    struct Call: Sendable, Hashable {
        let path: String
        let authorization: String?
    }

    final class Log: Sendable {
        private let kept = Mutex<[Call]>([])
        /// Ends with the test, and with it all that drips.
        fileprivate let end = AsyncStream<Never>.makeStream()
        var calls: [Call] { kept.withLock(\.self) }
        func add(_ call: Call) { kept.withLock { $0.append(call) } }
        func waitForEnd() async { for await _ in end.stream {} }
    }

    let url: String
    let client: HTTPClient
    let log: Log

    static func run(
        _ answer: @escaping @Sendable (String, Log) async throws -> Response,
        test: @escaping @Sendable (MediaServer) async throws -> Void
    ) async throws {
        let log = Log()
        let router = Router()
        router.get("/**") { request, _ in
            log.add(Call(path: request.uri.path, authorization: request.headers[.authorization]))
            return try await answer(request.uri.path, log)
        }
        var logger = Logger(label: "media")
        logger.logLevel = .critical
        try await Application(router: router, logger: logger).test(.live) { server in
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
            defer { log.end.continuation.finish() }
            do {
                try await test(
                    MediaServer(url: "http://127.0.0.1:\(server.port ?? 0)", client: client, log: log))
            } catch {
                try await client.shutdown()
                throw error
            }
            try await client.shutdown()
        }
    }

    /// Twilio's connector, for which this server was given.
    func twilio(timeout: Duration = .seconds(20)) -> TwilioProvider {
        TwilioProvider(
            accountSID: "AC1", authToken: Secret("token"), apiURL: url, client: client, timeout: timeout)
    }

    func fetch(
        _ path: String, timeout: Duration = .seconds(20), largestBytes: Int = 1000
    ) async throws(MediumFailure) -> FetchedMedium {
        try await twilio(timeout: timeout).fetch(
            InboundText.Media(url: url + path, contentType: "image/jpeg"), largestBytes: largestBytes)
    }
}

extension Response {
    static func file(_ bytes: [UInt8], type: String = "image/jpeg") -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func on(to location: String) -> Response {
        Response(status: .temporaryRedirect, headers: [.location: location])
    }
}
