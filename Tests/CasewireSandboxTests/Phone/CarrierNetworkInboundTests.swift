import CasewireSandbox
import Foundation
import HTTPTypes
import Testing

@Suite struct CarrierNetworkInboundTests {
    private static let number = CarrierWorld.number
    private static let phone = CarrierWorld.phone

    @Test func `a text is posted with all its fields and a signature over the whole URL`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms?n=7&q=%20x#rc=2&rp=all")
                let sid = try await world.text("café 😀 & more ")
                await world.sandbox.idle()
                let call = try #require(receiver.calls.first)
                #expect(receiver.calls.count == 1)
                #expect(call.method == "POST")
                #expect(call.url == base + "/sms?n=7&q=%20x")
                #expect(call.headers[.contentType] == "application/x-www-form-urlencoded; charset=UTF-8")
                #expect(call.token?.isEmpty == false)
                #expect(
                    call.signature
                        == WebhookSignature.sign(
                            url: call.url, fields: call.fields, authToken: world.sandbox.authToken))
                for (name, value) in [
                    ("MessageSid", sid), ("SmsSid", sid), ("SmsMessageSid", sid), ("From", Self.phone),
                    ("To", Self.number), ("Body", "café 😀 & more "), ("NumMedia", "0"), ("NumSegments", "1"),
                    ("SmsStatus", "received"), ("ApiVersion", "2010-04-01"), ("ToCity", ""),
                    ("FromCountry", "US"), ("AccountSid", world.sandbox.accountSid),
                ] {
                    #expect(call.fields.all(name) == [value], "\(name)")
                }
                #expect(call.fields["MessagingServiceSid"]?.hasPrefix("MG") == true)
                #expect(call.fields["OptOutType"] == nil)
                #expect(try await world.alerts().isEmpty)
            }
        }
    }

    @Test func `texts of one phone come one after the other in order`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms")
                for index in 1...30 { try await world.text("\(index)") }
                await world.sandbox.idle()
                #expect(receiver.calls.compactMap { $0.fields["Body"] } == (1...30).map(String.init))
            }
        }
    }

    @Test func `fifty phones with twenty texts each all get through`() async throws {
        let receiver = Receiver { call, _ in
            .init(body: "<Response><Message>\(call.fields["Body"] ?? "")!</Message></Response>")
        }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms")
                for index in 1...20 {
                    for phone in 10...59 { try await world.text("\(index)", from: "+155576500\(phone)") }
                }
                await world.sandbox.idle()
                #expect(receiver.calls.count == 1000)
                for phone in 10...59 {
                    let seen = try await world.seen(by: "+155576500\(phone)")
                    #expect(seen.filter { $0.hasPrefix(">") } == (1...20).map { "> \($0)" })
                    #expect(seen.filter { $0.hasPrefix("<") } == (1...20).map { "< \($0)!" })
                }
            }
        }
    }

    @Test func `a GET webhook carries its fields in the signed URL`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms?n=7")
                let list = try await world.rest(.get, "\(world.account)/IncomingPhoneNumbers.json")
                let first = try #require((list.json["incoming_phone_numbers"] as? [[String: Any]])?.first)
                _ = try await world.rest(.post, try #require(first["uri"] as? String), [("SmsMethod", "GET")])
                try await world.text("a & b")
                await world.sandbox.idle()
                let call = try #require(receiver.calls.first)
                #expect(call.method == "GET")
                #expect(call.url.hasPrefix(base + "/sms?n=7&"))
                #expect(call.url.contains("Body=a+%26+b"))
                #expect(
                    call.signature
                        == WebhookSignature.sign(
                            url: call.url, fields: nil, authToken: world.sandbox.authToken))
            }
        }
    }

    @Test func `what the answer says reaches the phone`() async throws {
        let receiver = Receiver { _, count in
            switch count {
            case 0:
                .init(body: "<Response><Message>One</Message><Message><Body>Two</Body></Message></Response>")
            case 1: .init(type: "text/plain; charset=utf-8", body: "Plain")
            case 2: .init(type: "application/xml", body: "<Response><Redirect>/other</Redirect></Response>")
            default: .init(body: "<Response><Message>Other</Message></Response>")
            }
        }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms")
                for text in ["a", "b", "c"] {
                    try await world.text(text)
                    await world.sandbox.idle()
                }
                #expect(
                    try await world.seen() == ["> a", "< One", "< Two", "> b", "< Plain", "> c", "< Other"])
                #expect(receiver.calls.last?.path == "/other")
                let list = try await world.rest(.get, "\(world.account)/Messages.json?To=%2B15557650001")
                #expect(list.messages.allSatisfy { $0["direction"] as? String == "outbound-reply" })
                #expect(list.messages.allSatisfy { $0["status"] as? String == "delivered" })
            }
        }
    }

    @Test(arguments: [
        (Receiver.Reply(status: 500), 11200), (Receiver.Reply(status: 403), 11200),
        (Receiver.Reply(status: 302), 11200), (Receiver.Reply(body: "OK"), 12100),
        (Receiver.Reply(type: "application/json", body: "{}"), 12300),
        (Receiver.Reply(body: "<Response><Say/></Response>"), 12200),
        (Receiver.Reply(body: String(repeating: " ", count: 70_000)), 11750),
    ])
    func `an answer that fails is an alert and goes to the fallback, once`(
        reply: Receiver.Reply, code: Int
    ) async throws {
        let receiver = Receiver { call, _ in call.path == "/sms" ? reply : .init() }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms", more: #", "sms_fallback_url": "\#(base)/fallback""#)
                let sid = try await world.text("Hello")
                await world.sandbox.idle()
                #expect(receiver.calls.map(\.path) == ["/sms", "/fallback"])
                #expect(receiver.calls.last?.fields["MessageSid"] == sid)
                #expect(receiver.calls.last?.fields["ErrorCode"] == "\(code)")
                #expect(receiver.calls.last?.fields["ErrorUrl"] == base + "/sms")
                #expect(try await world.alerts() == [code])
                _ = try await world.script(.delete, "/sandbox/alerts")
                #expect(try await world.alerts().isEmpty)
            }
        }
    }

    @Test func `a server error is retried only where the URL asks for it, with the same token`() async throws
    {
        let receiver = Receiver { _, count in .init(status: count < 2 ? 503 : 200) }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms#rc=3&rp=5xx")
                try await world.text("Hello")
                await world.sandbox.idle()
                #expect(receiver.calls.count == 3)
                #expect(Set(receiver.calls.map(\.token)).count == 1)
                #expect(try await world.alerts().isEmpty)

                try await world.text("Again")
                await world.sandbox.idle()
                #expect(Set(receiver.calls.map(\.token)).count == 2)
            }
        }
    }

    @Test func `a server that is not there is tried twice, then the fallback`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                // Nothing listens on port 1 of this machine.
                try await world.hook(
                    "http://127.0.0.1:1/sms#ct=500", more: #", "sms_fallback_url": "\#(base)/fallback""#)
                try await world.text("Hello")
                await world.sandbox.idle()
                #expect(receiver.calls.map(\.path) == ["/fallback"])
                #expect(receiver.calls.first?.fields["ErrorCode"] == "11205")
            }
        }
    }

    @Test func `an answer that takes longer than the URL allows is given up and not repeated`() async throws {
        let receiver = Receiver { call, _ in .init(isHeld: call.path == "/sms") }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                let fallback = #", "sms_fallback_url": "\#(base)/fallback""#
                try await world.hook(base + "/sms#rt=100&rc=2", more: fallback)
                try await world.text("Hello")
                await world.sandbox.idle()
                #expect(receiver.calls.map(\.path) == ["/sms", "/fallback"])

                try await world.hook(base + "/sms#rt=100&rc=2&rp=rt", more: #", "sms_fallback_url": """#)
                try await world.text("Hello again")
                await world.sandbox.idle()
                #expect(receiver.calls.dropFirst(2).map(\.path) == ["/sms", "/sms", "/sms"])
                #expect(try await world.alerts() == [11205, 11205])
            }
            receiver.release()
        }
    }

    @Test func `a duplicate comes with the same identifier`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms")
                _ = try await world.script(
                    .post, "/sandbox/faults", #"{"kind": "duplicate", "count": 1, "path": "/sms"}"#)
                try await world.text("Hello")
                try await world.text("Once")
                await world.sandbox.idle()
                #expect(receiver.calls.map { $0.fields["Body"] } == ["Hello", "Hello", "Once"])
                #expect(receiver.calls[0].fields["MessageSid"] == receiver.calls[1].fields["MessageSid"])
            }
        }
    }

    @Test func `STOP blocks the pair, is confirmed once and still reaches the webhook`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run(numbers: [Self.number, "+15550002000"]) { world in
                try await world.hook(base + "/sms")
                for word in ["stop", "HELP", "Stop", "hello"] { try await world.text(word) }
                await world.sandbox.idle()
                #expect(receiver.calls.map { $0.fields["Body"] } == ["stop", "HELP", "Stop", "hello"])
                #expect(receiver.calls.allSatisfy { $0.fields["OptOutType"] == nil })
                let seen = try await world.seen()
                #expect(seen.count == 5)
                #expect(seen[1].contains("unsubscribed"))

                let refused = try await world.send("Hi")
                #expect(refused.status == 400)
                #expect(refused.code == 21610)
                let other = try await world.send([
                    ("To", Self.phone), ("From", "+15550002000"), ("Body", "Another number of ours"),
                ])
                #expect(other.status == 201)
                #expect(try await world.send("Hi", to: "+15557650002").status == 201)

                try await world.text("UNSTOP")
                #expect(try await world.seen().last?.contains("re-subscribed") == true)
                #expect(try await world.send("Hi").status == 201)
                // The network's own answers are not in the account's list.
                let list = try await world.rest(.get, "\(world.account)/Messages.json?To=%2B15557650001")
                #expect(list.bodies == ["Hi", "Another number of ours"])
            }
        }
    }

    @Test func `Advanced Opt-Out names what it did, a short code does nothing`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms", more: #", "sender_type": "advanced""#)
                try await world.text("Cancel")
                try await world.hook(base + "/short", number: "55100")
                try await world.text("STOP", to: "55100")
                await world.sandbox.idle()
                #expect(receiver.calls.first { $0.path == "/sms" }?.fields["OptOutType"] == "STOP")
                #expect(receiver.calls.first { $0.path == "/short" }?.fields["OptOutType"] == nil)
                #expect(try await world.send("Hi").code == 21610)
                let short = try await world.send([("To", Self.phone), ("From", "55100"), ("Body", "Hi")])
                #expect(short.status == 201)
            }
        }
    }

    @Test func `a Messaging Service of its own mind overrides the number`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/number")
                let services = try await world.rest(.get, "/v1/Services")
                let service = try #require(
                    (services.json["services"] as? [[String: Any]])?.first?["sid"] as? String)
                let path = "/v1/Services/\(service)"
                _ = try await world.rest(.post, path, [("UseInboundWebhookOnNumber", "false")])
                try await world.text("dropped")
                _ = try await world.rest(.post, path, [("InboundRequestUrl", base + "/service")])
                try await world.text("kept")
                await world.sandbox.idle()
                #expect(receiver.calls.map(\.path) == ["/service"])
                let list = try await world.rest(.get, "\(world.account)/Messages.json?To=%2B15550001000")
                #expect(list.bodies == ["kept"])
            }
        }
    }

    @Test func `an application on the number hides its webhook`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                try await world.hook(base + "/sms")
                let list = try await world.rest(.get, "\(world.account)/IncomingPhoneNumbers.json")
                let first = try #require((list.json["incoming_phone_numbers"] as? [[String: Any]])?.first)
                let uri = try #require(first["uri"] as? String)
                _ = try await world.rest(
                    .post, uri, [("SmsApplicationSid", "AP00000000000000000000000000000001")])
                try await world.text("unheard")
                _ = try await world.rest(.post, uri, [("SmsApplicationSid", "")])
                try await world.text("heard")
                await world.sandbox.idle()
                #expect(receiver.calls.map { $0.fields["Body"] } == ["heard"])
            }
        }
    }
}
