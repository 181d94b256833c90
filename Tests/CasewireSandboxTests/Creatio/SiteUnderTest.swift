import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import CasewireSandbox

/// A simulated Creatio whose addresses are called without a network, by a signed-in caller.
struct SiteUnderTest: Sendable {
    let sandbox: CreatioSandbox
    let client: any TestClientProtocol
    /// Sent with each request.
    var headers: HTTPFields = [:]

    /// Runs a body against a fresh site, signed in by OAuth.
    static func run(
        _ flavour: CreatioConfiguration.Flavour = .net, switches: CreatioSwitches = CreatioSwitches(),
        folder: String? = nil, clock: ManualClock = ManualClock(), signedIn: Bool = true,
        _ body: @Sendable (SiteUnderTest) async throws -> Void
    ) async throws {
        var configuration = CreatioConfiguration()
        configuration.flavour = flavour
        configuration.switches = switches
        configuration.dataFolder = folder
        let sandbox = try CreatioSandbox(configuration, clock: clock.clock)
        try await sandbox.application().test(.router) { client in
            var site = SiteUnderTest(sandbox: sandbox, client: client)
            if signedIn { site.headers[.authorization] = "Bearer \(try await site.token())" }
            try await body(site)
        }
    }

    var root: String { sandbox.configuration.flavour.prefix + "/odata" }

    func token() async throws -> String {
        let credentials = sandbox.credentials
        let answer = try await send(
            .post, "/connect/token",
            body: "client_id=\(credentials.clientId)&client_secret=\(credentials.clientSecret)"
                + "&grant_type=client_credentials",
            type: "application/x-www-form-urlencoded")
        return try #require(answer.json["access_token"]?.text)
    }

    /// The same site with the cookies of a person.
    func signedIn(as user: String) async throws -> SiteUnderTest {
        let answer = try await send(
            .post, "/ServiceModel/AuthService.svc/Login",
            body: "{\"UserName\":\"\(user)\",\"UserPassword\":\"\(sandbox.credentials.password)\"}",
            type: "application/json")
        var site = self
        site.headers = [.cookie: answer.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")]
        site.headers[try #require(HTTPField.Name("BPMCSRF"))] = answer.cookies["BPMCSRF"]
        return site
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ uri: String, body: String? = nil, bytes: [UInt8]? = nil,
        type: String? = nil, more: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let type { headers[.contentType] = type }
        for field in more { headers[field.name] = field.value }
        let buffer = bytes.map { ByteBuffer(bytes: $0) } ?? body.map { ByteBuffer(string: $0) }
        return try await client.execute(uri: uri, method: method, headers: headers, body: buffer) {
            response in
            Answer(
                status: Int(response.status.code), headers: response.headers,
                text: String(buffer: response.body))
        }
    }

    func get(_ target: String) async throws -> Answer {
        let encoded = target.replacing(" ", with: "%20")
        return try await send(.get, "\(root)/\(encoded)")
    }

    @discardableResult
    func post(_ target: String, _ body: String) async throws -> Answer {
        try await send(.post, "\(root)/\(target)", body: body, type: "application/json")
    }

    @discardableResult
    func patch(_ target: String, _ body: String) async throws -> Answer {
        try await send(.patch, "\(root)/\(target)", body: body, type: "application/json")
    }

    @discardableResult
    func delete(_ target: String) async throws -> Answer {
        try await send(.delete, "\(root)/\(target)")
    }

    @discardableResult
    func order(_ path: String, _ body: String) async throws -> Answer {
        try await send(.post, "/sandbox/\(path)", body: body, type: "application/json")
    }

    /// A case of a contact, stored; answers its identifier.
    func makeCase(_ subject: String = "A question") async throws -> String {
        let answer = try await post("Case", "{\"Subject\":\"\(subject)\"}")
        return try #require(answer.json["Id"]?.text)
    }

    /// An activity of a case, stored; answers its identifier.
    func makeActivity(_ caseId: String, _ more: String = "") async throws -> String {
        let answer = try await post("Activity", "{\"Title\":\"A text\",\"CaseId\":\"\(caseId)\"\(more)}")
        return try #require(answer.json["Id"]?.text)
    }

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        var json: JSONValue { (try? JSONParser.parse(text)) ?? .null }
        var rows: [JSONValue] { json["value"]?.list ?? [] }

        /// What `innererror` says, and deeper.
        var innerMessage: String? { json["error"]?["innererror"]?["message"]?.text }
        var internalMessage: String? { json["error"]?["innererror"]?["internalexception"]?["message"]?.text }
        var message: String? { json["error"]?["message"]?.text }

        var cookies: [String: String] {
            var cookies: [String: String] = [:]
            for header in headers[values: .setCookie] {
                let pair = header.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
                cookies[String(pair[0])] = String(pair[1])
            }
            return cookies
        }
    }
}

/// A clock that is moved by hand; a wait moves it.
final class ManualClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_780_000_000))

    var clock: SandboxClock {
        SandboxClock(now: { self.time.withLock { $0 } }, sleep: { self.advance(by: $0) })
    }

    func advance(by time: Duration) {
        self.time.withLock {
            $0 += Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        }
    }
}
