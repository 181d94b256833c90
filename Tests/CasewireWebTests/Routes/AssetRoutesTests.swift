import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct AssetRoutesTests {
    @Test
    func `an address that names the contents is kept for ever`() async throws {
        try await WebWorld().run { caller async throws in
            let page = try await caller.call(.get, "/sign-in")
            let link = try #require(
                page.text.firstMatch(of: #/href="(\/assets\/casewire\.css\?v=[0-9a-f]+)"/#))
            let answer = try await caller.call(.get, String(link.output.1))
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/css; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let tag = try #require(answer.headers[.eTag])
            let again = try await caller.call(.get, "/assets/casewire.css", headers: [.ifNoneMatch: tag])
            #expect(again.status == 304)
            #expect(again.headers[.cacheControl] == "no-cache")
        }
    }

    @Test(arguments: ["/assets/nothing.css", "/assets/openapi.json", "/assets/pages%2Finbox.mustache"])
    func `only stylesheets, scripts and icons are assets`(_ path: String) async throws {
        try await WebWorld().run { caller async throws in
            let answer = try await caller.call(.get, path)
            #expect(answer.status == 404)
        }
    }
}
