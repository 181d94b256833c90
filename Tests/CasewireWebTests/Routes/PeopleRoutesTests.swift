import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

@Suite struct PeopleRoutesTests {
    private func id(of email: String, in caller: WebCaller) async throws -> String {
        let found = try await caller.world.database.read { try $0.findOperator(email: email) }
        return try #require(found).id.rawValue
    }

    private func secret(in page: String) throws -> String {
        String(try #require(page.firstMatch(of: #/<code class="secret">([^<]+)</#)).output.1)
    }

    @Test func `somebody is added with a password that is shown once and signs in`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let page = try await caller.submit(
                "/settings/people", ["email": "New@Example.com", "role": "rep"], in: admin)
            #expect(page.status == 200)
            let password = try secret(in: page.text)
            #expect(page.headers[.cacheControl] == "no-store")
            #expect(try await !caller.page("/settings/people", in: admin).text.contains(password))
            let signIn = try await caller.form(
                "/sign-in", ["email": "new@example.com", "password": password])
            #expect(signIn.status == 303 || signIn.status == 302)
            let again = try await caller.submit(
                "/settings/people", ["email": "new@example.com", "role": "admin"], in: admin)
            #expect(again.status == 409)
            let nobody = try await caller.submit(
                "/settings/people", ["email": "nobody", "role": "rep"], in: admin)
            #expect(nobody.status == 422)
        }
    }

    @Test func `only owners touch owners, and one is always left`() async throws {
        try await WebWorld().run { caller async throws in
            let owner = try await caller.signIn(.owner, email: "owner@example.com")
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let ownerID = try await id(of: "owner@example.com", in: caller)
            for path in ["role", "password", "remove"] {
                let refused = try await caller.submit(
                    "/settings/people/\(ownerID)/\(path)", ["role": "viewer"], in: admin)
                #expect(refused.status == 403)
            }
            #expect(
                try await caller.submit(
                    "/settings/people", ["email": "x@example.com", "role": "owner"], in: admin
                ).status == 403)
            #expect(
                try await caller.submit("/settings/keys", ["name": "all", "role": "owner"], in: admin).status
                    == 403)
            let last = try await caller.submit(
                "/settings/people/\(ownerID)/role", ["role": "admin"], in: owner)
            #expect(last.status == 409)
            #expect(last.text.contains("only owner"))
            #expect(try await caller.page("/settings/people", in: owner).status == 200)
        }
    }

    @Test func `who is removed is signed out, loses open sessions, and can come back`() async throws {
        try await WebWorld().run { caller async throws in
            let owner = try await caller.signIn(.owner, email: "owner@example.com")
            let rep = try await caller.signIn(.rep)
            try await caller.world.converse("I need to speak with a person")
            let repID = try await id(of: "rep@example.com", in: caller)
            let session = try await caller.world.session().id
            try await caller.world.database.write {
                try $0.execute("UPDATE session SET assignee_id = \(repID) WHERE id = \(session)")
            }
            #expect(try await caller.submit("/settings/people/\(repID)/remove", in: owner).status == 303)
            #expect(try await caller.page("/inbox", in: rep).status != 200)
            #expect(try await caller.world.session().assignee == nil)
            #expect(
                try await caller.form(
                    "/sign-in", ["email": "rep@example.com", "password": WebCaller.password]
                ).status == 401)
            #expect(
                try await caller.submit(
                    "/settings/people", ["email": "rep@example.com", "role": "viewer"], in: owner
                ).status == 200)
            #expect(try await id(of: "rep@example.com", in: caller) == repID)
        }
    }

    @Test func `a key is shown once, works, and stops when it is revoked`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin, email: "admin@example.com")
            let made = try await caller.submit(
                "/settings/keys", ["name": "script", "role": "viewer"], in: admin)
            let key = try secret(in: made.text)
            #expect(try await caller.api(.get, "sessions", key: key).status == 200)
            #expect(
                try await caller.submit("/settings/keys", ["name": "script", "role": "viewer"], in: admin)
                    .status == 409)
            let keyID = try #require(try await caller.world.database.read { try $0.apiKeys() }.first).id
                .rawValue
            #expect(try await caller.submit("/settings/keys/\(keyID)/revoke", in: admin).status == 303)
            #expect(try await caller.api(.get, "sessions", key: key).status == 401)
        }
    }

    @Test func `one's own password needs the old one`() async throws {
        try await WebWorld().run { caller async throws in
            let viewer = try await caller.signIn(.viewer)
            let wrong = try await caller.submit(
                "/settings/account", ["old": "wrong", "new": "a better one", "again": "a better one"],
                in: viewer)
            #expect(wrong.status == 422)
            let differing = try await caller.submit(
                "/settings/account",
                ["old": WebCaller.password, "new": "a better one", "again": "another one"], in: viewer)
            #expect(differing.status == 422)
            #expect(try await caller.page("/inbox", in: viewer).status == 200)
            let changed = try await caller.submit(
                "/settings/account",
                ["old": WebCaller.password, "new": "a better one", "again": "a better one"], in: viewer)
            #expect(changed.status == 303)
            #expect(try await caller.page("/inbox", in: viewer).status != 200)
            let signIn = try await caller.form(
                "/sign-in", ["email": "rep@example.com", "password": "a better one"])
            #expect(signIn.headers[.setCookie] != nil)
        }
    }

    @Test func `the API does what the page does`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.owner)
            let added = try await caller.api(
                .post, "operators", key: key, body: #"{"email": "a@example.com", "role": "rep"}"#)
            #expect(added.status == 201)
            let json = try added.json
            let id = try #require(json["id"] as? String)
            #expect((json["password"] as? String)?.isEmpty == false)
            let changed = try await caller.api(
                .patch, "operators/\(id)", key: key, body: #"{"role": "admin"}"#)
            #expect(try changed.json["role"] as? String == "admin")
            let reset = try await caller.api(.post, "operators/\(id)/password", key: key)
            #expect(try reset.json["password"] as? String != json["password"] as? String)
            #expect(try await caller.api(.delete, "operators/\(id)", key: key).status == 204)
            #expect(try await caller.api(.delete, "operators/\(id)", key: key).status == 404)
            let made = try await caller.api(.post, "keys", key: key, body: #"{"name": "n", "role": "rep"}"#)
            let token = try #require(try made.json["key"] as? String)
            #expect(try await caller.api(.get, "sessions", key: token).status == 200)
            let keyID = try #require(try made.json["id"] as? String)
            #expect(try await caller.api(.delete, "keys/\(keyID)", key: key).status == 204)
            #expect(try await caller.api(.get, "sessions", key: token).status == 401)
        }
    }
}
