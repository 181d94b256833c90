import Casewire
import Hummingbird
import NIOCore
import Testing

@testable import CasewireConnectors

/// Calls of actions against a server on loopback that misbehaves.
@Suite struct ActionWireTests {
    private static func request(
        _ url: String, method: String = "GET", isPrivate: Bool = true, seconds: Double = 10,
        headers: [ActionRequest.Header] = []
    ) -> ActionRequest {
        ActionRequest(
            method: method, url: url, host: "127.0.0.1", headers: headers, body: nil,
            allowsPrivateHost: isPrivate,
            timeout: .seconds(seconds))
    }

    @Test(arguments: [200, 404, 500])
    func `an answer is read whatever its status`(_ status: Int) async throws {
        try await ScriptedEndpoint.run({ _ in .json(#"{"state":"shipped"}"#, status: status) }) { server, _ in
            let header = ActionRequest.Header(
                name: "Authorization", value: "Bearer topsecret", isSecret: true)
            let answer = try await ActionWire().call(
                Self.request("http://127.0.0.1:\(server.port)/orders/a%2Fb?x=%26", headers: [header]))
            #expect(answer.status == status && answer.content == Array(#"{"state":"shipped"}"#.utf8))
            let asked = try #require(server.asked.first)
            #expect(
                asked.target == "/orders/a%2Fb?x=%26" && asked.headers["authorization"] == "Bearer topsecret")
        }
    }

    @Test func `an address on this machine is refused unless the action allows it, and one host is asked`()
        async throws
    {
        try await MediaServer.run({ _, _ in .file(Array("{}".utf8), type: "application/json") }) { server in
            let failure = await #expect(throws: ActionFailure.self) {
                try await ActionWire().call(Self.request(server.url + "/x", isPrivate: false))
            }
            #expect(failure?.words.contains("private address") == true && failure?.isHarmless == true)
            #expect(server.log.calls.isEmpty)
            // One of several addresses is enough.
            let mixed = ActionWire(resolve: { _ in ["93.184.216.34", "169.254.169.254"] })
            await #expect(throws: ActionFailure.self) {
                try await mixed.call(Self.request(server.url + "/x", isPrivate: false))
            }
            #expect(server.log.calls.isEmpty)
            _ = try await ActionWire().call(Self.request(server.url + "/x"))
            #expect(server.log.calls.count == 1)
        }
    }

    @Test func `a name is looked up once, and that address is asked`() async throws {
        try await MediaServer.run({ _, _ in .file(Array("{}".utf8), type: "application/json") }) { server in
            let port = server.url.split(separator: ":").last ?? ""
            let wire = ActionWire(resolve: { _ in ["127.0.0.1"] })
            let request = ActionRequest(
                method: "GET", url: "http://shop.internal.test:\(port)/x", host: "shop.internal.test",
                headers: [],
                body: nil, allowsPrivateHost: true, timeout: .seconds(10))
            let found = try await wire.call(request)
            #expect(found.status == 200)
            let nowhere = ActionWire(resolve: { _ in [] })
            let failure = await #expect(throws: ActionFailure.self) { try await nowhere.call(request) }
            #expect(failure == .notSent(reason: "Shop.internal.test is not known to the network."))
        }
    }

    @Test func `a redirection is not followed`() async throws {
        try await MediaServer.run({ path, _ in
            path == "/x" ? .on(to: "/y") : .file(Array("{}".utf8), type: "application/json")
        }) { server in
            let failure = await #expect(throws: ActionFailure.self) {
                try await ActionWire().call(Self.request(server.url + "/x"))
            }
            #expect(failure == .refused(reason: "127.0.0.1 sent the call on (307), which is not followed."))
            #expect(server.log.calls.map(\.path) == ["/x"])
        }
    }

    @Test func `an answer of more than 16 KB is refused, promised or not`() async throws {
        try await MediaServer.run({ path, _ in
            let count = path == "/fits" ? 16_384 : 16_385
            guard path == "/drips" else {
                return .file(Array(repeating: 32, count: count), type: "text/plain")
            }
            return Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: ResponseBody { writer in
                    for _ in 0..<20 { try await writer.write(ByteBuffer(repeating: 32, count: 1000)) }
                    try await writer.finish(nil)
                })
        }) { server in
            let fits = try await ActionWire().call(Self.request(server.url + "/fits"))
            #expect(fits.content.count == 16_384)
            for path in ["/large", "/drips"] {
                let failure = await #expect(throws: ActionFailure.self) {
                    try await ActionWire().call(Self.request(server.url + path))
                }
                #expect(failure == .refused(reason: "127.0.0.1 answered with more than 16 KB."))
            }
        }
    }

    @Test func `a picture is no answer`() async throws {
        try await MediaServer.run({ _, _ in .file([1, 2, 3]) }) { server in
            let failure = await #expect(throws: ActionFailure.self) {
                try await ActionWire().call(Self.request(server.url + "/x"))
            }
            #expect(failure == .refused(reason: "127.0.0.1 answered with neither JSON nor text."))
            let unread = ActionRequest(
                method: "GET", url: server.url + "/x", host: "127.0.0.1", headers: [], body: nil,
                allowsPrivateHost: true, timeout: .seconds(10), takesAnyType: true)
            let answer = try await ActionWire().call(unread)
            #expect(answer.status == 200)
        }
    }

    @Test func `a host that does not answer in time, or is not there, is told apart`() async throws {
        try await MediaServer.run({ _, log in
            await log.waitForEnd()
            return .file([])
        }) { server in
            let failure = await #expect(throws: ActionFailure.self) {
                try await ActionWire().call(Self.request(server.url + "/x", seconds: 3))
            }
            #expect(failure == .unknown(reason: "127.0.0.1 did not answer within 3 s."))
        }
        // Port 1 is nobody's.
        let failure = await #expect(throws: ActionFailure.self) {
            try await ActionWire().call(Self.request("http://127.0.0.1:1/x", seconds: 2))
        }
        #expect(
            failure
                == .notSent(reason: "127.0.0.1 cannot be reached: check the address and the network."))
    }
}
