import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct FieldPagesTests {
    private func kept(in world: World) async throws -> [CreatioSettings.Field] {
        try await FieldActions(services: world.services).list()
    }

    @Test func `a field is added from the site's columns, changed and removed`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let list = try await caller.page("/settings/fields", in: admin).text
            #expect(list.contains("No column is filled yet."))
            #expect(list.contains(#"<option value="UsrOrderNumber" translate="no">UsrOrderNumber (text)"#))
            #expect(list.contains("UsrTopic (dropdown of UsrTopic)"))
            // A number, and what Casewire writes itself.
            #expect(!list.contains("UsrTicket") && !list.contains(#"value="Subject""#))
            let chosen = try await caller.page("/settings/fields/new?column=UsrOrderNumber", in: admin)
            #expect(chosen.headers[.location] == "/settings/fields/UsrOrderNumber")
            let page = try await caller.page("/settings/fields/UsrOrderNumber", in: admin).text
            #expect(page.contains(#"name="kind" value="text""#) && !page.contains("Leave this column alone"))

            var fields = [
                "kind": "text", "title": "Order", "description": "The order's number", "pattern": "[A-Z{2}",
                "examples": "AB123456 | my order is AB123456\r\n | thank you\r\n",
            ]
            let refused = try await caller.submit("/settings/fields/UsrOrderNumber", fields, in: admin)
            #expect(refused.status == 422)
            for words in [
                "Is not a regular expression.", "[A-Z{2}", "my order is AB123456", #"value="Order""#,
            ] {
                #expect(refused.text.contains(words), "\(words)")
            }
            #expect(try await kept(in: caller.world).isEmpty)
            fields["pattern"] = #"[A-Z]{2}\d{6}"#
            #expect(
                try await caller.submit("/settings/fields/UsrOrderNumber", fields, in: admin).headers[
                    .location]
                    == "/settings/fields/UsrOrderNumber?saved=yes")
            let field = try #require(try await kept(in: caller.world).first)
            #expect(field.pattern == #"[A-Z]{2}\d{6}"# && field.title == "Order")
            #expect(
                field.examples == [
                    FieldExample(text: "my order is AB123456", value: "AB123456"),
                    FieldExample(text: "thank you", value: nil),
                ])
            #expect(
                try await caller.page("/settings/fields/UsrOrderNumber?saved=yes", in: admin).text.contains(
                    "Saved."))
            #expect(
                try await caller.page("/settings/fields", in: admin).text.contains(
                    "<code>UsrOrderNumber</code> text, 2 examples"))
            _ = try await caller.submit("/settings/fields/UsrOrderNumber/remove", in: admin)
            #expect(try await kept(in: caller.world).isEmpty)
        }
    }

    @Test func `a column that the site lacks, or of another kind, is refused`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let admin = try await caller.signIn(.admin)
            for (column, kind, words) in [
                ("UsrGone", "text", "is no text or lookup of Case"),
                ("Subject", "text", "is no text or lookup"),
                ("UsrTopic", "text", "must be dropdown"), ("UsrPhone", "dropdown", "cannot be dropdown"),
            ] {
                let answer = try await caller.submit("/settings/fields/\(column)", ["kind": kind], in: admin)
                #expect(answer.status == 422 && answer.text.contains(words), "\(column) \(answer.text)")
                let key = try await caller.makeKey(.admin)
                let told = try await caller.api(
                    .post, "fields", key: key, body: #"{"column": "\#(column)", "kind": "\#(kind)"}"#)
                #expect(told.status == 422 && told.text.contains(words))
            }
            await caller.world.creatio.setAway("Creatio is away")
            let away = try await caller.page("/settings/fields", in: admin)
            #expect(away.status == 200 && away.text.contains("Creatio is away"))
            let answer = try await caller.submit(
                "/settings/fields/UsrPhone", ["kind": "text", "title": "Kept"], in: admin)
            #expect(
                answer.status == 422 && answer.text.contains("Creatio is away")
                    && answer.text.contains("Kept"))
            #expect(try await kept(in: caller.world).isEmpty)
        }
    }

    @Test func `a field is tried on a past session before it is saved`() async throws {
        let web = try await WebWorld(autopilot: false, model: BuiltinModel())
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let admin = try await caller.signIn(.admin)
            for text in [
                "Hello there", "It is about AB123456, it came broken", "My card is 4111 1111 1111 1111",
            ] {
                try await caller.world.receive(text)
            }
            let session = try await caller.world.session()
            let tried = try await caller.submit(
                "/settings/fields/UsrOrderNumber/trial",
                ["kind": "text", "pattern": #"[A-Z]{2}\d{6}"#, "session": session.id.rawValue], in: admin)
            #expect(tried.status == 200)
            for words in [
                ">AB123456</strong>", "It rests on:",
                ">It is about AB123456, it came broken</p>", #"value="[A-Z]{2}\d{6}""#,
            ] { #expect(tried.text.contains(words), "\(words)") }
            #expect(!tried.text.contains(">Hello there"))
            #expect(try await kept(in: caller.world).isEmpty)
            let none = try await caller.submit(
                "/settings/fields/UsrOrderNumber/trial",
                ["kind": "text", "pattern": #"[A-Z]{3}\d{6}"#, "session": session.id.rawValue], in: admin)
            #expect(none.text.contains("Left empty") && !none.text.contains("It rests on:"))
            let key = try await caller.makeKey(.admin)
            let told = try await caller.api(
                .post, "fields/trials", key: key,
                body:
                    #"{"column": "UsrOrderNumber", "kind": "text", "pattern": "\\d{4}", "session": "\#(session.id)"}"#
            )
            // The card is masked but for its end, as a model sees it.
            #expect(try told.json["value"] as? String == "1111", "\(told.text)")
            #expect(
                try await caller.api(
                    .post, "fields/trials", key: key,
                    body: #"{"column": "UsrOrderNumber", "kind": "text", "session": "nothing"}"#
                ).status == 404)
        }
    }

    @Test func `what speaks for each value fills a dropdown`() async throws {
        let web = try await WebWorld(autopilot: false, model: BuiltinModel())
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let admin = try await caller.signIn(.admin)
            try await caller.world.receive("The lamp arrived broken")
            let session = try await caller.world.session()
            let page = try await caller.page("/settings/fields/PriorityId", in: admin).text
            #expect(page.contains("What speaks for each value") && page.contains(#"name="value.High""#))
            let fields = [
                "kind": "dropdown", "value.High": "broken; urgent", "value.Low": "only asking",
                "session": session.id.rawValue,
            ]
            let tried = try await caller.submit("/settings/fields/PriorityId/trial", fields, in: admin).text
            #expect(
                tried.contains(">High</strong>")
                    && tried.contains(">The lamp arrived broken"))
            #expect(try await caller.submit("/settings/fields/PriorityId", fields, in: admin).status == 303)
            #expect(
                try await kept(in: caller.world).first?.values == [
                    "High": "broken; urgent", "Low": "only asking",
                ])
            let key = try await caller.makeKey(.admin)
            let columns = try await caller.api(.get, "fields/columns", key: key).items
            #expect(
                columns.first { $0["column"] as? String == "PriorityId" }?["lookup"] as? String
                    == "CasePriority")
            let read = try await caller.api(.get, "fields", key: key).items.first
            #expect((read?["values"] as? [String: String])?["Low"] == "only asking")
        }
    }

    @Test func `without Creatio the page says so, and others than admins see nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            #expect(
                try await caller.page("/settings/fields", in: admin).text.contains("No Creatio is connected"))
            #expect(
                try await caller.page("/settings/fields/UsrX", in: admin).headers[.location]
                    == "/settings/fields")
            let rep = try await caller.signIn(.rep, email: "other@example.com")
            #expect(try await caller.page("/settings/fields", in: rep).status == 403)
            #expect(try await caller.submit("/settings/fields/UsrX", in: rep).status == 403)
        }
    }
}
