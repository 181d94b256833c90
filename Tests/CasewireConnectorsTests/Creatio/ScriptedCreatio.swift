import AsyncHTTPClient
import Casewire
import CasewireConnectors
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization

/// A small server on loopback that answers each request as a test says, and remembers what it was asked.
struct ScriptedCreatio: Sendable {
    /// One request as it arrived.
    struct Asked: Sendable {
        let method: String
        /// Percent-encoded, with the query.
        let target: String
        let headers: [String: String]
        let body: String

        var path: String { String(target.prefix { $0 != "?" }) }
        var query: String { target.contains("?") ? String(target.drop { $0 != "?" }.dropFirst()) : "" }
    }

    /// What goes back.
    struct Answer: Sendable {
        var status = 200
        var headers: [(String, String)] = []
        var body = ""

        static func json(_ body: String, status: Int = 200) -> Answer {
            Answer(
                status: status, headers: [("Content-Type", "application/json; odata.metadata=minimal")],
                body: body)
        }

        static func page(_ body: String, status: Int = 200) -> Answer {
            Answer(status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: body)
        }

        static let token = json(#"{"access_token":"token-1","expires_in":3600,"token_type":"Bearer"}"#)
        static let signInPage = page(
            "<html><head><title>Sign in</title></head><body>/Login/NuiLogin.aspx</body></html>")
        static let toSignIn = Answer(
            status: 302, headers: [("Location", "/Login/NuiLogin.aspx?ReturnUrl=%2f0")])
        static let empty204 = Answer(status: 204)
        static let notFound = Answer(status: 404)
    }

    let log: Log
    let port: Int

    /// The requests so far, in their order.
    var asked: [Asked] { log.asked.withLock { $0 } }

    /// How many requests had this method and path.
    func count(_ method: String, _ path: String) -> Int {
        asked.count { $0.method == method && $0.path == path }
    }

    final class Log: Sendable {
        let asked = Mutex<[Asked]>([])
    }

    /// Runs a test against a server whose every answer comes from the script.
    @discardableResult
    static func run<Value: Sendable>(
        _ script: @escaping @Sendable (Asked) async -> Answer,
        _ test: @Sendable (ScriptedCreatio, HTTPClient) async throws -> Value
    ) async throws -> Value {
        let log = Log()
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let body = try await request.body.collect(upTo: 4 << 20)
            var headers: [String: String] = [:]
            for field in request.headers { headers[field.name.rawName.lowercased()] = field.value }
            let asked = Asked(
                method: request.method.rawValue, target: request.head.path ?? "", headers: headers,
                body: String(buffer: body))
            log.asked.withLock { $0.append(asked) }
            let answer = await script(asked)
            var fields = HTTPFields()
            for (name, value) in answer.headers {
                if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
            }
            return Response(
                status: .init(code: answer.status), headers: fields,
                body: answer.status == 204 ? .init() : .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        var logger = Logger(label: "scripted")
        logger.logLevel = .error
        let application = Application(responder: responder, logger: logger)
        return try await application.test(.live) { client in
            let http = HTTPClient(configuration: .creatio)
            do {
                let value = try await test(ScriptedCreatio(log: log, port: client.port ?? 0), http)
                try await http.shutdown()
                return value
            } catch {
                try await http.shutdown()
                throw error
            }
        }
    }

    /// Runs a test with a connector signed in by client credentials, whose flavour is already known.
    @discardableResult
    static func run<Value: Sendable>(
        as flavour: CreatioFlavour? = .net, clock: StillClock = StillClock(),
        signIn: CreatioConnection.SignIn = .client(id: "id", secret: Secret("secret")),
        timeouts: CreatioTimeouts = CreatioTimeouts(),
        _ script: @escaping @Sendable (Asked) async -> Answer,
        test: @Sendable (CreatioSite, ScriptedCreatio) async throws -> Value
    ) async throws -> Value {
        try await run(script) { server, http in
            var connection = try CreatioConnection(
                url: "http://localhost:\(server.port)", signIn: signIn, flavour: flavour)
            connection.timeouts = timeouts
            return try await test(CreatioSite(connection: connection, client: http, clock: clock), server)
        }
    }
}

/// A clock that stands until it is moved.
final class StillClock: WallClock {
    private let moment = Mutex(Timestamp(milliseconds: 1_800_000_000_000))

    func now() -> Timestamp { moment.withLock { $0 } }

    func sleep(until moment: Timestamp) async throws {}

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

/// Counts how often something happened, across tasks.
final class Tally: Sendable {
    private let value = Mutex(0)

    /// The count so far, this time included.
    @discardableResult
    func add() -> Int {
        value.withLock {
            $0 += 1; return $0
        }
    }

    var count: Int { value.withLock { $0 } }
}
