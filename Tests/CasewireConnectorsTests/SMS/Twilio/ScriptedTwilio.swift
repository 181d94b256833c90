import AsyncHTTPClient
import Casewire
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import CasewireConnectors

/// A server on loopback that answers as a test says, and keeps what it was asked.
struct ScriptedTwilio: Sendable {
    struct Call: Sendable {
        let method: String
        let path: String
        let query: FormBody
        let form: FormBody
        let authorization: String?
        let contentType: String?
        let idempotencyKey: String?
        let body: [UInt8]

        /// The texts of a JSON body.
        var json: [String: String] {
            (try? JSONDecoder().decode([String: String].self, from: Data(body))) ?? [:]
        }
    }

    enum Answer: Sendable {
        case body(Int, String, headers: [(String, String)] = [])
        /// A head that promises more than comes before the connection ends.
        case cutShort
        /// Nothing, until the caller gives up.
        case silence
    }

    private struct Cut: Error {}

    final class Log: Sendable {
        private let kept = Mutex<[Call]>([])
        /// Ends with the test, and with it all silences: a server does not stop while it owes an answer.
        fileprivate let end = AsyncStream<Never>.makeStream()
        var calls: [Call] { kept.withLock(\.self) }
        func add(_ call: Call) { kept.withLock { $0.append(call) } }
    }

    /// Runs a test against the script; `answer` is given each call in turn.
    static func run(
        timeout: Duration = .seconds(20), answer: @escaping @Sendable (Call) -> Answer,
        test: @escaping @Sendable (TwilioProvider, Log) async throws -> Void
    ) async throws {
        try await serve(answer: answer) { url, client, log in
            let provider = TwilioProvider(
                accountSID: "AC1", authToken: Secret("token"), apiURL: url + "/", client: client,
                timeout: timeout)
            try await test(provider, log)
        }
    }

    /// The same for a connector of any carrier, which is given the server's address.
    static func serve(
        answer: @escaping @Sendable (Call) -> Answer,
        test: @escaping @Sendable (_ url: String, HTTPClient, Log) async throws -> Void
    ) async throws {
        let log = Log()
        let router = Router()
        for path in ["/**", "/"] {
            for method in [HTTPRequest.Method.get, .post, .patch] {
                router.on(.init(path), method: method) { request, _ in try await reply(request, log, answer) }
            }
        }

        try await Application(router: router).test(.live) { server in
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
            defer { log.end.continuation.finish() }
            do {
                try await test("http://127.0.0.1:\(server.port ?? 0)", client, log)
            } catch {
                try await client.shutdown()
                throw error
            }
            try await client.shutdown()
        }
    }

    private static func reply(
        _ request: Request, _ log: Log, _ answer: @Sendable (Call) -> Answer
    ) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 1_000_000)
        let call = Call(
            method: request.method.rawValue, path: request.uri.path,
            query: FormBody(decoding: (request.uri.query ?? "").utf8),
            form: FormBody(decoding: bytes.readableBytesView),
            authorization: request.headers[.authorization], contentType: request.headers[.contentType],
            idempotencyKey: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] },
            body: Array(bytes.readableBytesView))
        log.add(call)
        switch answer(call) {
        case .body(let status, let text, let headers):
            var response = Response(
                status: .init(code: status), body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
            for (name, value) in headers {
                if let name = HTTPField.Name(name) { response.headers[name] = value }
            }
            return response
        case .cutShort:
            return Response(
                status: .created,
                body: ResponseBody(contentLength: 100) { writer in
                    try await writer.write(ByteBuffer(string: #"{"sid":"#))
                    throw Cut()
                })
        case .silence:
            for await _ in log.end.stream {}
            throw Cut()
        }
    }
}

extension OutboundText {
    static func sample(_ body: String = "Hello") throws -> OutboundText {
        OutboundText(
            id: "m1", from: try .sample("+15550001000"), to: try .sample("+15550002000"), body: body,
            receiptURL: "https://support.example.com/webhooks/twilio/status?message=m1")
    }
}

extension PhoneNumber {
    struct NotANumber: Error {}

    static func sample(_ e164: String) throws -> PhoneNumber {
        guard let number = PhoneNumber(e164: e164) else { throw NotANumber() }
        return number
    }
}
