import AsyncHTTPClient
import Casewire
import Testing

@testable import CasewireConnectors

struct PageFetchTests {
    private func failure(_ address: String, resolvingTo addresses: [String]) async throws -> MediumFailure? {
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        var found: MediumFailure?
        do throws(MediumFailure) {
            let fetch = PageFetch(host: "help.example.com", client: client) { _ in addresses }
            _ = try await fetch.fetch(address, largestBytes: 1000)
        } catch { found = error }
        try await client.shutdown()
        return found
    }

    @Test(arguments: ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1"])
    func `a host at a private address is not asked`(_ address: String) async throws {
        #expect(
            try await failure("https://help.example.com/", resolvingTo: [address])
                == .refused(reason: "help.example.com is at a private address"))
        // One private address among public ones is enough.
        #expect(
            try await failure("https://help.example.com/", resolvingTo: ["93.184.216.34", address])
                == .refused(reason: "help.example.com is at a private address"))
    }

    @Test(arguments: [
        "https://evil.example/", "https://help.example.com.evil.example/", "https://sub.help.example.com/",
    ])
    func `another host is not asked`(_ address: String) async throws {
        #expect(
            try await failure(address, resolvingTo: ["127.0.0.1"])
                == .refused(reason: "it is on another host"))
    }

    @Test func `an address without a lock is not asked`() async throws {
        #expect(
            try await failure("http://help.example.com/", resolvingTo: ["127.0.0.1"])
                == .refused(reason: "its address is not a secure one"))
    }
}
