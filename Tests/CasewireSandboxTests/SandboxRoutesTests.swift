import CasewireSandbox
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@Suite struct SandboxRoutesTests {
    private final class Waits: Sendable {
        let all = Mutex<[Duration]>([])
    }

    private func application(
        handled: Waits = Waits(), waits: Waits = Waits(), faults: FaultPlan = FaultPlan(),
        log: RequestLog = RequestLog()
    ) -> Application<RouterResponder<SandboxContext>> {
        let clock = SandboxClock(
            now: { Date(timeIntervalSince1970: 1_700_000_000) },
            sleep: { time in waits.all.withLock { $0.append(time) } })
        let router = Router(context: SandboxContext.self)
        router.add(
            middleware: SandboxMiddleware(
                log: log, faults: faults, clock: clock, isPage: { $0 == "/" },
                failure: { SandboxJSON.problem("ordered", status: $0) }))
        SandboxRoutes(log: log, faults: faults).add(to: router)
        router.get("/") { _, _ in "page" }
        router.get("/api/thing") { _, _ in
            handled.all.withLock { $0.append(.zero) }
            return "thing"
        }
        return Application(router: router)
    }

    private struct Listed: Decodable {
        struct Item: Decodable, Equatable {
            let number: Int
            let at: String
            let method: String
            let path: String
            let query: String?
            let status: Int
        }
        let items: [Item]
    }

    @Test func `requests to the interface are logged, pages and sandbox addresses are not`() async throws {
        try await application().test(.router) { client in
            try await client.execute(uri: "/", method: .get) { #expect($0.status == .ok) }
            try await client.execute(uri: "/api/thing?a=1", method: .get) { #expect($0.status == .ok) }
            try await client.execute(uri: "/api/nothing", method: .post) { #expect($0.status == .notFound) }
            try await client.execute(uri: "/sandbox/requests", method: .get) { response in
                let items = try JSONDecoder().decode(Listed.self, from: Data(response.body.readableBytesView))
                    .items
                #expect(items.map(\.path) == ["/api/thing", "/api/nothing"])
                #expect(items.map(\.status) == [200, 404])
                #expect(items.map(\.method) == ["GET", "POST"])
                #expect(items.first?.query == "a=1")
                #expect(items.first?.at == "2023-11-14T22:13:20.000Z")
            }
            try await client.execute(uri: "/sandbox/requests?since=1", method: .get) { response in
                let items = try JSONDecoder().decode(Listed.self, from: Data(response.body.readableBytesView))
                    .items
                #expect(items.map(\.number) == [2])
            }
            try await client.execute(uri: "/sandbox/requests", method: .delete) {
                #expect($0.status == .noContent)
            }
            try await client.execute(uri: "/sandbox/requests", method: .get) {
                #expect(String(buffer: $0.body) == #"{"items":[]}"#)
            }
        }
    }

    @Test func `the log keeps the newest entries only`() {
        let log = RequestLog(capacity: 3)
        for index in 1...8 {
            log.record(
                at: Date(timeIntervalSince1970: Double(index)), method: "GET", path: "/\(index)", query: nil,
                status: 200)
        }
        #expect(log.entries().map(\.path) == ["/6", "/7", "/8"])
        #expect(log.entries(after: 7).map(\.path) == ["/8"])
        #expect(log.entries(limit: 2).map(\.path) == ["/7", "/8"])
        #expect(log.entries(since: Date(timeIntervalSince1970: 7)).map(\.path) == ["/7", "/8"])
    }

    @Test func `an error strikes as often as ordered and only where ordered`() async throws {
        try await application().test(.router) { client in
            let order = ByteBuffer(
                string: #"{"kind": "error", "path": "/api/thing", "status": 429, "count": 2}"#)
            try await client.execute(uri: "/sandbox/faults", method: .post, body: order) {
                #expect($0.status == .created)
            }
            try await client.execute(uri: "/api/other", method: .get) { #expect($0.status == .notFound) }
            for status in [429, 429, 200] {
                try await client.execute(uri: "/api/thing", method: .get) {
                    #expect($0.status.code == status)
                }
            }
        }
    }

    @Test func `latency waits before, a lost answer waits after the request was handled`() async throws {
        let handled = Waits()
        let waits = Waits()
        let faults = FaultPlan()
        try await application(handled: handled, waits: waits, faults: faults).test(.router) { client in
            faults.add(Fault(.latency, count: 1, seconds: 3))
            try await client.execute(uri: "/api/thing", method: .get) { #expect($0.status == .ok) }
            faults.add(Fault(.timeoutAfterSuccess, count: 1))
            try await client.execute(uri: "/api/thing", method: .get) {
                #expect($0.status == .gatewayTimeout)
            }
            #expect(waits.all.withLock { $0 } == [.seconds(3), .seconds(40)])
            #expect(handled.all.withLock { $0.count } == 2)
            #expect(faults.all.isEmpty)
        }
    }

    @Test func `an outage lasts until it is ended`() async throws {
        let handled = Waits()
        try await application(handled: handled).test(.router) { client in
            let order = ByteBuffer(string: #"{"kind": "outage"}"#)
            try await client.execute(uri: "/sandbox/faults", method: .post, body: order) { _ in }
            for _ in 1...3 {
                try await client.execute(uri: "/api/thing", method: .get) {
                    #expect($0.status == .serviceUnavailable)
                }
            }
            try await client.execute(uri: "/sandbox/faults", method: .get) {
                #expect(String(buffer: $0.body) == #"{"items":[{"kind":"outage"}]}"#)
            }
            try await client.execute(uri: "/sandbox/faults?kind=latency", method: .delete) { _ in }
            try await client.execute(uri: "/api/thing", method: .get) {
                #expect($0.status == .serviceUnavailable)
            }
            try await client.execute(uri: "/sandbox/faults?kind=outage", method: .delete) { _ in }
            try await client.execute(uri: "/api/thing", method: .get) { #expect($0.status == .ok) }
            #expect(handled.all.withLock { $0.count } == 1)
        }
    }

    @Test func `an outage of status 0 closes the connection`() async throws {
        let faults = FaultPlan()
        faults.add(Fault(.outage, path: "/api", status: 0))
        try await application(faults: faults).test(.live) { client in
            _ = await #expect(throws: (any Error).self) {
                _ = try await client.execute(uri: "/api/thing", method: .get)
            }
        }
    }

    @Test(arguments: [
        (#"{"kind": "melt"}"#, "no fault of the kind \\\"melt\\\""),
        (#"{"path": "/"}"#, "kind is missing"),
        (#"{"kind": "error", "count": 0}"#, "count is at least 1"),
        (#"{"kind": "latency", "seconds": -1}"#, "seconds is between"),
        (#"{"kind": "error", "status": "x"}"#, "status has the wrong type"),
        ("kind=error", "not a JSON object"),
    ])
    func `an order that makes no sense is refused in words`(body: String, words: String) async throws {
        let faults = FaultPlan()
        try await application(faults: faults).test(.router) { client in
            try await client.execute(uri: "/sandbox/faults", method: .post, body: ByteBuffer(string: body)) {
                #expect($0.status == .badRequest)
                #expect(String(buffer: $0.body).contains(words))
            }
        }
        #expect(faults.all.isEmpty)
    }
}
