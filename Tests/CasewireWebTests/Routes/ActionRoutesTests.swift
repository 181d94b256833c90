import Casewire
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// Actions over the API and in the dashboard.
@Suite struct ActionRoutesTests {
    private static let body = """
        {"name":"order_status","description":"Looks up an order.","parameters":{"type":"object","required":["order"],
        "properties":{"order":{"type":"string","maxLength":20}}},
        "request":{"url":"https://shop.example.com/orders/{{order}}","query":{"phone":"{{contact.phone}}"},
        "headers":{"Accept-Language":"en"}},"secret":{"header":"Authorization","value":"Bearer topsecret"}}
        """

    @Test func `an action is declared, shown without its secret, tried and removed`() async throws {
        try await WebWorld().run { web in
            let key = try await web.makeKey(.admin)
            #expect(try await web.api(.post, "actions", key: key, body: Self.body).status == 201)
            #expect(try await web.api(.post, "actions", key: key, body: Self.body).status == 200)
            let shown = try await web.api(.get, "actions/order_status", key: key)
            #expect(shown.status == 200 && !shown.text.contains("topsecret"))
            #expect(
                shown.text.contains(#""secret":{"header":"Authorization"}"#)
                    && shown.text.contains(#""maxLength":20"#))
            #expect(try await web.api(.get, "actions", key: key).items.count == 1)

            let trial = try await web.api(
                .post, "actions/order_status/trials", key: key, body: #"{"arguments":{"order":"A/1"}}"#)
            #expect(
                try trial.json["request"] as? String
                    == "GET https://shop.example.com/orders/A%2F1?phone=%2B12025550123\nAccept-Language: en\nAuthorization: •••"
            )
            #expect(try trial.json["status"] is NSNull)
            let sent = try await web.api(
                .post, "actions/order_status/trials", key: key,
                body: #"{"arguments":{"order":"A1"},"send":true}"#)
            #expect(try sent.json["status"] as? Int == 200 && sent.text.contains("shipped"))
            let unfit = try await web.api(.post, "actions/order_status/trials", key: key, body: "{}")
            #expect(try unfit.json["problem"] as? String == "The argument “order” is missing.")

            #expect(try await web.api(.delete, "actions/order_status", key: key).status == 204)
            #expect(try await web.api(.get, "actions/order_status", key: key).status == 404)
            #expect(try await web.api(.delete, "actions/order_status", key: key).status == 404)
        }
    }

    @Test func `what is not safe is refused with what is wrong, and changes nothing`() async throws {
        try await WebWorld().run { web in
            let key = try await web.makeKey(.admin)
            let moved = Self.body.replacing("shop.example.com/orders", with: "{{order}}/x")
            let answer = try await web.api(.post, "actions", key: key, body: moved)
            #expect(answer.status == 422 && answer.text.contains("The host is a part of the template"))
            #expect(try await web.api(.get, "actions", key: key).items.isEmpty)
            let rep = try await web.makeKey(.rep)
            #expect(try await web.api(.post, "actions", key: rep, body: Self.body).status == 403)
            #expect(try await web.api(.get, "actions", key: rep).status == 403)
        }
    }

    @Test func `the pages declare, change, try and remove an action`() async throws {
        try await WebWorld().run { web in
            let browser = try await web.signIn(.admin)
            var fields = [
                "name": "open_return", "description": "Opens a return.", "method": "POST",
                "parameters":
                    #"{"type":"object","required":["order"],"properties":{"order":{"type":"string"}}}"#,
                "url": "https://shop.example.com/returns", "headers": "X-Shop: 1\n", "query": "",
                "body": #"{"order":"{{order}}"}"#, "secret_name": "X-Key", "secret_value": "topsecret",
                "timeout_seconds": "5", "enabled": "yes",
            ]
            fields["body"] = "{"
            let wrong = try await web.submit("/settings/actions/new", fields, in: browser)
            #expect(
                wrong.status == 422 && wrong.text.contains("The body is not JSON.")
                    && wrong.text.contains("Opens a return."))
            #expect(!wrong.text.contains("topsecret"))
            fields["body"] = #"{"order":"{{order}}"}"#
            #expect(try await web.submit("/settings/actions/new", fields, in: browser).status == 303)
            #expect(try await web.submit("/settings/actions/new", fields, in: browser).status == 422)

            let page = try await web.page("/settings/actions/open_return", in: browser)
            #expect(page.status == 200 && !page.text.contains("topsecret") && page.text.contains("for real"))
            fields["secret_value"] = ""
            fields["description"] = "Opens one return."
            #expect(try await web.submit("/settings/actions/open_return", fields, in: browser).status == 303)
            fields["url"] = "https://other.example.com/returns"
            let moved = try await web.submit("/settings/actions/open_return", fields, in: browser)
            #expect(moved.status == 422)
            #expect(moved.text.contains("Another host is asked from now on"))

            let tried = try await web.submit(
                "/settings/actions/open_return/trial", ["arguments": #"{"order":"<b>"}"#], in: browser)
            #expect(
                tried.text.contains("POST https://shop.example.com/returns")
                    && tried.text.contains("X-Key: •••"))
            #expect(!tried.text.contains("<b>"))
            let list = try await web.page("/settings/actions", in: browser)
            #expect(
                list.text.contains("Opens one return.") && list.text.contains("built-in model calls none"))
            #expect(try await web.submit("/settings/actions/open_return/remove", in: browser).status == 303)
            #expect(try await web.page("/settings/actions/open_return", in: browser).status == 404)
            // A form of another sign-in changes nothing.
            fields["form_token"] = "x"
            #expect(try await web.submit("/settings/actions/new", fields, in: browser).status == 403)
            let rep = try await web.signIn(.rep, email: "other@example.com")
            #expect(try await web.page("/settings/actions", in: rep).status == 403)
        }
    }
}
