import AsyncHTTPClient
import Casewire
import CasewireSandbox
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import CasewireConnectors

/// Carriers, and what stands in their place, that misbehave.
struct MediaFetchTests {
    private static let picture = SampleFile.jpeg(1000)

    private func failure(
        _ server: MediaServer, _ path: String, timeout: Duration = .seconds(20)
    ) async -> MediumFailure? {
        do {
            _ = try await server.fetch(path, timeout: timeout)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a file is fetched with the account's credentials, also where the call is sent on`()
        async throws
    {
        try await MediaServer.run { path, _ in
            path == "/a" ? .on(to: "/kept/a") : .file(Self.picture, type: "image/png")
        } test: { server in
            let fetched = try await server.fetch("/a")
            #expect(fetched == FetchedMedium(content: Self.picture, declaredType: "image/png"))
            #expect(server.log.calls.map(\.path) == ["/a", "/kept/a"])
            #expect(server.log.calls.first?.authorization == "Basic QUMxOnRva2Vu")
        }
    }

    @Test func `credentials are not sent to another host, and neither is the call`() async throws {
        try await MediaServer.run { _, _ in
            .file(Self.picture)
        } test: { other in
            let otherURL = other.url
            try await MediaServer.run { _, _ in
                .on(to: otherURL + "/a")
            } test: { server in
                #expect(
                    await failure(server, "/a")
                        == .refused(reason: "the carrier sent the call on to another host"))
            }
            #expect(other.log.calls.isEmpty)
        }
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://[::1]/", "https://127.0.0.1/",
        "//evil.example/x", "gopher://x/",
    ])
    func `a call that is sent on to a private address ends there`(location: String) async throws {
        try await MediaServer.run { _, _ in
            .on(to: location)
        } test: { server in
            guard case .refused = await failure(server, "/a") else {
                Issue.record("It was followed.")
                return
            }
            #expect(server.log.calls.count == 1)
        }
    }

