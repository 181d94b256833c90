import CasewireSandbox
import Foundation
import HTTPTypes
import Testing

@Suite struct CarrierNetworkOutboundTests {
    private func states(_ receiver: Receiver) -> [String] {
        receiver.calls.compactMap { $0.fields["MessageStatus"] }
    }

    @Test func `each state after the first is called back, signed, with the query as it was`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                let sent = try await world.send("Hi", callback: base + "/status?mid=a%20b&x=#rc=2")
                let sid = try #require(sent["sid"])
                await world.sandbox.idle()
                #expect(states(receiver) == ["sent", "delivered"])
                for call in receiver.calls {
                    #expect(call.url == base + "/status?mid=a%20b&x=")
                    #expect(call.fields["MessageSid"] == sid)
                    #expect(call.fields["SmsSid"] == sid)
                    #expect(call.fields["SmsStatus"] == call.fields["MessageStatus"])
                    #expect(call.fields["From"] == CarrierWorld.number)
                    #expect(call.fields["To"] == CarrierWorld.phone)
                    #expect(call.fields["AccountSid"] == world.sandbox.accountSid)
                    #expect(call.fields["ApiVersion"] == "2010-04-01")
                    #expect(call.fields["Body"] == nil)
                    #expect(call.fields["ErrorCode"] == nil)
                    #expect(
                        call.signature
                            == WebhookSignature.sign(
                                url: call.url, fields: call.fields, authToken: world.sandbox.authToken))
                }
                #expect(Set(receiver.calls.map(\.token)).count == 2)
                #expect(receiver.calls[0].fields["RawDlrDoneDate"] == nil)
                #expect(receiver.calls[1].fields["RawDlrDoneDate"] == "2611230815")
            }
        }
    }

    @Test(arguments: [
        ("+15005553003", ["sent", "undelivered"], "30003"),
        ("+15005553034", ["sent", "undelivered"], "30034"),
        ("+15005553001", ["failed"], "30001"), ("+15005554107", ["failed"], "14107"),
        ("+15005550010", ["sent"], nil),
    ])
    func `a magic recipient has its fate`(phone: String, expected: [String], code: String?) async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                let sid = try #require(
                    try await world.send("Hi", to: phone, callback: base + "/status")["sid"])
                await world.sandbox.idle()
                #expect(states(receiver) == expected)
                #expect(receiver.calls.last?.fields["ErrorCode"] == code)
                let message = try await world.rest(.get, "\(world.account)/Messages/\(sid).json")
                #expect(message["status"] == expected.last)
                #expect(message.json["error_code"] as? Int == code.flatMap { Int($0) })
                #expect((message["error_message"] == nil) == (code == nil))
            }
        }
    }

    @Test func `a fault denies delivery to some phones`() async throws {
        try await CarrierWorld.run { world in
            _ = try await world.script(
                .post, "/sandbox/faults",
                #"{"kind": "deny", "path": "\#(CarrierWorld.phone)", "status": 30007}"#)
            _ = try await world.script(
                .post, "/sandbox/faults", #"{"kind": "deny", "path": "+15557650002", "status": 21408}"#)
            let sid = try #require(try await world.send("Hi")["sid"])
            await world.sandbox.idle()
            let message = try await world.rest(.get, "\(world.account)/Messages/\(sid).json")
            #expect(message["status"] == "undelivered")
            #expect(message.json["error_code"] as? Int == 30007)
            #expect(try await world.send("Hi", to: "+15557650002").code == 21408)
            #expect(try await world.send("Hi", to: "+15557650003").status == 201)
        }
    }

    @Test func `reordered callbacks bring delivered before sent`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                _ = try await world.script(
                    .post, "/sandbox/faults", #"{"kind": "reorder", "path": "/status", "count": 1}"#)
                _ = try await world.script(
                    .post, "/sandbox/faults", #"{"kind": "duplicate", "path": "/status", "count": 1}"#)
                _ = try await world.send("Hi", callback: base + "/status")
                await world.sandbox.idle()
                #expect(states(receiver) == ["delivered", "delivered", "sent"])
                #expect(receiver.calls[0].token == receiver.calls[1].token)
            }
        }
    }

    @Test func `a Messaging Service picks the sender after it took the text`() async throws {
        let receiver = Receiver()
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                let services = try await world.rest(.get, "/v1/Services")
                let service = try #require(
                    (services.json["services"] as? [[String: Any]])?.first?["sid"] as? String)
                let sent = try await world.send([
                    ("To", CarrierWorld.phone), ("MessagingServiceSid", service), ("Body", "Hi"),
                    ("StatusCallback", base + "/status"),
                ])
                #expect(sent["status"] == "accepted")
                #expect(sent.json["from"] is NSNull)
                #expect(sent["num_segments"] == "0")
                await world.sandbox.idle()
                #expect(states(receiver) == ["queued", "sent", "delivered"])
                #expect(receiver.calls.last?.fields["From"] == CarrierWorld.number)
                #expect(receiver.calls.last?.fields["MessagingServiceSid"] == service)

                try await world.text("STOP")
                let blocked = try await world.send([
                    ("To", CarrierWorld.phone), ("MessagingServiceSid", service), ("Body", "Hi"),
                ])
                #expect(blocked.status == 201)
                await world.sandbox.idle()
                let sid = try #require(blocked["sid"])
                let message = try await world.rest(.get, "\(world.account)/Messages/\(sid).json")
                #expect(message["status"] == "failed")
                #expect(message.json["error_code"] as? Int == 21610)
                let unknown = try await world.send([
                    ("To", CarrierWorld.phone), ("Body", "Hi"),
                    ("MessagingServiceSid", "MG00000000000000000000000000000009"),
                ])
                #expect(unknown.code == 21701)
            }
        }
    }

    @Test(arguments: [
        ("+15550001000", "missing", "undelivered", 30034), ("+15550001000", "registered", "delivered", 0),
        ("+18335550100", "missing", "undelivered", 30032), ("+18335550100", "pending", "undelivered", 30032),
        ("55100", "missing", "delivered", 0),
    ])
    func `a sender that is not registered is accepted and fails later`(
        number: String, registration: String, status: String, code: Int
    ) async throws {
        try await CarrierWorld.run { world in
            _ = try await world.script(
                .post, "/sandbox/numbers", #"{"number": "\#(number)", "registration": "\#(registration)"}"#)
            let sent = try await world.send([("To", CarrierWorld.phone), ("From", number), ("Body", "Hi")])
            #expect(sent.status == 201)
            await world.sandbox.idle()
            let sid = try #require(sent["sid"])
            let message = try await world.rest(.get, "\(world.account)/Messages/\(sid).json")
            #expect(message["status"] == status)
            #expect(message.json["error_code"] as? Int ?? 0 == code)
        }
    }

    @Test func `a callback that fails is an alert and is not repeated`() async throws {
        let receiver = Receiver { _, _ in .init(status: 500) }
        try await receiver.run { base in
            try await CarrierWorld.run { world in
                _ = try await world.send("Hi", callback: base + "/status")
                await world.sandbox.idle()
                #expect(receiver.calls.count == 2)
                #expect(try await world.alerts() == [11200, 11200])
            }
        }
    }

    @Test func `an address that answers nothing in time is given up`() async throws {
        // A listener that never answers would hold the test for the time-out; a closed port fails at once.
        try await CarrierWorld.run { world in
            _ = try await world.send("Hi", callback: "http://127.0.0.1:1/status#ct=500&rc=0")
            await world.sandbox.idle()
            #expect(try await world.alerts() == [11205, 11205])
            #expect(try await world.seen() == ["< Hi"])
        }
    }
}
