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

/// The connector against the simulated carrier, which was written from the vendor's documents by themselves.
struct TwilioSandboxTests {
    private static let ours = "+15550001000"
    private static let phone = "+15557650001"

    @Test func `a text goes out, its signed receipts come back, and the list has it`() async throws {
        try await World.run { world in
            let accepted = try await world.twilio.send(try world.text("Your order has shipped."))
            #expect(accepted.providerID.hasPrefix("SM"))
            #expect(accepted.segments == 1)
            await world.sandbox.idle()

            let receipts = world.receipts
            #expect(receipts.map(\.status).sorted() == ["delivered", "sent"])
            #expect(receipts.allSatisfy { $0.providerID == accepted.providerID && $0.messageID == "m1" })

            let listed = try await world.twilio.texts(try world.query(.sentByUs))
            #expect(listed.map(\.providerID) == [accepted.providerID])
            #expect(listed.first?.body == "Your order has shipped.")
            #expect(listed.first?.status == "delivered")
        }
    }

    @Test func `a connected number brings its texts, signed`() async throws {
        try await World.run { world in
            let connection = try await world.twilio.connect(
                try .sample(Self.ours), to: world.base + "/webhooks/twilio")
            #expect(connection.providerID.hasPrefix("PN"))
            #expect(connection.obstacle == nil)
            let body = "Where is my order? café 😀 & 100%=ok + more "
            try await world.order(
                "texts", #"{"from":"\#(Self.phone)","to":"\#(Self.ours)","body":"\#(body)"}"#)
            await world.sandbox.idle()

            #expect(world.texts.map(\.body) == [body])
            #expect(world.texts.first?.from == Self.phone)
            #expect(world.texts.first?.to == Self.ours)
            let listed = try await world.twilio.texts(try world.query(.receivedByUs))
            #expect(listed.map(\.providerID) == world.texts.map(\.providerID))
        }
    }

    @Test func `a receipt that could not be taken is brought again`() async throws {
        try await World.run { world in
            world.refuse(2)
            _ = try await world.twilio.send(try world.text("Your order has shipped."))
            await world.sandbox.idle()
            #expect(world.receipts.map(\.status).sorted() == ["delivered", "sent"])
            #expect(world.refusalsLeft == 0)
        }
    }

    @Test func `the list says how many attachments a text has`() async throws {
        try await World.run { world in
            try await world.order(
                "texts",
                #"{"from":"\#(Self.phone)","to":"\#(Self.ours)","body":"Look","media":["https://example.com/a.jpg"]}"#
            )
            await world.sandbox.idle()
            let since = try world.query(.receivedByUs)
            let listed = try await world.twilio.texts(
                TextQuery(
                    direction: .receivedByUs, number: since.number, contact: nil, since: since.since,
                    until: since.since + .seconds(600)))
            #expect(listed.map(\.mediaCount) == [1])
        }
    }

    @Test(arguments: [("+15005550001", "21211"), ("+15005550004", "21610"), ("+15005550009", "21614")])
    func `refusals carry their codes`(to: String, code: String) async throws {
        try await World.run { world in
            await #expect(throws: SendFailure.refused(code: code, reason: TwilioErrorText.words(for: code))) {
                try await world.twilio.send(try world.text("Hello", to: to))
            }
        }
    }

    @Test(arguments: [
        (#"{"kind":"outage","count":1,"status":0}"#, true, 0), (#"{"kind":"outage","count":1}"#, true, 0),
        (#"{"kind":"error","count":1,"status":500}"#, true, 0),
        (#"{"kind":"error","count":1,"status":429}"#, false, 0),
        (#"{"kind":"timeout_after_success","count":1,"seconds":0}"#, true, 1),
    ])
    func `an outcome that was not seen is unknown, and found or not in the list`(
        fault: String, isUnknown: Bool, listed: Int
    ) async throws {
        try await World.run { world in
            try await world.order("faults", fault)
            do {
                _ = try await world.twilio.send(try world.text("Once"))
                Issue.record("The text was accepted.")
            } catch let failure as SendFailure {
                switch failure {
                case .unknown: #expect(isUnknown)
                case .notTaken: #expect(!isUnknown)
                case .refused(_, let reason): Issue.record("Refused: \(reason)")
                }
            }
            await world.sandbox.idle()
            let found = try await world.twilio.texts(try world.query(.sentByUs))
            #expect(found.map(\.body) == Array(repeating: "Once", count: listed))
        }
    }

    @Test func `wrong credentials are refused, in sending and in listing`() async throws {
        try await World.run { world in
            let stranger = TwilioProvider(
                accountSID: world.sandbox.accountSid, authToken: Secret("wrong"),
                apiURL: world.twilio.api.apiURL,
                client: world.client)
            await #expect(
                throws: SendFailure.refused(code: "20003", reason: TwilioErrorText.words(for: "20003"))
            ) {
                try await stranger.send(try world.text("Hello"))
            }
            await #expect(throws: ListFailure.refused(reason: TwilioErrorText.words(for: "20003"))) {
                try await stranger.texts(try world.query(.sentByUs))
            }
        }
    }

    /// A simulated carrier, the connector for it, and a server that takes its webhooks if they are genuine.
    private struct World: Sendable {
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

        static func run(_ test: @escaping @Sendable (World) async throws -> Void) async throws {
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
                    let world = World(
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

        private static func number(of sandbox: CarrierSandbox) throws -> Number {
            Number(
                id: Number.ID(rawValue: "n"), phone: try .sample(TwilioSandboxTests.ours), provider: .twilio,
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
            #expect(response.status == .created)
        }

        func text(_ body: String, to phone: String = TwilioSandboxTests.phone) throws -> OutboundText {
            OutboundText(
                id: "m1", from: try .sample(TwilioSandboxTests.ours), to: try .sample(phone), body: body,
                receiptURL: base + "/webhooks/twilio/status?message=m1")
        }

        func query(_ direction: TextQuery.Direction) throws -> TextQuery {
            TextQuery(
                direction: direction, number: try .sample(TwilioSandboxTests.ours),
                contact: try .sample(TwilioSandboxTests.phone),
                since: Timestamp(Date(timeIntervalSinceNow: -300)))
        }
    }
}
