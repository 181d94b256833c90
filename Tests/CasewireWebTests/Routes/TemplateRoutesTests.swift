import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct TemplateRoutesTests {
    @Test
    func `templates are made, changed in part, filled and removed over the API`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let made = try await caller.api(
                .post, "templates", key: key,
                body: #"{"name": "Label", "text": "About {{ticket}}: – a label.", "shortcut": "/label"}"#)
            #expect(made.status == 201, "\(made.text)")
            let id = try #require(try made.json["id"] as? String)
            #expect(try made.json["shortcut"] as? String == "label")
            #expect((try made.json["created_by"] as? String)?.hasPrefix("API key") == true)
            let renamed = try await caller.api(
                .patch, "templates/\(id)", key: key, body: #"{"name": "Return label", "shortcut": null}"#)
            #expect(try renamed.json["name"] as? String == "Return label")
            #expect(try renamed.json["shortcut"] is NSNull)
            #expect(try renamed.json["text"] as? String == "About {{ticket}}: – a label.")

            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let filled = try await caller.api(
                .get, "sessions/\(session.id)/templates/\(id)", key: try await caller.makeKey(.rep))
            #expect(try filled.json["text"] as? String == "About #\(session.ticket): – a label.")
            #expect(try filled.json["segments"] as? Int == 1)
            #expect(try filled.json["encoding"] as? String == "UCS-2")
            #expect(try await caller.api(.delete, "templates/\(id)", key: key).status == 204)
            #expect(try await caller.api(.get, "templates/\(id)", key: key).status == 404)
        }
    }

    @Test
    func `what is wrong with a template is told, and changes nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let cases = [
                (
                    #"{"name": "A", "text": "Hello {{first_name}}"}"#, 422,
                    "“{{first_name}}” is no placeholder"
                ),
                (#"{"name": "A"}"#, 400, "“text” is missing"),
                (#"{"name": "A", "text": "Hello", "shortcut": "two words"}"#, 422, "A shortcut has up to"),
            ]
            for (body, status, words) in cases {
                let answer = try await caller.api(.post, "templates", key: key, body: body)
                #expect(answer.status == status && answer.text.contains(words), "\(answer.text)")
            }
            #expect(try await caller.api(.get, "templates", key: key).items.isEmpty)
            let rep = try await caller.makeKey(.rep)
            let valid = #"{"name": "A", "text": "Hello"}"#
            #expect(try await caller.api(.post, "templates", key: rep, body: valid).status == 403)
            #expect(try await caller.api(.get, "templates", key: rep).status == 200)
            #expect(try await caller.api(.post, "templates", key: key, body: valid).status == 201)
            #expect(try await caller.api(.post, "templates", key: key, body: valid).status == 409)
        }
    }

    @Test
    func `an admin writes templates, a rep sees them, and the audit log says who`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            var fields = ["name": "Long", "text": "Hello {{nobody}}", "shortcut": ""]
            let wrong = try await caller.submit("/settings/templates/new", fields, in: admin)
            #expect(wrong.status == 422)
            #expect(
                wrong.text.contains("is no placeholder")
                    && wrong.text.contains(">Hello {{nobody}}</textarea>"))
            fields["text"] = "Hello <b>{{customer}}</b> " + String(repeating: "word ", count: 35)
            let saved = try await caller.submit("/settings/templates/new", fields, in: admin)
            #expect(saved.status == 303)
            let address = try #require(saved.headers[.location]?.split(separator: "?").first).description
            let page = try await caller.page(address, in: admin)
            #expect(page.text.contains("2 segments") && !page.text.contains("<b>"))

            let rep = try await caller.signIn(.rep)
            let list = try await caller.page("/settings/templates", in: rep)
            #expect(list.status == 200 && list.text.contains("Takes 2 segments."))
            #expect(!list.text.contains("Add a template"))
            #expect(try await caller.submit(address, fields, in: rep).status == 403)
            #expect(try await caller.submit(address + "/remove", in: admin).status == 303)
            #expect(try await caller.page(address, in: admin).status == 404)
            let entries = try await caller.world.database.read { try $0.auditEntries(limit: 10) }
            #expect(entries.first?.action.hasSuffix("/remove") == true)
            #expect(entries.contains { $0.isRefused && $0.who == "rep@example.com" })
        }
    }

    @Test
    func `a template is put behind what was typed, and nothing is sent`() async throws {
        try await WebWorld().run { caller async throws in
            let template = try await TemplateActions(services: caller.world.services).create(
                .init(name: "Label", text: "Your label for {{ticket}}."), by: "test")
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let page = try await caller.page("/sessions/\(session.id)", in: rep)
            #expect(page.text.contains(#"<option value="\#(template.id)" data-shortcut="">Label</option>"#))
            let path = "/sessions/\(session.id)/templates"
            let filled = try await caller.submit(
                path, ["text": "Hi", "key": "1", "template": template.id.rawValue], in: rep)
            #expect(filled.status == 200)
            #expect(filled.text.contains(">Hi\nYour label for #\(session.ticket).</textarea>"))
            #expect(filled.text.contains(#"name="key" value="1""#))
            let gone = try await caller.submit(path, ["text": "Hi", "template": "gone"], in: rep)
            #expect(gone.status == 422 && gone.text.contains(">Hi</textarea>"))
            #expect(try await caller.world.messages().count == 1)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            #expect(try await caller.page("\(path)/\(template.id)", in: viewer).status == 403)
        }
    }
}
