import Casewire
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// Webhooks over the API and in the dashboard.
@Suite struct WebhookRoutesTests {
    private static let body =
        #"{"url":"https://hooks.example.com/in","events":["session.escalated","message.received"]}"#

    @Test func `a webhook is added, changed, tested and removed over the API`() async throws {
        try await WebWorld().run { web in
            let key = try await web.makeKey(.admin)
            let made = try await web.api(.post, "webhooks", key: key, body: Self.body)
            #expect(made.status == 201)
            let id = try #require(try made.json["id"] as? String)
            let secret = try #require(try made.json["secret"] as? String)
            #expect(secret.hasPrefix("whsec_"))
            let shown = try await web.api(.get, "webhooks/\(id)", key: key)
            #expect(shown.status == 200 && !shown.text.contains("whsec_"))
            #expect(!(try await web.api(.get, "webhooks", key: key)).text.contains("whsec_"))

            let changed = try await web.api(
                .patch, "webhooks/\(id)", key: key, body: #"{"include_text":true}"#)
            #expect(try changed.json["include_text"] as? Bool == true)
            #expect(try changed.json["url"] as? String == "https://hooks.example.com/in")
            let renewed = try await web.api(.post, "webhooks/\(id)/secret", key: key)
            #expect(try renewed.json["secret"] as? String != secret)

            let tested = try await web.api(.post, "webhooks/\(id)/test", key: key)
            #expect(try tested.json["delivered"] as? Bool == true)
            #expect(try tested.json["status"] as? Int == 200)
            try await web.world.receive("Hello")
            try await web.world.jobs.runDue()
            let told = try await web.api(.get, "webhooks/\(id)/deliveries", key: key).items
            #expect(told.map { $0["event"] as? String } == ["message.received", "webhook.test"])
            #expect(told.allSatisfy { $0["state"] as? String == "delivered" })

            #expect(try await web.api(.delete, "webhooks/\(id)", key: key).status == 204)
            for path in ["webhooks/\(id)", "webhooks/\(id)/deliveries"] {
                #expect(try await web.api(.get, path, key: key).status == 404)
            }
            #expect(try await web.api(.post, "webhooks/\(id)/test", key: key).status == 404)
        }
    }

    @Test func `what cannot be is refused in words, and changes nothing`() async throws {
        try await WebWorld().run { web in
            let key = try await web.makeKey(.admin)
            for (body, words) in [
                (
                    #"{"url":"http://hooks.example.com/","events":["message.received"]}"#,
                    "begins with https://"
                ),
                (#"{"url":"https://hooks.example.com/","events":[]}"#, "Choose at least one event."),
                (#"{"url":"https://hooks.example.com/","events":["webhook.test"]}"#, "is no event"),
                (#"{"events":["message.received"]}"#, "begins with https://"),
            ] {
                let answer = try await web.api(.post, "webhooks", key: key, body: body)
                #expect(answer.status == 422 && answer.text.contains(words), "\(body)")
            }
            #expect(try await web.api(.get, "webhooks", key: key).items.isEmpty)
            let rep = try await web.makeKey(.rep)
            #expect(try await web.api(.post, "webhooks", key: rep, body: Self.body).status == 403)
            #expect(try await web.api(.get, "webhooks", key: rep).status == 403)
        }
    }

    @Test func `the pages add, test, show, change and remove a webhook`() async throws {
        try await WebWorld().run { web in
            let browser = try await web.signIn(.admin)
            var fields = ["url": "http://hooks.example.com/in", "message.received": "yes", "enabled": "yes"]
            let wrong = try await web.submit("/settings/webhooks/new", fields, in: browser)
            #expect(
                wrong.status == 422 && wrong.text.contains("begins with https://")
                    && wrong.text.contains(#"value="http://hooks.example.com/in""#))
            fields["url"] = "https://hooks.example.com/in"
            let made = try await web.submit("/settings/webhooks/new", fields, in: browser)
            #expect(made.status == 200 && made.text.contains("whsec_"))
            let webhook = try #require(
                try await WebhookActions(services: web.world.services).list().first)
            let address = "/settings/webhooks/\(webhook.id)"
            #expect(!(try await web.page(address, in: browser)).text.contains("whsec_"))

            let tested = try await web.submit(address + "/test", in: browser)
            #expect(tested.text.contains("The endpoint took it: it answered 200."))
            #expect(tested.text.contains("webhook.test"))
            fields["session.escalated"] = "yes"
            fields["enabled"] = nil
            #expect(try await web.submit(address, fields, in: browser).status == 303)
            let list = try await web.page("/settings/webhooks", in: browser)
            #expect(list.text.contains("session.escalated, message.received") && list.text.contains("(off)"))
            let renewed = try await web.submit(address + "/secret", in: browser)
            #expect(renewed.text.contains("whsec_") && !renewed.text.contains(webhook.secret.value))
            #expect(try await web.submit(address + "/remove", in: browser).status == 303)
            #expect(try await web.page(address, in: browser).status == 404)
            // A form of another sign-in changes nothing.
            fields["form_token"] = "x"
            #expect(try await web.submit("/settings/webhooks/new", fields, in: browser).status == 403)
            let rep = try await web.signIn(.rep, email: "other@example.com")
            #expect(try await web.page("/settings/webhooks", in: rep).status == 403)
            let entries = try await web.page("/settings/audit", in: browser).text
            #expect(entries.contains("POST settings/webhooks/new"))
        }
    }

    @Test func `the health page names a webhook that refuses, with what to do`() async throws {
        let refusing = ScriptedActions { _, _ throws(ActionFailure) in
            ActionAnswer(status: 401, contentType: nil, content: [])
        }
        try await WebWorld(actions: refusing).run { web in
            let browser = try await web.signIn(.admin)
            #expect(!(try await web.page("/settings/health", in: browser)).text.contains("webhooks-title"))
            _ = try await WebhookActions(services: web.world.services).add(
                .init(url: "https://hooks.example.com/in", events: ["message.received"]))
            try await web.world.receive("Hello")
            try await web.world.jobs.runDue()
            let page = try await web.page("/settings/health", in: browser)
            #expect(page.text.contains("hooks.example.com answered 401."))
            #expect(page.text.contains("Check its address and its secret at Settings, Webhooks"))
        }
    }
}
