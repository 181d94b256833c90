import CasewireSandbox
import Foundation
import HTTPTypes
import Testing

@Suite struct CarrierRoutesTests {
    @Test func `texts are listed in order, by phone, number and what was seen before`() async throws {
        try await CarrierWorld.run(numbers: [CarrierWorld.number, "+15550002000"]) { world in
            try await world.text("one")
            try await world.text("two", from: "+15557650002")
            try await world.text("three", to: "+15550002000")
            _ = try await world.send("four")
            await world.sandbox.idle()
            for (query, bodies) in [
                ("", ["one", "two", "three", "four"]),
                ("?phone=%2B15557650001", ["one", "three", "four"]),
                ("?phone=+15557650001&number=+15550001000", ["one", "four"]),
                ("?number=%2B15550001000", ["one", "two", "four"]),
                ("?since=2", ["three", "four"]),
                ("?limit=1", ["four"]),
                ("?since=2026-11-23T08:15:30Z", ["one", "two", "three", "four"]),
                ("?since=2026-11-23T08:16:00.000Z", []),
                ("?phone=%2B15557650009", []),
            ] {
                let items = try await world.script(.get, "/sandbox/texts\(query)").items
                #expect(items.compactMap { $0["body"] as? String } == bodies, "\(query)")
            }
            let last = try #require(try await world.script(.get, "/sandbox/texts").items.last)
            #expect(last["direction"] as? String == "to_phone")
            #expect(last["from"] as? String == CarrierWorld.number)
            #expect(last["to"] as? String == CarrierWorld.phone)
            #expect(last["status"] as? String == "delivered")
            #expect(last["segments"] as? Int == 1)
            #expect(last["at"] as? String == "2026-11-23T08:15:30.000Z")
            #expect((last["sid"] as? String)?.hasPrefix("SM") == true)
            #expect(try await world.script(.get, "/sandbox/texts?since=soon").status == 400)
        }
    }

