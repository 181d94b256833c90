import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SMSWebhookRoutesTests {
    @Test(arguments: Engine.all)
    func `a signed text is kept, and answered with empty TwiML`(on engine: Engine) async throws {
        let web = try await WebWorld(on: engine)
        try await web.run { caller async throws in
            let answer = try await caller.webhook("/webhooks/twilio", WebCaller.text)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType]?.hasPrefix("text/xml") == true)
            #expect(answer.text == "<Response/>")
            #expect(try await caller.world.messages().map(\.text) == ["Where is my order?"])
        }
    }

    @Test
    func `copies of a text are one message`() async throws {
        try await WebWorld().run { caller async throws in
            for _ in 1...3 {
                #expect(try await caller.webhook("/webhooks/twilio", WebCaller.text).status == 200)
            }
            #expect(try await caller.world.messages().count == 1)
        }
    }

    @Test(arguments: ["", "forged", "token for https://elsewhere.example.com/webhooks/twilio"])
    func `a text without the right signature is refused in words and not kept`(_ signature: String)
        async throws
    {
        try await WebWorld().run { caller async throws in
            let answer = try await caller.webhook("/webhooks/twilio", WebCaller.text, signature: signature)
            #expect(answer.status == 403)
            #expect(answer.text.contains("https://support.example.com/webhooks/twilio"))
            #expect(!answer.text.contains("token for"))
            let kept = try await caller.world.database.read {
                try $0.statistics(at: caller.world.clock.now())
            }
            #expect(kept.messages.values.allSatisfy { $0 == 0 })
        }
    }

    @Test
    func `the signature covers the query`() async throws {
        try await WebWorld().run { caller async throws in
            #expect(try await caller.webhook("/webhooks/twilio?hop=1", WebCaller.text).status == 200)
            let other = SignedConnections.signature(
                secret: "token", url: "https://support.example.com/webhooks/twilio?hop=1")
            #expect(
                try await caller.webhook("/webhooks/twilio?hop=2", WebCaller.text, signature: other).status
                    == 403)
        }
    }

    @Test
    func `another account's text is refused`() async throws {
        try await WebWorld().run { caller async throws in
            var fields = WebCaller.text
            fields["AccountSid"] = "AC2"
            #expect(try await caller.webhook("/webhooks/twilio", fields).status == 403)
        }
    }

    @Test
    func `a text for a number that is not ours is not found`() async throws {
        try await WebWorld().run { caller async throws in
            var fields = WebCaller.text
            fields["To"] = "+15550009999"
            #expect(try await caller.webhook("/webhooks/twilio", fields).status == 404)
            #expect(try await caller.webhook("/webhooks/pigeon", WebCaller.text).status == 404)
        }
    }

    @Test
    func `a body over 64 kB is refused`() async throws {
        try await WebWorld().run { caller async throws in
            var fields = WebCaller.text
            fields["Body"] = String(repeating: "a", count: 70_000)
            #expect(try await caller.webhook("/webhooks/twilio", fields).status == 413)
        }
    }

    @Test
    func `new credentials count at once`() async throws {
        try await WebWorld().run { caller async throws in
            let world = caller.world
            #expect(try await caller.webhook("/webhooks/twilio", WebCaller.text).status == 200)
            let renewed = Number(
                id: world.number.id, phone: world.number.phone, provider: .twilio, account: "AC1",
                secret: Secret("second"), apiURL: nil, autopilot: true)
            let (vault, now) = (world.services.vault, world.clock.now())
            try await world.database.write { try $0.save(renewed, vault: vault, at: now) }
            world.clock.advance(by: .seconds(2))
            var fields = WebCaller.text
            fields["MessageSid"] = "SM2"
            let signature = SignedConnections.signature(
                secret: "second", url: "https://support.example.com/webhooks/twilio")
            #expect(try await caller.webhook("/webhooks/twilio", fields, signature: signature).status == 200)
        }
    }

    @Test
    func `a receipt moves its message, and only forward`() async throws {
        try await WebWorld().run { caller async throws in
            let session = try await caller.world.converse("Where is my order?")
            let actions = SessionActions(services: caller.world.services)
            let id = try await actions.reply("On its way.", in: session.id, by: "rep@example.com", key: nil)
            try await caller.world.settle(1)
            let sent = try #require(try await caller.world.database.read { try $0.message(id) })
            for status in ["delivered", "sent"] {
                let fields = [
                    "MessageSid": sent.providerID ?? "", "MessageStatus": status, "AccountSid": "AC1",
                    "From": "+15550001000", "To": World.customer,
                ]
                let answer = try await caller.webhook("/webhooks/twilio/status?message=\(id)", fields)
                #expect(answer.status == 204)
            }
            #expect(try await caller.world.database.read { try $0.message(id) }?.state == .delivered)
        }
    }

    @Test
    func `a receipt without the right signature changes nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let fields = [
                "MessageSid": "SM9", "MessageStatus": "delivered", "AccountSid": "AC1",
                "From": "+15550001000",
            ]
            #expect(
                try await caller.webhook("/webhooks/twilio/status", fields, signature: "no").status == 403)
            let kept = try await caller.world.database.read {
                try $0.rows("SELECT COUNT(*) AS count FROM receipt").first.map { row -> Int in
                    try row["count"]
                }
            }
            #expect(kept == 0)
        }
    }
}
