import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SessionActionRoutesTests {
    @Test
    func `a session goes from hand to hand`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let steps = [
                ("handoff", "handed_off"), ("hand-back", "agent"), ("take-over", "handed_off"),
                ("resolve", "resolved"), ("reopen", "agent"),
            ]
            for (verb, state) in steps {
                let answer = try await caller.api(.post, "sessions/\(session.id)/\(verb)", key: key)
                #expect(answer.status == 200, "\(verb): \(answer.text)")
                #expect(try answer.json["state"] as? String == state)
            }
        }
    }

    @Test
    func `what the state does not allow is a conflict in words`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let answer = try await caller.api(.post, "sessions/\(session.id)/hand-back", key: key)
            #expect(answer.status == 409)
            #expect(
                try answer.json["detail"] as? String
                    == "Only a session that is handed off can be handed back.")
            #expect(try await caller.api(.post, "sessions/nothing/resolve", key: key).status == 404)
        }
    }

    @Test
    func `a reply with the same idempotency key is texted once`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            var ids: Set<String> = []
            for _ in 1...3 {
                let answer = try await caller.api(
                    .post, "sessions/\(session.id)/replies", key: key, body: #"{"text":"On its way."}"#,
                    headers: [name: "one"])
                #expect(answer.status == 201)
                #expect(try answer.json["author"] as? String == "rep")
                ids.insert(try #require(try answer.json["id"] as? String))
            }
            #expect(ids.count == 1)
            try await caller.world.settle()
            #expect(await caller.world.textsSent.filter { $0 == "On its way." }.count == 1)
        }
    }

    @Test(arguments: [
        ("", 400), ("not JSON", 400), (#"{"text":7}"#, 400), (#"{"text":"  "}"#, 422), ("{}", 400),
    ])
    func `a reply that cannot be read is refused in words`(body: String, status: Int) async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let answer = try await caller.api(.post, "sessions/\(session.id)/replies", key: key, body: body)
            #expect(answer.status == status)
            #expect((try answer.json["detail"] as? String)?.isEmpty == false)
        }
    }

    @Test
    func `a customer who opted out is not replied to`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("STOP")
            let session = try await caller.world.session()
            let answer = try await caller.api(
                .post, "sessions/\(session.id)/replies", key: key, body: #"{"text":"Hello?"}"#)
            #expect(answer.status == 409)
            #expect(answer.text.contains("opted out"))
        }
    }

    @Test
    func `notes and assignments are kept on the timeline`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.makeOperator(.rep, email: "someone@example.com")
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let note = try await caller.api(
                .post, "sessions/\(session.id)/notes", key: key, body: #"{"text":"Ask about the size."}"#)
            #expect(note.status == 204)
            let assigned = try await caller.api(
                .post, "sessions/\(session.id)/assign", key: key, body: #"{"operator":"Someone@example.com"}"#
            )
            #expect((try assigned.json["assignee"] as? String)?.isEmpty == false)
            let nobody = try await caller.api(
                .post, "sessions/\(session.id)/assign", key: key, body: #"{"operator":"nobody@example.com"}"#)
            #expect(nobody.status == 422)
            let empty = try await caller.api(.post, "sessions/\(session.id)/assign", key: key)
            #expect(empty.status == 400)
            let unassigned = try await caller.api(
                .post, "sessions/\(session.id)/assign", key: key, body: #"{"operator":null}"#)
            #expect(try unassigned.json["assignee"] is NSNull)
            let titles = try await caller.world.timeline().map(\.title)
            #expect(titles.contains("Ask about the size."))
            #expect(titles.contains("Assigned to someone@example.com."))
        }
    }
}
