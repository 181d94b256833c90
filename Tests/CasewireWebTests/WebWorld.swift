import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import CasewireWeb

/// A world with the web server in front of it, spoken to through its router.
struct WebWorld {
    let world: World
    let server: WebServer

    /// - Parameter languages: further ones, beside those that the program has words for.
    init(
        on engine: Engine = .memory, autopilot: Bool = true, assist: Bool = false,
        model: any LanguageModel = ScriptedModel(), actions: any ActionCaller = ScriptedActions(),
        languages: [Catalogue] = []
    ) async throws {
        world = try await World(
            on: engine, model: model, autopilot: autopilot, assist: assist, actions: actions)
        let services = Services(
            database: world.database, clock: world.clock, random: world.random,
            connections: SignedConnections(inner: world.services.connections), vault: world.services.vault,
            publicURL: world.services.publicURL, logger: world.services.logger)
        let assets = Assets.carried()
        server = try WebServer(
            settings: WebServer.Settings(host: "127.0.0.1", port: 0), services: services, assets: assets,
            renderer: PageRenderer(assets: assets, adding: languages))
    }

    func run(_ body: @escaping @Sendable (WebCaller) async throws -> Void) async throws {
        try await server.application.test(.router) { client in
            try await body(WebCaller(client: client, world: world))
        }
    }
}

/// Calls the server as a script, a browser or a carrier would.
struct WebCaller: Sendable {
    let client: any TestClientProtocol
    let world: World

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        var json: [String: Any] {
            get throws {
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
            }
        }

        var items: [[String: Any]] { get throws { try json["items"] as? [[String: Any]] ?? [] } }
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Answer {
        try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { response in
            Answer(
                status: response.status.code, headers: response.headers, text: String(buffer: response.body))
        }
    }

    // MARK: Scripts

    func makeKey(_ role: Operator.Role) async throws -> String {
        let token = APIKey.makeToken(world.random)
        let (id, now): (APIKey.ID, Timestamp) = (world.random.identifier(), world.clock.now())
        try await world.database.write {
            try $0.saveKey(named: "key \(id)", role: role, token: token, id: id, at: now)
        }
        return token.value
    }

    func api(
        _ method: HTTPRequest.Method, _ path: String, key: String, body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.authorization] = "Bearer \(key)"
        return try await call(method, "/api/v1/" + path, headers: headers, body: body)
    }

    // MARK: Browsers

    struct Browser: Sendable {
        let cookie: String
        let formToken: String
    }

    static let password = "correct horse"

    func makeOperator(_ role: Operator.Role, email: String = "rep@example.com") async throws {
        let person = Operator(
            id: world.random.identifier(), email: email, role: role, createdAt: world.clock.now())
        let hash = try await PasswordHash(password: Secret(Self.password), random: world.random)
        _ = try await world.database.write { try $0.insertOnce(person, password: hash) }
    }

    func signIn(_ role: Operator.Role, email: String = "rep@example.com") async throws -> Browser {
        try await makeOperator(role, email: email)
        let answer = try await form("/sign-in", ["email": email, "password": Self.password])
        let cookie = String(answer.headers[.setCookie]?.split(separator: ";").first ?? "")
        let page = try await call(.get, "/inbox", headers: [.cookie: cookie])
        let token = page.text.firstMatch(of: #/name="form_token" value="([^"]+)"/#)?.output.1 ?? ""
        return Browser(cookie: cookie, formToken: String(token))
    }

    func page(_ path: String, in browser: Browser) async throws -> Answer {
        try await call(.get, path, headers: [.cookie: browser.cookie, .accept: "text/html"])
    }

    /// The same of a browser that asks for languages.
    func page(_ path: String, in browser: Browser, accepting languages: String) async throws -> Answer {
        try await call(
            .get, path,
            headers: [.cookie: browser.cookie, .accept: "text/html", .acceptLanguage: languages])
    }

    func submit(_ path: String, _ fields: [String: String] = [:], in browser: Browser) async throws -> Answer
    {
        var fields = fields
        fields["form_token"] = fields["form_token"] ?? browser.formToken
        return try await form(path, fields, headers: [.cookie: browser.cookie, .accept: "text/html"])
    }

    func form(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.map { "\(SignInRoutes.encoded($0.key))=\(SignInRoutes.encoded($0.value))" }
            .joined(separator: "&")
        return try await call(.post, path, headers: headers, body: body)
    }

    // MARK: Carriers

    /// A carrier's call, signed for the public URL with the number's secret unless told otherwise.
    func webhook(_ path: String, _ fields: [String: String], signature: String? = nil) async throws -> Answer
    {
        let genuine = SignedConnections.signature(secret: "token", url: "https://support.example.com" + path)
        return try await form(
            path, fields, headers: [try #require(HTTPField.Name("X-Twilio-Signature")): signature ?? genuine])
    }

    static let text = [
        "MessageSid": "SM1", "AccountSid": "AC1", "From": World.customer, "To": "+15550001000",
        "Body": "Where is my order?",
    ]
}

/// Carriers whose signature is made of the secret and the URL alone, so that tests can make it.
struct SignedConnections: Connections {
    let inner: any Connections

    var carriers: [CarrierDescription] { inner.carriers }
    var actions: any ActionCaller { inner.actions }
    func carrier(for number: Number) async throws -> any SMSProvider { try await inner.carrier(for: number) }
    func model(for settings: AgentSettings) async throws -> any LanguageModel {
        try await inner.model(for: settings)
    }
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem {
        try await inner.caseSystem(for: settings)
    }
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder {
        Decoder(inner: inner.webhooks(of: provider))
    }

    static func signature(secret: String, url: String) -> String { "\(secret) for \(url)" }

    struct Decoder: WebhookDecoder {
        let inner: any WebhookDecoder

        var methods: Set<String> { inner.methods }
        func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent { try inner.read(call) }
        func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
            FormBody(decoding: call.body)["AccountSid"] == number.account
                && call.header("X-Twilio-Signature")
                    == SignedConnections.signature(secret: number.secret.value, url: call.url)
        }
        func answer(to event: WebhookContent.Event) -> WebhookAnswer { inner.answer(to: event) }
        func words(forErrorCode code: String) -> String { inner.words(forErrorCode: code) }
        func meansOptOut(errorCode code: String) -> Bool { inner.meansOptOut(errorCode: code) }
        func answers(_ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind) -> Bool {
            inner.answers(keyword, written: body, on: sender)
        }
    }
}