    @Test func `a circle of redirects ends`() async throws {
        try await MediaServer.run { _, _ in
            .on(to: "/again")
        } test: { server in
            #expect(
                await failure(server, "/a")
                    == .refused(reason: "the carrier sent the call on again and again"))
            #expect(server.log.calls.count == 4)
        }
    }

    @Test func `a body without end is read up to the limit`() async throws {
        try await MediaServer.run { _, log in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<100 { try await writer.write(ByteBuffer(repeating: 7, count: 64)) }
                    await log.waitForEnd()
                    throw CutShort()
                })
        } test: { server in
            #expect(await failure(server, "/a") == .tooLarge(bytes: nil))
        }
    }

    @Test func `a length that is promised over the limit is believed, one that is too long is not had`()
        async throws
    {
        try await MediaServer.run { path, _ in
            Response(
                status: .ok,
                body: ResponseBody(contentLength: path == "/large" ? 12_000_000 : 900) { writer in
                    try await writer.write(ByteBuffer(repeating: 7, count: 10))
                    throw CutShort()
                })
        } test: { server in
            #expect(await failure(server, "/large") == .tooLarge(bytes: 12_000_000))
            guard case .unavailable = await failure(server, "/short") else {
                Issue.record("A part was taken for the whole.")
                return
            }
        }
    }

    private struct CutShort: Error {}

    @Test func `a length that is promised too short does not let more in`() async throws {
        try await MediaServer.run { _, _ in
            Response(
                status: .ok,
                body: ResponseBody(contentLength: 10) { writer in
                    for _ in 0..<1000 { try await writer.write(ByteBuffer(repeating: 7, count: 64)) }
                    throw CutShort()
                })
        } test: { server in
            do {
                #expect(try await server.fetch("/a").content.count <= 10)
            } catch {
                guard case .unavailable? = error as? MediumFailure else {
                    Issue.record("It was \(error).")
                    return
                }
            }
        }
    }

    @Test func `a body that drips is given up in time`() async throws {
        try await MediaServer.run { _, log in
            Response(
                status: .ok,
                body: ResponseBody(contentLength: 900) { writer in
                    try await writer.write(ByteBuffer(repeating: 7, count: 1))
                    await log.waitForEnd()
                    throw CutShort()
                })
        } test: { server in
            #expect(
                await failure(server, "/a", timeout: .milliseconds(300))
                    == .unavailable(reason: "127.0.0.1 did not give it within 0 s", retryAfter: nil))
        }
    }

    @Test func `refusals are told from what passes`() async throws {
        try await MediaServer.run { path, _ in
            Response(
                status: .init(code: Int(path.dropFirst()) ?? 500),
                headers: path == "/429" ? [.retryAfter: "7"] : [:])
        } test: { server in
            #expect(
                await failure(server, "/404")
                    == .unavailable(reason: "Twilio does not have it (HTTP 404)", retryAfter: nil))
            #expect(
                await failure(server, "/429")
                    == .unavailable(
                        reason: "127.0.0.1 takes no more calls at the moment", retryAfter: .seconds(7)))
            #expect(
                await failure(server, "/500")
                    == .unavailable(reason: "127.0.0.1 had an error (HTTP 500)", retryAfter: nil))
            guard case .denied = await failure(server, "/401") else {
                Issue.record("It was not told.")
                return
            }
            guard case .refused = await failure(server, "/400") else {
                Issue.record("It was not told.")
                return
            }
        }
    }

    @Test func `a carrier's host whose name leads to a private address is not asked`() async throws {
        try await MediaServer.run { _, _ in
            .file(Self.picture)
        } test: { server in
            for addresses in [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], []] {
                let fetch = MediaFetch(
                    carrier: "Twilio",
                    places: MediaPlaces(
                        apiURL: nil, vendor: "https://api.twilio.com", hosts: ["mms.twiliocdn.com"]),
                    credentials: [], client: server.client, resolve: { _ in addresses })
                var failure: MediumFailure?
                do { _ = try await fetch.fetch("https://mms.twiliocdn.com/x", largestBytes: 10) } catch {
                    failure = error as? MediumFailure
                }
                #expect(
                    failure
                        == (addresses.isEmpty
                            ? .unavailable(
                                reason: "mms.twiliocdn.com is not known to the network", retryAfter: nil)
                            : .refused(reason: "mms.twiliocdn.com is at a private address")))
            }
            #expect(server.log.calls.isEmpty)
        }
    }

    @Test func `the resolver gives the addresses of this machine`() async {
        let addresses = await PublicAddress.resolve("localhost")
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { ["127.0.0.1", "::1"].contains($0) })
        #expect(await PublicAddress.resolve("no-such-host.invalid").isEmpty)
    }

    @Test func `a picture of a simulated phone is fetched as Twilio has it fetched`() async throws {
        try await TwilioWorld.run { world in
            _ = try await world.twilio.connect(
                try .sample(TwilioWorld.ours), to: world.base + "/webhooks/twilio")
            try await world.order(
                "texts",
                #"{"from":"\#(TwilioWorld.phone)","to":"\#(TwilioWorld.ours)","body":"","media":["data:image/png;base64,iVBORw0KGgo="]}"#
            )
            await world.sandbox.idle()
            let medium = try #require(world.texts.first?.media.first)
            let fetched = try await world.twilio.fetch(medium, largestBytes: 100)
            #expect(fetched.content == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            let text = try #require(world.texts.first)
            #expect(try await world.twilio.media(of: text.providerID) == text.media)
            let stranger = TwilioProvider(
                accountSID: world.sandbox.accountSid, authToken: Secret("wrong"), apiURL: world.sandboxURL,
                client: world.client)
            do {
                _ = try await stranger.fetch(medium, largestBytes: 100)
                Issue.record("It was given without the account's token.")
            } catch {
                guard case .denied? = error as? MediumFailure else {
                    Issue.record("It was \(error).")
                    return
                }
            }
        }
    }
}
