import Testing

@testable import Casewire

@Suite struct ActionTemplateTests {
    private func action(
        _ template: ActionTemplate, required: Bool = true, secret: HTTPAction.SecretHeader? = nil,
        isPrivate: Bool = false
    ) throws -> HTTPAction {
        let schema = try ActionSchema(
            try ActionSchemaTests.json(
                #"{"type":"object","required":\#(required ? #"["a"]"# : "[]"),"properties":{"a":{"type":"string"},"n":{"type":"integer"}}}"#
            ))
        return HTTPAction(
            name: "look_up", description: "Looks up.", schema: schema, template: template, secret: secret,
            allowsPrivateHost: isPrivate)
    }

    private func request(_ template: ActionTemplate, _ a: String?, secret: HTTPAction.SecretHeader? = nil)
        throws
        -> ActionRequest
    {
        var arguments: [String: JSONValue] = [:]
        arguments["a"] = a.map { .text($0) }
        return try action(template, secret: secret).request(
            arguments, for: HTTPAction.Caller(phone: "+15551230001", ticket: 7), key: "k",
            timeout: .seconds(5))
    }

    @Test(arguments: [
        ("AB123", "https://shop.example.com/orders/AB123/state"),
        ("a/b", "https://shop.example.com/orders/a%2Fb/state"),
        ("a?x=1#y", "https://shop.example.com/orders/a%3Fx%3D1%23y/state"),
        ("../admin", "https://shop.example.com/orders/..%2Fadmin/state"),
        ("%2e%2e", "https://shop.example.com/orders/%252e%252e/state"),
        ("a b\r\nX: y", "https://shop.example.com/orders/a%20b%0D%0AX%3A%20y/state"),
        ("@evil.example", "https://shop.example.com/orders/%40evil.example/state"),
        ("ü", "https://shop.example.com/orders/%C3%BC/state"),
    ])
    func `a value in the path stays one segment`(_ value: String, _ url: String) throws {
        let template = ActionTemplate(method: .get, url: "https://shop.example.com/orders/{{a}}/state")
        #expect(try request(template, value).url == url)
    }

    @Test(arguments: ["", ".", ".."])
    func `a value that would lead elsewhere is refused`(_ value: String) throws {
        let template = ActionTemplate(method: .get, url: "https://shop.example.com/orders/{{a}}/state")
        #expect(throws: ActionTemplate.Unfit.self) { try request(template, value) }
    }

    @Test func `a value in the query is one value, and what is absent is left out`() throws {
        let template = ActionTemplate(
            method: .get, url: "https://shop.example.com/find?kind=order&q={{a}}",
            query: ["phone": "{{contact.phone}}", "and": "x={{a}}", "n": "{{n}}"])
        #expect(
            try request(template, "a&admin=1 +").url
                == "https://shop.example.com/find?kind=order&q=a%26admin%3D1%20%2B&and=x%3Da%26admin%3D1%20%2B&phone=%2B15551230001"
        )
        #expect(
            try request(template, nil).url == "https://shop.example.com/find?kind=order&phone=%2B15551230001")
    }

    @Test(arguments: ["a\r\nX-Admin: 1", "a\nb", "a\u{0}b", "ü", "a\u{85}b"])
    func `a value cannot begin another header`(_ value: String) throws {
        let template = ActionTemplate(
            method: .get, url: "https://shop.example.com/", headers: ["X-Order": "no {{a}}"])
        #expect(throws: ActionTemplate.Unfit.self) { try request(template, value) }
        #expect(try request(template, "AB").headers.map(\.value) == ["no AB"])
    }

    @Test func `a value in the body is one JSON string, and a place alone keeps its kind`() throws {
        let template = ActionTemplate(
            method: .post, url: "https://shop.example.com/",
            body: .object([
                "order": .text("{{a}}"), "note": .text("For {{a}} (#{{session.ticket}})"),
                "verified": .text("{{contact.verified}}"),
                "ticket": .text("{{session.ticket}}"), "n": .text("{{n}}"),
            ]))
        let made = try request(template, #"x","admin":true,"y":""#)
        let body = try #require(made.body.flatMap(JSONValue.init(decoding:)))
        #expect(body["order"] == .text(#"x","admin":true,"y":""#))
        #expect(body["note"] == .text(#"For x","admin":true,"y":" (#7)"#))
        #expect(body["verified"] == .flag(false) && body["ticket"] == .integer(7))
        #expect(body.keys == ["order", "note", "verified", "ticket"])
        #expect(made.headers.contains { $0.name == "Idempotency-Key" && $0.value == "k" })
    }

    @Test func `the secret is sent and never shown`() throws {
        let secret = HTTPAction.SecretHeader(name: "Authorization", value: Secret("Bearer topsecret"))
        let made = try request(
            ActionTemplate(method: .get, url: "https://shop.example.com/{{a}}"), "x", secret: secret)
        #expect(made.headers.contains { $0.value == "Bearer topsecret" })
        #expect(made.shown == "GET https://shop.example.com/x\nAuthorization: •••")
        let repeated = try action(ActionTemplate(method: .get, url: "https://a.example/"), secret: secret)
            .hidingSecret(in: #"{"token":"topsecret"}"#)
        #expect(repeated == #"{"token":"•••"}"#)
    }

    @Test(arguments: [
        "https://{{a}}/x", "https://shop.example.com{{a}}/x", "https://{{a}}.example.com/",
        "https://shop.example.com:{{n}}/",
        "{{a}}", "ftp://shop.example.com/", "https://user:pw@shop.example.com/", "http://shop.example.com/",
        "https://shop.example.com/{{b}}", "https://shop.example.com/{{a", "https://shop.example.com/a}}",
        "https://shop.example.com/#{{a}}", "https://shop.example.com/../{{a}}",
        "https://shop.example.com/a b",
        "https://shop.example.com/{{n}}", "shop.example.com/x", "https:///x",
        "https://shop.example.com\\@evil.example/",
    ])
    func `an address that is not safe is refused when it is saved`(_ url: String) throws {
        #expect(try action(ActionTemplate(method: .get, url: url)).problems != [])
    }

    @Test(arguments: [
        ActionTemplate(method: .get, url: "https://a.example/", headers: ["Host": "b.example"]),
        ActionTemplate(method: .get, url: "https://a.example/", headers: ["X Y": "b"]),
        ActionTemplate(method: .get, url: "https://a.example/", headers: ["Content-Length": "0"]),
        ActionTemplate(method: .get, url: "https://a.example/", headers: ["X": "{{b}}"]),
        ActionTemplate(method: .get, url: "https://a.example/", query: ["{{a}}": "1"]),
        ActionTemplate(method: .get, url: "https://a.example/", body: .text("{{a}}")),
        ActionTemplate(
            method: .post, url: "https://a.example/", body: .object(["x": .list([.text("{{b}}")])])),
        ActionTemplate(method: .post, url: "https://a.example/", body: .object(["{{a}}": .text("")])),
    ])
    func `a request that is not safe is refused when it is saved`(_ template: ActionTemplate) throws {
        #expect(try action(template).problems != [])
    }

    @Test func `what is well made is taken`() throws {
        let template = ActionTemplate(
            method: .get, url: "https://a.example:8443/v1/{{a}}?x={{n}}", headers: ["X-N": "{{n}}"])
        #expect(try action(template).problems == [])
        #expect(
            try action(ActionTemplate(method: .get, url: "http://10.0.0.1/x"), isPrivate: true).problems == []
        )
        #expect(
            try action(template, required: false).problems == [
                "“a” stands in the path, so it must be required."
            ])
    }
}
