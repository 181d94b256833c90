import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import CasewireWeb

struct WebRouterTests {
    private static func router() async throws -> WebRouter {
        let world = try await World(on: .memory)
        let assets = Assets.carried()
        let renderer = try PageRenderer(assets: assets)
        return try WebRouter(
            services: world.services, assets: assets, renderer: renderer,
            numbers: NumberDirectory(services: world.services),
            hub: LiveHub(services: world.services, renderer: renderer), trustedProxies: [])
    }

    @Test
    func `the description names every address of the API and no other`() async throws {
        let router = try await Self.router()
        let built = Set(
            router.apiEndpoints.map { "\($0.method.rawValue.lowercased()) /\($0.path)" } + [
                "get /openapi.json"
            ])
        let bytes = try #require(Assets.carried()["openapi.json"])
        let document = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
        #expect(built == described)
    }

    @Test
    func `every address of the API wants a key and the role for it`() async throws {
        let endpoints = try await Self.router().apiEndpoints
        try await WebWorld().run { caller async throws in
            var keys: [Operator.Role: String] = [:]
            for role in Operator.Role.allCases { keys[role] = try await caller.makeKey(role) }
            for endpoint in endpoints {
                let path = endpoint.path.replacing("{id}", with: "nothing")
                let bare = try await caller.call(endpoint.method, "/api/v1/" + path)
                #expect(bare.status == 401, "\(path) without a key")
                #expect(bare.headers[.wwwAuthenticate] == "Bearer")
                for (role, key) in keys {
                    let answer = try await caller.api(endpoint.method, path, key: key)
                    #expect((answer.status == 403) == !role.may(endpoint.permission), "\(role) \(path)")
                    #expect(answer.status != 401 && answer.status < 500, "\(role) \(path): \(answer.text)")
                }
            }
        }
    }

    @Test
    func `every page wants a sign-in and the role for it`() async throws {
        let endpoints = try await Self.router().dashboardEndpoints.filter { $0.path != "events" }
        for role in Operator.Role.allCases {
            try await WebWorld().run { caller async throws in
                let browser = try await caller.signIn(role)
                for endpoint in endpoints {
                    let path = "/" + endpoint.path.replacing("{id}", with: "nothing")
                    let bare = try await caller.call(endpoint.method, path, headers: [.accept: "text/html"])
                    #expect(bare.status == (endpoint.method == .get ? 303 : 401), "\(path) signed out")
                    let answer =
                        endpoint.method == .get
                        ? try await caller.page(path, in: browser)
                        : try await caller.submit(path, in: browser)
                    #expect((answer.status == 403) == !role.may(endpoint.permission), "\(role) \(path)")
                    #expect(answer.status < 500, "\(role) \(path): \(answer.text)")
                }
            }
        }
    }

    @Test(arguments: ["cw_unknown-key-of-quite-enough-characters", "", "short"])
    func `a key that does not hold opens nothing`(_ key: String) async throws {
        try await WebWorld().run { caller async throws in
            #expect(try await caller.api(.get, "stats", key: key).status == 401)
        }
    }

    @Test
    func `a revoked key opens nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            #expect(try await caller.api(.get, "stats", key: key).status == 200)
            let now = caller.world.clock.now()
            let names = try await caller.world.database.read { try $0.apiKeys().map(\.name) }
            _ = try await caller.world.database.write { try $0.revokeKey(named: names[0], at: now) }
            #expect(try await caller.api(.get, "stats", key: key).status == 401)
        }
    }

    @Test
    func `unknown addresses are problems for programs and pages for people`() async throws {
        try await WebWorld().run { caller async throws in
            let program = try await caller.call(.get, "/api/v1/nothing")
            #expect(program.headers[.contentType]?.hasPrefix("application/problem+json") == true)
            let person = try await caller.call(.get, "/nothing", headers: [.accept: "text/html"])
            #expect(person.status == 404)
            #expect(person.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(person.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(person.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test
    func `a known address says which methods it takes`() async throws {
        try await WebWorld().run { caller async throws in
            let trace = try await caller.call(.trace, "/api/v1/stats")
            #expect(trace.status == 405)
            #expect(trace.headers[.allow] == "GET, HEAD")
            let got = try await caller.call(.get, "/webhooks/twilio")
            #expect(got.status == 405)
            #expect(got.headers[.allow] == "POST")
            #expect(try await caller.call(.head, "/healthz").status == 200)
        }
    }

    @Test
    func `connections and figures show no credentials`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let connections = try await caller.api(.get, "connections", key: key)
            #expect(connections.status == 200)
            #expect(!connections.text.contains("secret") && !connections.text.contains(#""token""#))
            let numbers = try connections.json["numbers"] as? [[String: Any]]
            #expect(numbers?.first?["number"] as? String == "+15550001000")
            #expect((try connections.json["creatio"] as? [String: Any])?["status"] as? String == "untried")
            let statistics = try await caller.api(.get, "stats", key: key)
            #expect((try statistics.json["sessions"] as? [String: Int])?["agent"] == 0)
        }
    }
}
