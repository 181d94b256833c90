import AsyncHTTPClient
import CasewireSandbox
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Testing

struct CreatioSandboxTests {
    @Test func `it runs as a service on a free port and ends when told to`() async throws {
        var configuration = CreatioConfiguration()
        configuration.port = 0
        let sandbox = try CreatioSandbox(configuration)
        let group = ServiceGroup(
            configuration: .init(services: [sandbox], logger: Logger(label: "creatio-sandbox-test")))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let url = "http://127.0.0.1:\(await sandbox.port)/api/HealthCheck/Ping"
            let answer = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: url), timeout: .seconds(10))
            #expect(answer.status == .ok)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `two sites share nothing`() async throws {
        try await SiteUnderTest.run { one in
            _ = try await one.makeCase()
            try await SiteUnderTest.run { other in
                let count = try await other.get("Case/$count").text
                #expect(count == "0")
            }
        }
    }
}
