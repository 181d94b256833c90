import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

@Suite struct PageLanguageTests {
    @Test(arguments: [
        ("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-GB, es;q=0.7", "en"), ("de, es;q=0.2", "es"),
        ("es;q=0.1, en", "en"), ("es;q=0", nil), ("fr", nil), ("", nil), ("ES", "es"), ("est", nil),
        (";,=q", nil),
    ])
    func `a browser's wishes are weighed`(_ header: String, _ language: String?) {
        #expect(AcceptedLanguages(header).first(of: ["en", "es"]) == language)
    }

    @Test func `what an operator chooses counts before their browser, in pages and errors`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            func heading(_ path: String, _ languages: String) async throws -> String {
                let page = try await caller.page(path, in: browser, accepting: languages).text
                return String(page.firstMatch(of: #/<h1>([^<]*)<\/h1>/#)?.output.1 ?? "")
            }
            #expect(try await heading("/settings/account", "en") == "Your account")
            #expect(try await heading("/settings/account", "es") == "Su cuenta")
            let chosen = try await caller.submit(
                "/settings/account/language", ["language": "es"], in: browser)
            #expect(chosen.status == 303)
            #expect(try await heading("/settings/account", "en") == "Su cuenta")
            let page = try await caller.page("/settings/account", in: browser).text
            #expect(page.contains(#"<option value="es" lang="es" selected>Español</option>"#))
            #expect(try await heading("/settings/people", "en") == "No permitido")
            #expect(try await heading("/sessions/none", "en") == "No existe la sesión")
            _ = try await caller.submit("/settings/account/language", ["language": "en"], in: browser)
            #expect(try await heading("/settings/account", "es") == "Your account")
            _ = try await caller.submit("/settings/account/language", ["language": ""], in: browser)
            #expect(try await heading("/settings/account", "es") == "Su cuenta")
        }
    }

    @Test func `a language that there is not changes nothing, and a form of another sign-in neither`()
        async throws
    {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            let unknown = try await caller.submit(
                "/settings/account/language", ["language": "xx"], in: browser)
            #expect(unknown.status == 422 && unknown.text.contains("“language” is one of en, es"))
            let forged = try await caller.submit(
                "/settings/account/language", ["language": "es", "form_token": "x"], in: browser)
            #expect(forged.status == 403)
            let person = try await caller.world.database.read {
                try $0.findOperator(email: "rep@example.com")
            }
            #expect(person != nil && person?.language == nil)
        }
    }

    @Test func `those who are not signed in are addressed as their browser asks`() async throws {
        try await WebWorld().run { caller async throws in
            let headers: HTTPFields = [.accept: "text/html", .acceptLanguage: "es"]
            let page = try await caller.call(.get, "/sign-in", headers: headers)
            #expect(page.text.contains("<h1>Iniciar sesión</h1>") && page.text.contains("lang=\"es\""))
            let refused = try await caller.form(
                "/sign-in", ["email": "a@b.c", "password": "x"], headers: headers)
            #expect(refused.status == 401 && refused.text.contains("no coinciden"))
            let nothing = try await caller.call(.get, "/nothing", headers: headers)
            #expect(nothing.status == 404 && nothing.text.contains("<h1>No encontrado</h1>"))
        }
    }

    @Test func `scripts are answered in English, and change the language of an operator`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            try await caller.makeOperator(.rep)
            let spanish: HTTPFields = [.acceptLanguage: "es"]
            let missing = try await caller.api(.get, "sessions/none", key: key, headers: spanish)
            #expect(try missing.json["title"] as? String == "No such session")
            let found = try await caller.world.database.read { try $0.findOperator(email: "rep@example.com") }
            let path = "operators/\(try #require(found).id)"
            let changed = try await caller.api(.patch, path, key: key, body: #"{"language": "es"}"#)
            #expect(changed.status == 200)
            #expect(try changed.json["language"] as? String == "es")
            #expect(try changed.json["role"] as? String == "rep")
            #expect(try await caller.api(.patch, path, key: key, body: "{}").status == 400)
            let unknown = try await caller.api(
                .patch, path, key: key, body: #"{"language": "xx", "role": "viewer"}"#)
            #expect(unknown.status == 422)
            let role = try await caller.api(.patch, path, key: key, body: #"{"role": "viewer"}"#)
            #expect(try role.json["language"] as? String == "es" && role.json["role"] as? String == "viewer")
            let cleared = try await caller.api(.patch, path, key: key, body: #"{"language": null}"#)
            #expect(try cleared.json["language"] is NSNull)
        }
    }
}
