import CasewireSandbox
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite struct MessageRoutesTests {
    private static let phone = CarrierWorld.phone
    private static let number = CarrierWorld.number

    @Test func `a sent text has the whole shape of the resource`() async throws {
        try await CarrierWorld.run { world in
            let answer = try await world.send("Your order has shipped.")
            #expect(answer.status == 201)
            #expect(answer.headers[.contentType] == "application/json")
            let sid = try #require(answer["sid"])
            #expect(sid.count == 34 && sid.hasPrefix("SM"))
            #expect(answer["status"] == "queued")
            #expect(answer["direction"] == "outbound-api")
            #expect(answer["num_segments"] == "1")
            #expect(answer["num_media"] == "0")
            #expect(answer["api_version"] == "2010-04-01")
            #expect(answer["date_created"] == "Mon, 23 Nov 2026 08:15:30 +0000")
            #expect(answer["uri"] == "\(world.account)/Messages/\(sid).json")
            #expect(
                answer.json["subresource_uris"] as? [String: String]
                    == ["media": "\(world.account)/Messages/\(sid)/Media.json"])
            for name in ["price", "date_sent", "error_code", "error_message", "messaging_service_sid"] {
                #expect(answer.json[name] is NSNull, "\(name)")
            }
            #expect(Set(answer.json.keys).count == 20)

            await world.sandbox.idle()
            let later = try await world.rest(.get, "\(world.account)/Messages/\(sid).json")
            #expect(later["status"] == "delivered")
            #expect(later["date_sent"] == "Mon, 23 Nov 2026 08:15:30 +0000")
        }
    }

    private static let start = "To=%2B15557650001&From=%2B15550001000&Body=Hi&"

    @Test(arguments: [
        ("From=%2B15550001000&Body=Hi", 21604),
        ("To=&From=%2B15550001000&Body=Hi", 21604),
        ("To=%2B15557650001&Body=Hi", 21603),
        ("To=%2B15557650001&From=%2B15550001000", 21602),
        ("To=5557650001&From=%2B15550001000&Body=Hi", 21211),
        ("To=hello&From=%2B15550001000&Body=Hi", 21211),
        ("To=%2B15005550001&From=%2B15550001000&Body=Hi", 21211),
        ("To=%2B15005550002&From=%2B15550001000&Body=Hi", 21612),
        ("To=%2B15005550003&From=%2B15550001000&Body=Hi", 21408),
        ("To=%2B15005550004&From=%2B15550001000&Body=Hi", 21610),
        ("To=%2B15005550009&From=%2B15550001000&Body=Hi", 21614),
        ("To=%2B15557650001&From=%2B15005550001&Body=Hi", 21212),
        ("To=%2B15557650001&From=%2B15005550007&Body=Hi", 21606),
        ("To=%2B15557650001&From=%2B15005550008&Body=Hi", 21611),
        ("To=%2B15557650001&From=%2B15557650009&Body=Hi", 21606),
        ("To=%2B15557650001&From=%23!&Body=Hi", 21212),
        ("To=%2B15550001000&From=%2B15550001000&Body=Hi", 21266),
        ("To=%2B15557650001&From=%2B15550001000&Body=" + String(repeating: "a", count: 1601), 21617),
        (start + "StatusCallback=/relative", 21609),
        (start + "StatusCallback=http://a_b.example/x", 21609),
        (start + "MediaUrl=x", 21620),
        (start + String(repeating: "MediaUrl=http://example.com/a.png&", count: 11), 21623),
        (start + "IdempotencyKey=1", 20001),
        (start + "body=Hi", 20001),
        (start + "Body=Ho", 20001),
        (start + "ValidityPeriod=0", 20001),
        (start + "ValidityPeriod=36001", 20001),
        (start + "SmartEncoded=maybe", 20001),
        (start + "ContentRetention=forget", 20001),
        (start + "SendAt=2026-11-24T00:00:00Z", 20001),
        ("To=%2B15557650001&MessagingServiceSid=MG1&Body=Hi", 20001),
    ])
    func `a text that cannot be sent is refused with the vendor's code`(form: String, code: Int) async throws
    {
        try await CarrierWorld.run { world in
            let answer = try await world.send(FormFields(decoding: form).pairs.map { ($0.name, $0.value) })
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(answer.json["status"] as? Int == 400)
            #expect(answer["more_info"] == "https://www.twilio.com/docs/errors/\(code)")
            #expect(answer["message"]?.isEmpty == false)
            #expect(try await world.rest(.get, "\(world.account)/Messages.json").messages.isEmpty)
        }
    }

    @Test func `every documented field is accepted`() async throws {
        try await CarrierWorld.run { world in
            let answer = try await world.send([
                ("To", Self.phone), ("From", Self.number), ("Body", "It’s here"),
                ("MediaUrl", "http://x.example/a.png"),
                ("StatusCallback", "http://x.example/s?mid=1"), ("ValidityPeriod", "3600"),
                ("SmartEncoded", "true"),
                ("ContentRetention", "retain"), ("AddressRetention", "obfuscate"), ("ShortenUrls", "false"),
                ("RiskCheck", "enable"), ("ProvideFeedback", "false"), ("SendAsMms", "false"),
                ("Attempt", "1"),
                ("MaxPrice", "0.5"), ("ForceDelivery", "false"), ("TrafficType", "free"),
                ("PersistentAction", "mailto:x"), ("FallbackFrom", Self.number),
                ("ApplicationSid", "AP00000000000000000000000000000001"), ("ContentVariables", "{}"),
            ])
            #expect(answer.status == 201)
            #expect(answer["sid"]?.hasPrefix("MM") == true)
            #expect(answer["num_media"] == "1")
            #expect(answer["body"] == "It's here")
        }
    }

    @Test func `credentials are asked for, and belong to the account in the path`() async throws {
        try await CarrierWorld.run { world in
            let sandbox = world.sandbox
            let key = sandbox.configuration
            for (user, password, path, status) in [
                (sandbox.accountSid, sandbox.authToken, world.account + ".json", 200),
                (key.apiKeySid, key.apiKeySecret, world.account + "/Messages.json", 200),
                (sandbox.accountSid, "wrong", world.account + ".json", 401),
                (key.apiKeySid, sandbox.authToken, world.account + ".json", 401),
                (sandbox.accountSid, sandbox.authToken, "/2010-04-01/Accounts/AC1/Messages.json", 401),
                (sandbox.accountSid, sandbox.authToken, "/2010-04-01/Accounts/AC1.json", 401),
                (sandbox.accountSid, "wrong", "/v1/Services", 401),
                (sandbox.accountSid, sandbox.authToken, "/v1/Services", 200),
                (sandbox.accountSid, sandbox.authToken, world.account + "/Nothing.json", 404),
            ] {
                let answer = try await Answer(
                    world.client.execute(
                        uri: path, method: .get,
                        headers: [.authorization: CarrierWorld.authorization(user, password)]))
                #expect(answer.status == status, "\(path)")
                if status == 401 { #expect(answer.code == 20003) }
                if status == 404 { #expect(answer.code == 20404) }
            }
            let anonymous = try await Answer(world.client.execute(uri: world.account + ".json", method: .get))
            #expect(anonymous.status == 401)
            #expect(anonymous.headers[.wwwAuthenticate] == "Basic realm=\"Twilio API\"")
        }
    }

    @Test func `a body that is no form is refused`() async throws {
        try await CarrierWorld.run { world in
            let authorization = CarrierWorld.authorization(world.sandbox.accountSid, world.sandbox.authToken)
            let answer = try await Answer(
                world.client.execute(
                    uri: world.account + "/Messages.json", method: .post,
                    headers: [.authorization: authorization, .contentType: "application/json"],
                    body: .init(string: #"{"To": "+15557650001"}"#)))
            #expect(answer.status == 415)
        }
    }

    @Test func `the list is filtered by numbers and read newest first`() async throws {
        try await CarrierWorld.run(numbers: [Self.number, "+15550002000"]) { world in
            try await world.text("one")
            try await world.text("two", from: "+15557650002")
            try await world.text("three", to: "+15550002000")
            _ = try await world.send("four")
            await world.sandbox.idle()
            for (query, bodies) in [
                ("", ["four", "three", "two", "one"]),
                ("?To=%2B15550001000", ["two", "one"]),
                ("?From=%2B15557650001", ["three", "one"]),
                ("?From=%2B15550001000", ["four"]),
                ("?To=%2B15557650001", ["four"]),
                ("?From=%2B15557650001&To=%2B15550002000", ["three"]),
                ("?From=%2B15557650007", []),
            ] {
                let answer = try await world.rest(.get, "\(world.account)/Messages.json\(query)")
                #expect(answer.bodies == bodies, "\(query)")
            }
            let refused = try await world.rest(.get, "\(world.account)/Messages.json?Status=sent")
            #expect(refused.code == 20001)
        }
    }

    @Test(arguments: [
        ("DateSent=2026-11-23", 1), ("DateSent=2026-11-22", 0), ("DateSent%3E=2026-11-23", 1),
        ("DateSent%3E=2026-11-24", 0), ("DateSent%3C=2026-11-23", 1), ("DateSent%3C=2026-11-22", 0),
        ("DateSent>=2026-11-23T08:15:30Z", 1), ("DateSent>=2026-11-23T08:15:31Z", 0),
        ("DateSent<=2026-11-23T08:15:30Z", 1), ("DateSent<=2026-11-23T08:15:29Z", 0),
        ("DateSent>=2026-11-22&DateSent<=2026-11-23", 1), ("DateSent=2026-11-23T00:00:00Z", 1),
        ("DateSent=2026-11-22T23:59:59Z", 0),
    ])
    func `the list is filtered by the time of sending`(query: String, count: Int) async throws {
        try await CarrierWorld.run { world in
            try await world.text("one")
            let answer = try await world.rest(.get, "\(world.account)/Messages.json?\(query)")
            #expect(answer.messages.count == count)
        }
    }

    @Test func `a date that is none is refused`() async throws {
        try await CarrierWorld.run { world in
            for date in ["yesterday", "1795421730", "2026-13-40"] {
                let answer = try await world.rest(.get, "\(world.account)/Messages.json?DateSent=\(date)")
                #expect(answer.code == 20001)
            }
        }
    }

    @Test func `pages follow each other without gap or repetition while texts come in`() async throws {
        try await CarrierWorld.run { world in
            for index in 1...25 { try await world.text("\(index)") }
            var path: String? = "\(world.account)/Messages.json?To=%2B15550001000&PageSize=10"
            var bodies: [String] = []
            var sizes: [Int] = []
            while let next = path {
                let answer = try await world.rest(.get, next)
                bodies += answer.bodies
                sizes.append(answer.messages.count)
                #expect(answer.json["page"] as? Int == sizes.count - 1)
                #expect(answer.json["page_size"] as? Int == 10)
                #expect(answer.json["start"] as? Int == (sizes.count - 1) * 10)
                path = answer["next_page_uri"]
                try await world.text("late")
            }
            #expect(bodies == (1...25).reversed().map(String.init))
            #expect(sizes == [10, 10, 5])
            for query in ["PageSize=0", "PageSize=x", "Page=2", "PageToken=SM1"] {
                #expect(try await world.rest(.get, "\(world.account)/Messages.json?\(query)").code == 20001)
            }
        }
    }

    @Test func `a text is redacted and deleted once it is done`() async throws {
        try await CarrierWorld.run { world in
            let sid = try #require(try await world.send("secret")["sid"])
            await world.sandbox.idle()
            let path = "\(world.account)/Messages/\(sid).json"
            #expect(try await world.rest(.post, path, [("Body", "other")]).code == 20001)
            #expect(try await world.rest(.post, path, [("Status", "canceled")]).code == 30409)
            let redacted = try await world.rest(.post, path, [("Body", "")])
            #expect(redacted.status == 200)
            #expect(redacted["body"] == "")
            #expect(try await world.rest(.delete, path).status == 204)
            let gone = try await world.rest(.get, path)
            #expect(gone.status == 404)
            #expect(gone.code == 20404)
            #expect(gone["message"]?.contains(path) == true)
        }
    }

    @Test func `a file of a text is found through the account and fetched without it`() async throws {
        try await CarrierWorld.run { world in
            let sent = try await world.script(
                .post, "/sandbox/texts",
                #"{"from": "\#(Self.phone)", "body": "", "media": ["data:image/png;base64,iVBORw0KGgo="]}"#)
            let sid = try #require(sent["sid"])
            #expect(sid.hasPrefix("MM"))
            let list = try await world.rest(.get, "\(world.account)/Messages/\(sid)/Media.json")
            let file = try #require((list.json["media_list"] as? [[String: Any]])?.first)
            #expect(file["content_type"] as? String == "image/png")
            #expect(file["parent_sid"] as? String == sid)
            let uri = try #require(file["uri"] as? String)
            #expect(try await world.rest(.get, uri)["sid"] == file["sid"] as? String)

            let redirect = try await world.rest(.get, String(uri.dropLast(5)))
            #expect(redirect.status == 307)
            let location = try #require(redirect.headers[.location])
            let bytes = try await world.client.execute(uri: location, method: .get)
            #expect(bytes.headers[.contentType] == "image/png")
            #expect(Data(bytes.body.readableBytesView) == Data(base64Encoded: "iVBORw0KGgo="))
            let refused = try await world.client.execute(uri: String(uri.dropLast(5)), method: .get)
            #expect(refused.status == .unauthorized)

            #expect(try await world.rest(.delete, uri).status == 204)
            #expect(try await world.rest(.get, uri).status == 404)
        }
    }

    @Test func `an ordered error is worded as the vendor words it`() async throws {
        try await CarrierWorld.run { world in
            _ = try await world.script(
                .post, "/sandbox/faults",
                #"{"kind": "error", "status": 429, "count": 1, "path": "/2010-04-01"}"#)
            let busy = try await world.send("Hi")
            #expect(busy.status == 429)
            #expect(busy.code == 20429)
            _ = try await world.script(.post, "/sandbox/faults", #"{"kind": "outage"}"#)
            let down = try await world.send("Hi")
            #expect(down.status == 503)
            #expect(down.code == 20500)
            _ = try await world.script(.delete, "/sandbox/faults")
            _ = try await world.script(.post, "/sandbox/faults", #"{"kind": "expire_token", "count": 1}"#)
            #expect(try await world.send("Hi").code == 20003)
            #expect(try await world.send("Hi").status == 201)
        }
    }

    @Test func `a text whose answer was lost is in the list`() async throws {
        try await CarrierWorld.run { world in
            _ = try await world.script(
                .post, "/sandbox/faults", #"{"kind": "timeout_after_success", "count": 1}"#)
            #expect(try await world.send("Once only").status == 504)
            #expect(try await world.rest(.get, "\(world.account)/Messages.json").bodies == ["Once only"])
            let log = try await world.script(.get, "/sandbox/requests")
            #expect(log.items.map { $0["status"] as? Int } == [504, 200])
        }
    }
}
