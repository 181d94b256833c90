import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct MediaLinkRoutesTests {
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"

    /// A reply with a picture; the address that the carrier was given, without the server.
    private static func address(in world: World) async throws -> String {
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        let task = try #require(
            await world.creatio.rows("Activity").first {
                $0.text("Title")?.hasPrefix("Reply by text") == true
            }?.id("Id"))
        await world.creatio.attach(SampleFile.png, named: "label.png", to: task)
        await world.creatio.edit(
            "Activity", task, ["StatusId": .id(finished), "DetailedResult": .text("See the picture.")])
        try await world.settle(30)
        let address = try #require(await world.sms.sent.last?.files.first)
        return String(address.dropFirst("https://support.example.com".count))
    }

    @Test
    func `a carrier gets the file of a reply by its address alone, until that ends`() async throws {
        try await WebWorld().run { caller async throws in
            let path = try await Self.address(in: caller.world)
            for method in [HTTPRequest.Method.head, .get] {
                let answer = try await caller.call(method, path)
                #expect(answer.status == 200)
                #expect(answer.headers[.contentType] == "image/png")
                #expect(answer.headers[.contentLength] == "\(SampleFile.png.count)")
                #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            }
            caller.world.clock.advance(by: .seconds(7 * 24 * 3600 + 60))
            #expect(try await caller.call(.get, path).status == 404)
        }
    }

    @Test
    func `an address that somebody changed is none, and customers' files have none`() async throws {
        try await WebWorld().run { caller async throws in
            let path = try await Self.address(in: caller.world)
            var parts = path.split(separator: "/").map(String.init)
            let (end, signature) = (parts[2], parts[3])
            parts[2] = "\((Int(end) ?? 0) + 1)"
            #expect(try await caller.call(.get, "/" + parts.joined(separator: "/")).status == 404)
            parts[2] = end
            parts[3] = String(signature.reversed())
            #expect(try await caller.call(.get, "/" + parts.joined(separator: "/")).status == 404)

            await caller.world.sms.put(SampleFile.png, as: "a")
            try await caller.world.receive("Look", from: "+15551230002", media: [SampleFile.picture("a")])
            try await caller.world.settle(2)
            let medium = try #require(try await caller.world.media(of: "+15551230002").first)
            #expect(medium.state == .kept)
            let theirs = FileAddress.path(
                of: medium.id, as: .png, writtenAt: caller.world.clock.now(),
                vault: caller.world.services.vault)
            #expect(try await caller.call(.get, theirs).status == 404)
        }
    }
}
