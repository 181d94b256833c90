import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct ArticleRoutesTests {
    @Test func `an article is written, changed, published and deleted by a script`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let made = try await caller.api(
                .post, "articles", key: key,
                body:
                    #"{"title": "Returns", "body": "Within 30 days.", "short_answer": "30 days", "locale": "en"}"#
            )
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(try made.json["id"] as? String)
            #expect(try made.json["state"] as? String == "draft")
            let changed = try await caller.api(
                .patch, "articles/\(id)", key: key,
                body:
                    #"{"short_answer": null, "examples": ["how do I return"], "version": 1, "state": "published"}"#
            )
            #expect(changed.status == 200, "\(changed.text)")
            #expect(try changed.json["short_answer"] is String == false)
            #expect(try changed.json["body"] as? String == "Within 30 days.")
            #expect(try changed.json["state"] as? String == "published")
            let late = try await caller.api(
                .patch, "articles/\(id)", key: key, body: #"{"body": "x", "version": 1}"#)
            #expect(late.status == 409)
            #expect(
                try await caller.api(.post, "articles", key: key, body: #"{"title": "Returns", "body": "x"}"#)
                    .status == 409)
            #expect(
                try await caller.api(.post, "articles", key: key, body: #"{"title": "Empty"}"#).status == 422)
            #expect(try await caller.api(.post, "articles", key: key, body: #"{"body": "x"}"#).status == 400)
            let versions = try await caller.api(.get, "articles/\(id)/versions", key: key)
            #expect(
                try versions.items.compactMap { $0["change"] as? String } == [
                    "published", "edited", "created",
                ])
            let restored = try await caller.api(
                .post, "articles/\(id)/restore", key: key, body: #"{"version": 1}"#)
            #expect(try restored.json["short_answer"] as? String == "30 days")
            #expect(try await caller.api(.post, "articles/\(id)/archive", key: key).status == 200)
            #expect(try await caller.api(.post, "articles/\(id)/publish", key: key).status == 409)
            #expect(try await caller.api(.get, "articles", key: key).items.isEmpty)
            #expect(try await caller.api(.get, "articles?state=archived", key: key).items.count == 1)
            #expect(try await caller.api(.get, "articles?state=lost", key: key).status == 400)
            #expect(try await caller.api(.delete, "articles/\(id)", key: key).status == 204)
            #expect(try await caller.api(.get, "articles/\(id)", key: key).status == 404)
        }
    }

    @Test func `a list goes on after its last title`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            for title in ["A & B", "C", "D"] {
                _ = try await caller.api(
                    .post, "articles", key: key, body: #"{"title": "\#(title)", "body": "x"}"#)
            }
            let first = try await caller.api(.get, "articles?limit=1", key: key)
            let next = try #require(try first.json["next"] as? String)
            let second = try await caller.api(
                .get, "articles?limit=2&cursor=\(SignInRoutes.encoded(next))", key: key)
            #expect(try second.items.compactMap { $0["title"] as? String } == ["C", "D"])
            #expect(try second.json["next"] is String == false)
        }
    }

    @Test func `a question is tried, and the threshold is moved`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            _ = try await caller.api(
                .post, "articles", key: key,
                body:
                    #"{"title": "Returns", "body": "Within 30 days.", "state": "published", "examples": ["how do I return"]}"#
            )
            let tried = try await caller.api(
                .post, "knowledge/try", key: key, body: #"{"question": "how do I return it"}"#)
            #expect(tried.status == 200, "\(tried.text)")
            #expect(try tried.json["outcome"] as? String == "answered")
            #expect((try tried.json["found"] as? [[String: Any]])?.first?["title"] as? String == "Returns")
            let person = try await caller.api(
                .post, "knowledge/try", key: key, body: #"{"question": "I want to talk to a human"}"#)
            #expect(try person.json["outcome"] as? String == "hand_off")
            #expect(try person.json["reason"] as? String == "asked for a person")
            let angry = try await caller.api(
                .post, "knowledge/try", key: key,
                body: #"{"question": "how do I return this garbage, you people are useless"}"#)
            #expect(try angry.json["outcome"] as? String == "hand_off")
            #expect(try angry.json["reason"] as? String == HandoffReason.frustration.words)
            #expect(
                try await caller.api(.post, "knowledge/try", key: key, body: #"{"question": " "}"#).status
                    == 422)

            let moved = try await caller.api(
                .put, "knowledge/threshold", key: key, body: #"{"threshold": 0.7}"#)
            #expect(try moved.json["threshold"] as? Double == 0.7)
            for bad in [#"{"threshold": 1.5}"#, "{}"] {
                #expect(
                    try await caller.api(.put, "knowledge/threshold", key: key, body: bad).status >= 400,
                    "\(bad)")
            }
            let back = try await caller.api(
                .put, "knowledge/threshold", key: key, body: #"{"threshold": null}"#)
            #expect(try back.json["threshold"] as? Double == 0.5)
            #expect(try back.json["chosen_threshold"] is Double == false)
            #expect(try back.json["published"] as? Int == 1)
        }
    }

    @Test func `what had no answer is listed, proposed and dismissed`() async throws {
        let web = try await WebWorld()
        let session = try await web.world.converse("Do you engrave watches?")
        let now = web.world.clock.now()
        try await web.world.database.write {
            try $0.execute(
                """
                INSERT INTO unanswered (id, session_id, position, text, reason, best_title, best_score, at)
                VALUES ('q1', \(session.id), 99, 'Do you engrave watches?', 'insufficient_knowledge', 'Repairs', '0.21',
                    \(now))
                """)
        }
        try await web.run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let groups = try await caller.api(.get, "knowledge/unanswered", key: key).items
            let question = (groups.first?["questions"] as? [[String: Any]])?.first
            #expect(question?["text"] as? String == "Do you engrave watches?")
            #expect(question?["score"] as? Double == 0.21)
            let proposal = try await caller.api(.get, "knowledge/unanswered/q1/proposal", key: key)
            #expect(try proposal.json["title"] as? String == "Do you engrave watches?")
            let viewer = try await caller.signIn(.viewer)
            let seen = try await caller.page("/knowledge/unanswered", in: viewer)
            #expect(seen.text.contains("nearest: Repairs (0.21)"))
            #expect(!seen.text.contains("Make an article of this"))
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let form = try await caller.page("/knowledge/new?question=q1", in: admin)
            #expect(form.text.contains(#"name="question" value="q1""#))
            let saved = try await caller.submit(
                "/knowledge/new",
                ["title": "Engraving", "body": "It costs $10.", "question": "q1", "action": "publish"],
                in: admin)
            #expect(saved.status == 303, "\(saved.text)")
            #expect(try await caller.api(.get, "knowledge/unanswered", key: key).items.isEmpty)
            let gone = try await caller.api(
                .post, "knowledge/unanswered/dismiss", key: key, body: #"{"ids": ["q1"]}"#)
            #expect(try gone.json["dismissed"] as? Int == 0)
            #expect(try await caller.api(.get, "knowledge/unanswered/q1/proposal", key: key).status == 404)
        }
    }
}
