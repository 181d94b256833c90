import Casewire
import Foundation
import Testing

@testable import CasewireConnectors

/// What carriers' webhooks say of files, beside the conformance suite's plain texts.
struct MediaWebhookTests {
    private func call(_ body: String) -> WebhookCall {
        WebhookCall(
            method: "POST", address: .texts, url: "https://support.example.com/webhooks/x",
            body: Array(body.utf8),
            receivedAt: Timestamp(milliseconds: 0)
        ) { $0.lowercased() == "content-type" ? "application/json" : nil }
    }

    private func text(_ decoder: any WebhookDecoder, _ body: String) throws -> InboundText {
        guard case .text(let text) = try decoder.read(call(body)).event else { throw NoText() }
        return text
    }

    private struct NoText: Error {}

    @Test(arguments: [
        ("image", "image/*", "jpg"), ("video", "video/*", "mp4"), ("audio", "audio/*", "mp3"),
        ("vcard", "text/vcard", "vcf"), ("file", "file/*", "pdf"),
    ])
    func `a Vonage message that is a file is a text with one`(kind: String, type: String, ending: String)
        throws
    {
        let url = "https://api-us.nexmo.com/v3/media/1.\(ending)"
        let text = try text(
            VonageWebhooks(),
            #"{"message_uuid":"u","from":"15551230001","to":"15550001000","channel":"mms","message_type":"\#(kind)","\#(kind)":{"url":"\#(url)","caption":"Look"}}"#
        )
        #expect(text.body == "Look")
        #expect(text.media == [InboundText.Media(url: url, contentType: type)])
        let silent = try self.text(
            VonageWebhooks(),
            #"{"message_uuid":"u","from":"15551230001","to":"15550001000","message_type":"\#(kind)","\#(kind)":{"url":"\#(url)"}}"#
        )
        #expect(silent.body.isEmpty)
        #expect(silent.media.count == 1)
    }

    @Test func `a Telnyx message without words is a text with its files`() throws {
        let text = try text(
            TelnyxWebhooks(),
            #"{"data":{"event_type":"message.received","payload":{"id":"i","from":{"phone_number":"+15551230001"},"to":[{"phone_number":"+15550001000"}],"text":null,"media":[{"url":"https://files.example.com/a","content_type":"image/png"},{"url":"https://files.example.com/b"}]}}}"#
        )
        #expect(text.body.isEmpty)
        #expect(text.media.map(\.url) == ["https://files.example.com/a", "https://files.example.com/b"])
        #expect(text.media.map(\.contentType) == ["image/png", "application/octet-stream"])
    }
}
