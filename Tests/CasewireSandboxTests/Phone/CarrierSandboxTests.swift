import AsyncHTTPClient
import CasewireSandbox
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Testing

@Suite struct CarrierSandboxTests {
    /// Runs the carrier as the program does, on a free port, and stops it.
    private func serve(_ configuration: CarrierConfiguration, _ test: @Sendable (String) async throws -> Void)
        async throws
    {
        var logger = Logger(label: "carrier")
        logger.logLevel = .critical
        let sandbox = try CarrierSandbox(configuration, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            try await test("http://127.0.0.1:\(await sandbox.port.value)")
            group.cancelAll()
        }
    }

    private func get(_ url: String) async throws -> String {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(10))
        return String(buffer: try await response.body.collect(upTo: 1_000_000))
    }

    @Test func `it serves on a free port, tells it, and stops`() async throws {
        try await serve(CarrierConfiguration(port: 0)) { base in
            let page = try await get(base)
            #expect(page.contains("Simulated carrier"))
            let texts = try await get(base + "/sandbox/texts")
            #expect(texts == #"{"items":[]}"#)
        }
    }

    @Test func `the answer that was held is given up, yet the text is kept`() async throws {
        try await serve(CarrierConfiguration(port: 0, stepDelay: .zero)) { base in
            var fault = HTTPClientRequest(url: base + "/sandbox/faults")
            fault.method = .POST
            fault.body = .bytes(
                ByteBuffer(string: #"{"kind": "timeout_after_success", "count": 1, "seconds": 0.01}"#))
            _ = try await HTTPClient.shared.execute(fault, timeout: .seconds(10)).body.collect(upTo: 10_000)

            let configuration = CarrierConfiguration()
            var send = HTTPClientRequest(
                url: base + "/2010-04-01/Accounts/\(configuration.accountSid)/Messages.json")
            send.method = .POST
            send.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            send.setBasicAuth(username: configuration.accountSid, password: configuration.authToken)
            send.body = .bytes(ByteBuffer(string: "To=%2B15557650001&From=%2B15550001000&Body=Hi"))
            let answer = try await HTTPClient.shared.execute(send, timeout: .seconds(10))
            #expect(answer.status == .gatewayTimeout)
            let texts = try await get(base + "/sandbox/texts")
            #expect(texts.contains(#""body":"Hi""#))
        }
    }

    @Test func `credentials and numbers are those of the configuration`() throws {
        let sandbox = try CarrierSandbox(CarrierConfiguration(numbers: ["+15550001000", "+18335550100"]))
        #expect(sandbox.numbers == ["+15550001000", "+18335550100"])
        #expect(sandbox.accountSid.hasPrefix("AC") && sandbox.accountSid.count == 34)
        #expect(sandbox.authToken.count == 32)
    }
}
