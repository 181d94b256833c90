import CasewireSandbox
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing

/// A carrier whose clock jumps over every wait, and a client that signs in to it.
struct CarrierWorld: Sendable {
    let sandbox: CarrierSandbox
    let client: any TestClientProtocol

    static let number = "+15550001000"
    static let phone = "+15557650001"
    static let start = Date(timeIntervalSince1970: 1_795_421_730)  // Mon, 23 Nov 2026 08:15:30 +0000

    static func run(
        numbers: [String] = [number], folder: String? = nil,
        _ test: @Sendable (CarrierWorld) async throws -> Void
    ) async throws {
        var logger = Logger(label: "carrier")
        logger.logLevel = .critical
        let now = Mutex(start)
        let sandbox = try CarrierSandbox(
            CarrierConfiguration(port: 0, folder: folder, numbers: numbers),
            clock: SandboxClock(
                now: { now.withLock { $0 } },
                sleep: { time in
                    now.withLock { $0 += Double(time.components.seconds) }
                    await Task.yield()
                }),
            logger: logger)
        try await sandbox.application().test(.router) { client in
            try await test(CarrierWorld(sandbox: sandbox, client: client))
        }
    }

    var account: String { "/2010-04-01/Accounts/\(sandbox.accountSid)" }

    static func authorization(_ user: String, _ password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    /// A request to the REST API with the account's credentials.
    func rest(
        _ method: HTTPRequest.Method, _ path: String, _ fields: [(String, String)] = []
    ) async throws -> Answer {
        var headers: HTTPFields = [
            .authorization: Self.authorization(sandbox.accountSid, sandbox.authToken)
        ]
        var body: ByteBuffer?
        if !fields.isEmpty {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = ByteBuffer(string: FormFields(fields).encoded)
        }
        return try await Answer(client.execute(uri: path, method: method, headers: headers, body: body))
    }

    func send(_ fields: [(String, String)]) async throws -> Answer {
        try await rest(.post, account + "/Messages.json", fields)
    }

    func send(_ body: String, to phone: String = phone, callback: String? = nil) async throws -> Answer {
        try await send(
            [("To", phone), ("From", Self.number), ("Body", body)]
                + (callback.map { [("StatusCallback", $0)] } ?? []))
    }

    /// A request to a `/sandbox/` address.
    func script(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil
    ) async throws -> Answer {
        try await Answer(
            client.execute(uri: path, method: method, body: json.map { ByteBuffer(string: $0) }))
    }

    /// The phone sends a text.
    @discardableResult
    func text(_ body: String, from phone: String = phone, to number: String = number) async throws -> String {
        let json = try JSONEncoder().encode(["from": phone, "to": number, "body": body])
        let answer = try await script(.post, "/sandbox/texts", String(decoding: json, as: UTF8.self))
        #expect(answer.status == 201)
        return try #require(answer["sid"])
    }

    func hook(_ url: String, number: String = number, more: String = "") async throws {
        let answer = try await script(
            .post, "/sandbox/numbers", #"{"number": "\#(number)", "sms_url": "\#(url)"\#(more)}"#)
        #expect(answer.status < 300)
    }

    /// What the phone shows, each text as "> text" or "< text".
    func seen(by phone: String = phone) async throws -> [String] {
        let answer = try await script(.get, "/sandbox/texts?phone=\(phone)")
        return answer.items.map {
            ($0["direction"] as? String == "from_phone" ? "> " : "< ") + ($0["body"] as? String ?? "?")
        }
    }

    func alerts() async throws -> [Int] {
        try await script(.get, "/sandbox/alerts").items.compactMap { $0["code"] as? Int }
    }
}

/// An answer, its body read as a JSON object where it is one.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String
    let json: [String: Any]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
        json = (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
    }

    subscript(name: String) -> String? { json[name] as? String }
    var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
    var messages: [[String: Any]] { json["messages"] as? [[String: Any]] ?? [] }
    var bodies: [String] { messages.compactMap { $0["body"] as? String } }
    var code: Int? { json["code"] as? Int }
}

/// A small server that webhooks are sent to; it keeps every request and answers as told.
final class Receiver: Sendable {
    struct Call: Sendable {
        let method: String
        let path: String
        let url: String
        let fields: FormFields
        let headers: HTTPFields

        var signature: String? { HTTPField.Name("X-Twilio-Signature").flatMap { headers[$0] } }
        var token: String? { HTTPField.Name("I-Twilio-Idempotency-Token").flatMap { headers[$0] } }
    }

    struct Reply: Sendable {
        var status = 200
        var type: String? = "text/xml"
        var body = "<Response/>"
        /// The answer is held back until `release` is called.
        var isHeld = false
    }

    private let kept = Mutex<[Call]>([])
    private let answer: @Sendable (Call, Int) -> Reply

    /// `answer` is given each call and how many came before it.
    init(_ answer: @escaping @Sendable (Call, Int) -> Reply = { _, _ in Reply() }) {
        self.answer = answer
    }

    var calls: [Call] { kept.withLock { $0 } }

    private let gate = AsyncStream.makeStream(of: Void.self)

    /// Lets every answer go that is held back.
    func release() { gate.continuation.finish() }

    /// Runs the server; `test` gets its address without a path.
    func run(_ test: @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        router.on("/**", method: .post) { request, _ in try await self.receive(request) }
        router.on("/**", method: .get) { request, _ in try await self.receive(request) }
        var logger = Logger(label: "receiver")
        logger.logLevel = .critical
        try await Application(router: router, logger: logger).test(.live) { client in
            try await test("http://localhost:\(try #require(client.port))")
        }
    }

    private func receive(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 1_000_000)
        let call = Call(
            method: request.method.rawValue, path: request.uri.path,
            url: "http://\(request.head.authority ?? "")\(request.head.path ?? "")",
            fields: FormFields(decoding: body.readableBytesView), headers: request.headers)
        let before = kept.withLock { kept in
            kept.append(call)
            return kept.count - 1
        }
        let reply = answer(call, before)
        if reply.isHeld { for await _ in gate.stream {} }
        var headers: HTTPFields = [:]
        if let type = reply.type { headers[.contentType] = type }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: reply.body)))
    }
}
