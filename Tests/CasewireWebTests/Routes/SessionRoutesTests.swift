import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SessionRoutesTests {
    @Test
    func `a session has the shape that scripts lean on`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let session = try await caller.world.converse("I need to speak with a person")
            let answer = try await caller.api(.get, "sessions/\(session.id)", key: key)
            let json = try answer.json
            #expect(answer.status == 200)
            #expect(json["id"] as? String == session.id.rawValue)
            #expect(json["ticket"] as? Int == session.ticket)
            #expect(json["number"] as? String == "+15550001000")
            #expect((json["contact"] as? [String: Any])?["phone"] as? String == World.customer)
            #expect(json["case"] != nil)
            for name in ["state", "language", "sentiment", "handoff", "case", "created_at", "updated_at"] {
                #expect(json.keys.contains(name), "\(name) is missing")
            }
        }
    }

    @Test
    func `a list pages through every session once, newest activity first`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            for number in 1...5 {
                try await caller.world.receive("Hello", from: "+1555123100\(number)")
                caller.world.clock.advance(by: .seconds(1))
            }
            var phones: [String] = []
            var path: String? = "sessions?limit=2"
            while let current = path {
                let answer = try await caller.api(.get, current, key: key)
                phones += try answer.items.compactMap {
                    ($0["contact"] as? [String: Any])?["phone"] as? String
                }
                path = (try answer.json["next"] as? String).map { "sessions?limit=2&cursor=\($0)" }
            }
            #expect(phones == (1...5).reversed().map { "+1555123100\($0)" })
        }
    }

    @Test
    func `filters narrow the list`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            try await caller.world.receive("Where is order 100%_sure?", from: "+15551231001")
            try await caller.world.receive("Hello", from: "+15551231002")
            let session = try await caller.world.session(of: "+15551231002")
            _ = try await SessionActions(services: caller.world.services).takeOver(session.id, by: "rep")
            func tickets(_ query: String) async throws -> [Int] {
                try await caller.api(.get, "sessions?" + query, key: key).items.compactMap {
                    $0["ticket"] as? Int
                }
            }
            #expect(try await tickets("state=handed_off") == [session.ticket])
            #expect(try await tickets("contact=%2B15551231001") == [1])
            #expect(try await tickets("contact=+15551231001") == [1])
            #expect(try await tickets("number=%2B15550001000").count == 2)
            #expect(try await tickets("q=100%25_SURE") == [1])
            #expect(try await tickets("q=100%25_unsure") == [])
            #expect(try await tickets("q=%232") == [2])
            #expect(try await tickets("q=1231002") == [2])
        }
    }

    @Test(arguments: ["state=asleep", "limit=0", "limit=201", "limit=x", "cursor=what", "contact=5551"])
    func `a query that cannot be read is a problem in words`(_ query: String) async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let answer = try await caller.api(.get, "sessions?" + query, key: key)
            #expect(answer.status == 400)
            #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
            #expect((try answer.json["detail"] as? String)?.isEmpty == false)
            #expect(try answer.json["status"] as? Int == 400)
        }
    }

    @Test
    func `messages come in order, a page at a time`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            for number in 1...3 { try await caller.world.receive("Text \(number)") }
            let session = try await caller.world.session()
            let first = try await caller.api(.get, "sessions/\(session.id)/messages?limit=2", key: key)
            #expect(try first.items.compactMap { $0["text"] as? String } == ["Text 1", "Text 2"])
            let next = try #require(try first.json["next"] as? String)
            let second = try await caller.api(
                .get, "sessions/\(session.id)/messages?limit=2&cursor=\(next)", key: key)
            #expect(try second.items.compactMap { $0["text"] as? String } == ["Text 3"])
            #expect(second.text.contains(#""next":null"#))
            let message = try #require(try second.items.first)
            #expect(message["direction"] as? String == "in")
            #expect(message["author"] as? String == "customer")
            #expect(message["state"] as? String == "received")
            #expect(message["segments"] as? Int == 1)
            #expect(message["encoding"] as? String == "GSM-7")
            #expect(message.keys.contains("provider_id") && message.keys.contains("error"))
        }
    }

    @Test
    func `what led to an answer is on the timeline`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let session = try await caller.world.converse("Hello")
            let answer = try await caller.api(.get, "sessions/\(session.id)/timeline", key: key)
            #expect(try answer.items.contains { $0["kind"] as? String == "turn" })
        }
    }

    @Test(arguments: ["", "/messages", "/timeline", "/case"])
    func `a session that is not there is not found`(_ part: String) async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            #expect(try await caller.api(.get, "sessions/nothing\(part)", key: key).status == 404)
        }
    }
}
