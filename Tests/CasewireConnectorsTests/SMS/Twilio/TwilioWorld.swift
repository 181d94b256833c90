import AsyncHTTPClient
import Casewire
import CasewireSandbox
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import CasewireConnectors

/// A simulated carrier, the connector for it, and a server that takes its webhooks if they are genuine.
struct TwilioWorld: Sendable {
    static let ours = "+15550001000"
    static let phone = "+15557650001"

    let sandbox: CarrierSandbox
    let sandboxURL: String
    let base: String
    let client: HTTPClient
    let twilio: TwilioProvider
    private let inbox: Inbox

    private final class Inbox: Sendable {
        let texts = Mutex<[InboundText]>([])
        let receipts = Mutex<[Receipt]>([])
        let refusals = Mutex(0)
    }

    var texts: [InboundText] { inbox.texts.withLock { $0 } }
    var receipts: [Receipt] { inbox.receipts.withLock { $0 } }
    var refusalsLeft: Int { inbox.refusals.withLock { $0 } }

    /// Has the next calls answered as by a server whose database is away.
    func refuse(_ calls: Int) { inbox.refusals.withLock { $0 = calls } }

    static func run(_ test: @escaping @Sendable (TwilioWorld) async throws -> Void) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let sandbox = try CarrierSandbox(
            CarrierConfiguration(port: 0, stepDelay: .zero), logger: logger)
        let inbox = Inbox()
        let base = Mutex("")
        let router = Router()
        for path in ["/webhooks/twilio", "/webhooks/twilio/status"] {
            router.post(.init(path)) { request, _ -> HTTPResponse.Status in
                let body = Array(try await request.body.collect(upTo: 100_000).readableBytesView)
                return take(
                    body, request, url: base.withLock { $0 } + request.uri.description,
                    number: try number(of: sandbox), inbox)
            }
        }
        try await Application(router: router, logger: logger).test(.live) { receiver in
            let address = "http://127.0.0.1:\(receiver.port ?? 0)"
            base.withLock { $0 = address }
            try await sandbox.application().test(.live) { carrier in
                let client = HTTPClient(
                    eventLoopGroupProvider: .singleton,
                    configuration: .init(redirectConfiguration: .disallow))
                let url = "http://127.0.0.1:\(carrier.port ?? 0)"
                let world = TwilioWorld(
                    sandbox: sandbox, sandboxURL: url, base: address, client: client,
                    twilio: TwilioProvider(
                        accountSID: sandbox.accountSid, authToken: Secret(sandbox.authToken), apiURL: url,
                        client: client),
                    inbox: inbox)
                do {
                    try await test(world)
                } catch {
                    try await client.shutdown()
                    throw error
                }
                try await client.shutdown()
            }
        }
    }

    static func sampleNumber() throws -> Number {
        Number(
            id: Number.ID(rawValue: "n"), phone: try .sample(ours), provider: .twilio, account: "AC1",
            secret: Secret("token"), apiURL: nil, autopilot: true)
    }

    static func number(of sandbox: CarrierSandbox) throws -> Number {
        Number(
            id: Number.ID(rawValue: "n"), phone: try .sample(TwilioWorld.ours), provider: .twilio,
            account: sandbox.accountSid, secret: Secret(sandbox.authToken), apiURL: nil, autopilot: true)
    }

    private static func take(
        _ body: [UInt8], _ request: Request, url: String, number: Number, _ inbox: Inbox
    ) -> HTTPResponse.Status {
        let isRefused = inbox.refusals.withLock { refusals in
            defer { refusals = max(0, refusals - 1) }
            return refusals > 0
        }
        if isRefused { return .serviceUnavailable }
        let headers = request.headers
        let call = WebhookCall(
            method: "POST", address: request.uri.path.hasSuffix("/status") ? .receipts : .texts, url: url,
            body: body, receivedAt: Timestamp(Date())
        ) { name in HTTPField.Name(name).flatMap { headers[$0] } }
        guard TwilioWebhooks().isGenuine(call, for: number),
            let content = try? TwilioWebhooks().read(call)
        else { return .forbidden }
        switch content.event {
        case .text(let text): inbox.texts.withLock { $0.append(text) }
        case .receipt(let receipt): inbox.receipts.withLock { $0.append(receipt) }
        case .part, .other: return .badRequest
        }
        return .ok
    }

    /// Tells the sandbox what happens: a phone's text, or a fault.
    func order(_ what: String, _ json: String) async throws {
        var request = HTTPClientRequest(url: "\(sandboxURL)/sandbox/\(what)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: json))
        let response = try await client.execute(request, timeout: .seconds(20))
        #expect(response.status == .created || response.status == .ok)
    }

    func text(_ body: String, to phone: String = TwilioWorld.phone) throws -> OutboundText {
        OutboundText(
            id: "m1", from: try .sample(TwilioWorld.ours), to: try .sample(phone), body: body,
            receiptURL: base + "/webhooks/twilio/status?message=m1")
    }

    func query(_ direction: TextQuery.Direction) throws -> TextQuery {
        TextQuery(
            direction: direction, number: try .sample(TwilioWorld.ours),
            contact: try .sample(TwilioWorld.phone),
            since: Timestamp(Date(timeIntervalSinceNow: -300)))
    }
}
