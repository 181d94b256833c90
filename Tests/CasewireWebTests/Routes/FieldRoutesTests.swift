import Casewire
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

@Suite struct FieldRoutesTests {
    private let topic = """
        {"column": "UsrTopic", "title": "Topic", "kind": "dropdown", "examples": [
            {"text": "the zip broke", "value": "Warranty"}, {"text": "thank you", "value": null}, {"text": "bye"}]}
        """

    @Test(arguments: Engine.all)
    func `a field is set with its examples, read back, replaced and removed`(on engine: Engine) async throws {
        let web = try await WebWorld(on: engine)
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let key = try await caller.makeKey(.admin)
            #expect(try await caller.api(.get, "fields", key: key).items.isEmpty)
            #expect(try await caller.api(.post, "fields", key: key, body: topic).status == 201)
            let field = try #require(try await caller.api(.get, "fields", key: key).items.first)
            #expect(field["column"] as? String == "UsrTopic" && field["kind"] as? String == "dropdown")
            let examples = try #require(field["examples"] as? [[String: Any]])
            #expect(examples.map { $0["text"] as? String } == ["the zip broke", "thank you", "bye"])
            #expect(examples.map { $0["value"] as? String } == ["Warranty", nil, nil])

            let again = #"{"column": "UsrTopic", "kind": "dropdown", "values": {"Returns": "money back"}}"#
            #expect(try await caller.api(.post, "fields", key: key, body: again).status == 200)
            let fields = try await caller.api(.get, "fields", key: key).items
            #expect(fields.count == 1 && fields[0]["title"] as? String == "UsrTopic")

            #expect(try await caller.api(.delete, "fields/UsrTopic", key: key).status == 204)
            #expect(try await caller.api(.delete, "fields/UsrTopic", key: key).status == 404)
            #expect(try await caller.api(.get, "fields", key: key).items.isEmpty)
        }
    }

    @Test(arguments: [
        (#"{"column": "Usr Topic", "kind": "text"}"#, 422), (#"{"column": "", "kind": "text"}"#, 422),
        (#"{"column": "UsrA", "kind": "text", "pattern": "["}"#, 422),
        (#"{"column": "UsrA", "kind": "text", "examples": [{"text": ""}]}"#, 422),
        (#"{"column": "UsrA", "kind": "date"}"#, 400), (#"{"kind": "text"}"#, 400), ("[]", 400),
    ])
    func `what makes no field is refused in words`(_ body: String, _ status: Int) async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let answer = try await caller.api(.post, "fields", key: key, body: body)
            #expect(answer.status == status)
            #expect((try answer.json["detail"] as? String)?.isEmpty == false)
            #expect(try await caller.api(.get, "fields", key: key).items.isEmpty)
        }
    }

    @Test func `thousands of examples fit, more than are learned from do not`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let key = try await caller.makeKey(.admin)
            func body(_ count: Int) -> String {
                let examples = (1...count).map {
                    #"{"text": "a text about matter number \#($0) of many", "value": "One"}"#
                }
                return
                    #"{"column": "UsrTopic", "kind": "dropdown", "examples": [\#(examples.joined(separator: ","))]}"#
            }
            #expect(try await caller.api(.post, "fields", key: key, body: body(4000)).status == 201)
            #expect(try await caller.api(.post, "fields", key: key, body: body(4001)).status == 422)
        }
    }

    @Test func `without a Creatio there is nothing to fill`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let answer = try await caller.api(
                .post, "fields", key: key, body: #"{"column": "UsrA", "kind": "text"}"#)
            #expect(answer.status == 422)
            #expect((try answer.json["detail"] as? String)?.hasPrefix("No Creatio is set up") == true)
            let viewer = try await caller.makeKey(.viewer)
            #expect(try await caller.api(.get, "fields", key: viewer).status == 403)
        }
    }
}