    @Test(arguments: [
        (#"{"from": "5557650001", "body": "Hi"}"#, 400, "country code"),
        (#"{"from": "+15557650001"}"#, 400, "body is missing"),
        (#"{"from": "+15557650001", "to": "+15550009000", "body": "Hi"}"#, 404, "no number"),
        (#"{"from": "+15550001000", "to": "+15550001000", "body": "Hi"}"#, 400, "same number"),
        (#"{"body": "Hi"}"#, 400, "from is missing"),
        (#"{"from": "+15557650001", "body": "Hi", "media": ["nonsense"]}"#, 400, "media holds"),
    ])
    func `a text that no phone could send is refused in words`(json: String, status: Int, words: String)
        async throws
    {
        try await CarrierWorld.run { world in
            let answer = try await world.script(.post, "/sandbox/texts", json)
            #expect(answer.status == status)
            #expect(answer["error"]?.contains(words) == true)
        }
    }

    @Test func `short codes and names can text too`() async throws {
        try await CarrierWorld.run { world in
            for sender in ["72975", "HARBOR"] { try await world.text("Your code is 1", from: sender) }
            #expect(try await world.seen(by: "72975") == ["> Your code is 1"])
        }
    }

    @Test func `a number is set up by a script, and by the REST API`() async throws {
        try await CarrierWorld.run { world in
            let made = try await world.script(
                .post, "/sandbox/numbers", #"{"number": "+18335550100", "sms_url": "http://127.0.0.1:1/x"}"#)
            #expect(made.status == 201)
            #expect(made["sender_type"] == "toll_free")
            let list = try await world.rest(
                .get, "\(world.account)/IncomingPhoneNumbers.json?PhoneNumber=%2B1833*550100")
            let numbers = try #require(list.json["incoming_phone_numbers"] as? [[String: Any]])
            #expect(numbers.count == 1)
            let number = try #require(numbers.first)
            #expect(number["phone_number"] as? String == "+18335550100")
            #expect(number["sms_url"] as? String == "http://127.0.0.1:1/x")
            #expect(
                number["capabilities"] as? [String: Bool] == [
                    "sms": true, "mms": true, "voice": true, "fax": false,
                ])
            let uri = try #require(number["uri"] as? String)
            let changed = try await world.rest(
                .post, uri,
                [
                    ("SmsUrl", "http://127.0.0.1:1/y#rc=3"), ("SmsMethod", "POST"),
                    ("SmsFallbackUrl", "http://127.0.0.1:1/z"), ("VoiceUrl", "http://127.0.0.1:1/voice"),
                ])
            #expect(changed["sms_url"] == "http://127.0.0.1:1/y#rc=3")
            #expect(try await world.rest(.get, uri)["sms_fallback_url"] == "http://127.0.0.1:1/z")
            #expect(try await world.rest(.get, uri)["voice_url"] == "http://127.0.0.1:1/voice")
            #expect(try await world.rest(.post, uri, [("SmsUrl", "nowhere")]).code == 21402)
            #expect(try await world.rest(.post, uri, [("SmsMethod", "PUT")]).code == 21403)
            #expect(try await world.rest(.post, uri, [("smsUrl", "http://x.example")]).code == 20001)
            #expect(
                try await world.rest(.get, "\(world.account)/IncomingPhoneNumbers/PN0.json").code == 20404)
            for (json, words) in [
                (#"{"number": "+18335550100", "sender_type": "pigeon"}"#, "sender_type is one of"),
                (#"{"number": "+18335550100", "registration": "maybe"}"#, "registration is one of"),
                (#"{"number": "abc"}"#, "neither E.164"),
                (#"{"number": "+18335550100", "sms_url": "x"}"#, "no http URL"),
            ] {
                let refused = try await world.script(.post, "/sandbox/numbers", json)
                #expect(refused.status == 400)
                #expect(refused["error"]?.contains(words) == true)
            }
        }
    }

    @Test func `registration is read where the vendor keeps it`() async throws {
        try await CarrierWorld.run { world in
            _ = try await world.script(
                .post, "/sandbox/numbers", #"{"number": "+18335550100", "registration": "pending"}"#)
            let toll = try await world.rest(.get, "/v1/Tollfree/Verifications")
            let verification = try #require((toll.json["verifications"] as? [[String: Any]])?.first)
            #expect(verification["status"] as? String == "PENDING_REVIEW")

            let services = try await world.rest(.get, "/v1/Services?PageSize=20")
            let service = try #require((services.json["services"] as? [[String: Any]])?.first)
            #expect(service["us_app_to_person_registered"] as? Bool == true)
            #expect(service["use_inbound_webhook_on_number"] as? Bool == true)
            let meta = try #require(services.json["meta"] as? [String: Any])
            #expect(meta["key"] as? String == "services")
            #expect(meta["next_page_url"] is NSNull)
            let path = "/v1/Services/\(try #require(service["sid"] as? String))"
            let held = try await world.rest(.get, path + "/PhoneNumbers")
            #expect(
                (held.json["phone_numbers"] as? [[String: Any]])?.map { $0["phone_number"] as? String } == [
                    CarrierWorld.number
                ])
            let states: [(String, String?)] = [
                ("registered", "VERIFIED"), ("pending", "IN_PROGRESS"), ("rejected", "FAILED"),
                ("missing", nil),
            ]
            for (registration, status) in states {
                _ = try await world.script(
                    .post, "/sandbox/numbers",
                    #"{"number": "\#(CarrierWorld.number)", "registration": "\#(registration)"}"#)
                let campaigns = try await world.rest(.get, path + "/Compliance/Usa2p")
                let first = (campaigns.json["compliance"] as? [[String: Any]])?.first
                #expect(first?["campaign_status"] as? String == status)
            }
            #expect(try await world.rest(.get, "/v1/a2p/BrandRegistrations").status == 200)
            #expect(
                try await world.rest(.get, "/v2/PhoneNumbers/+15557650001").json["valid"] as? Bool == true)
            #expect(try await world.rest(.get, "/v1/Services/MG0").code == 20404)
        }
    }
}
