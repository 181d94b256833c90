import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct SignInRoutesTests {
    @Test
    func `an operator signs in, works and signs out`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            #expect(!browser.formToken.isEmpty)
            #expect(try await caller.page("/inbox", in: browser).status == 200)
            let out = try await caller.submit("/sign-out", in: browser)
            #expect(out.status == 303)
            let after = try await caller.page("/inbox", in: browser)
            #expect(after.status == 303)
            #expect(after.headers[.location] == "/sign-in?return=%2Finbox")
        }
    }

    @Test
    func `the cookie is not for scripts and says where it is sent`() async throws {
        try await WebWorld().run { caller async throws in
            try await caller.makeOperator(.rep)
            let answer = try await caller.form(
                "/sign-in",
                ["email": " Rep@Example.com ", "password": WebCaller.password, "return": "/contacts"])
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/contacts")
            let cookie = try #require(answer.headers[.setCookie])
            for word in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=43200"] {
                #expect(cookie.contains(word), "\(word)")
            }
        }
    }

    @Test
    func `a wrong password says nothing about the address`() async throws {
        try await WebWorld().run { caller async throws in
            try await caller.makeOperator(.rep)
            let known = try await caller.form("/sign-in", ["email": "rep@example.com", "password": "wrong"])
            let unknown = try await caller.form(
                "/sign-in", ["email": "who@example.com", "password": "wrong"])
            #expect(known.status == 401 && unknown.status == 401)
            #expect(known.headers[.setCookie] == nil)
            let words = "This email address and password do not go together."
            #expect(known.text.contains(words) && unknown.text.contains(words))
        }
    }

    @Test
    func `guessing is slowed down, even with the right password`() async throws {
        try await WebWorld().run { caller async throws in
            try await caller.makeOperator(.rep)
            for _ in 1...SignInLimiter.allowedFailures {
                _ = try await caller.form("/sign-in", ["email": "rep@example.com", "password": "wrong"])
            }
            let right = ["email": "rep@example.com", "password": WebCaller.password]
            let refused = try await caller.form("/sign-in", right)
            #expect(refused.status == 429)
            #expect(refused.headers[.retryAfter] != nil)
            caller.world.clock.advance(by: SignInLimiter.window)
            #expect(try await caller.form("/sign-in", right).status == 303)
        }
    }

    @Test(arguments: [nil, "", "forged"])
    func `a form without this sign-in's token changes nothing`(_ token: String?) async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            var fields: [String: String] = [:]
            if let token { fields["form_token"] = token }
            let answer = try await caller.form(
                "/sessions/\(session.id)/take-over", fields,
                headers: [.cookie: browser.cookie, .accept: "text/html"])
            #expect(answer.status == 403)
            #expect(try await caller.world.session().state == .agent)
        }
    }

    @Test
    func `another operator's form token does not do`() async throws {
        try await WebWorld().run { caller async throws in
            let one = try await caller.signIn(.rep, email: "one@example.com")
            let other = try await caller.signIn(.rep, email: "other@example.com")
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let answer = try await caller.submit(
                "/sessions/\(session.id)/take-over", ["form_token": other.formToken], in: one)
            #expect(answer.status == 403)
        }
    }

    @Test
    func `a form that another site sent is refused`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let origin = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let answer = try await caller.form(
                "/sessions/\(session.id)/take-over", ["form_token": browser.formToken],
                headers: [.cookie: browser.cookie, origin: "cross-site"])
            #expect(answer.status == 403)
            #expect(try await caller.world.session().state == .agent)
        }
    }

    @Test
    func `a sign-in ends twelve hours after its last use`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            for _ in 1...3 {
                caller.world.clock.advance(by: .seconds(8 * 3600))
                #expect(try await caller.page("/inbox", in: browser).status == 200)
            }
            caller.world.clock.advance(by: .seconds(13 * 3600))
            #expect(try await caller.page("/inbox", in: browser).status == 303)
        }
    }

    @Test(
        arguments: [
            ("/contacts?q=a", "/contacts?q=a"), ("//evil.example", "/inbox"), ("/\\evil.example", "/inbox"),
            ("https://evil.example", "/inbox"), ("/sign-in", "/inbox"), ("/a\nb", "/inbox"),
        ])
    func `a sign-in leads to this server alone`(target: String, address: String) {
        #expect(SignInRoutes.safeTarget(target) == address)
    }
}
