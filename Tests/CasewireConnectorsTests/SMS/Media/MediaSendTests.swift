import Casewire
import Foundation
import Testing

@testable import CasewireConnectors

/// Files that go along with a text.
struct MediaSendTests {
    private static let files = [
        "https://support.example.com/files/a/file.png", "https://support.example.com/files/b/file.pdf",
    ]

    private func text(_ files: [String]) throws -> OutboundText {
        OutboundText(
            id: "m1", from: try .sample("+15550001000"), to: try .sample("+15550002000"), body: "Look",
            receiptURL: "https://support.example.com/r?message=m1", files: files)
    }

    @Test func `Twilio is given an address for each`() async throws {
        try await ScriptedTwilio.run(answer: { _ in
            .body(201, #"{"sid":"MM1","status":"queued","num_segments":"1"}"#)
        }) { twilio, log in
            _ = try await twilio.send(try text(Self.files))
            let given = log.calls.first?.form.fields.filter { $0.name == "MediaUrl" }.map(\.value)
            #expect(given == Self.files)
        }
    }

    @Test func `Telnyx is given them as a list, and none where there is none`() async throws {
        try await ScriptedTwilio.serve(answer: { _ in
            .body(200, #"{"data":{"id":"t1","parts":1}}"#)
        }) { url, client, log in
            let telnyx = TelnyxProvider(apiKey: Secret("k"), profileID: "", apiURL: url, client: client)
            _ = try await telnyx.send(try text(Self.files))
            _ = try await telnyx.send(try text([]))
            let bodies = log.calls.map {
                try? JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any]
            }
            #expect(bodies.first??["media_urls"] as? [String] == Self.files)
            #expect(bodies.last??["media_urls"] == nil)
        }
    }
}
