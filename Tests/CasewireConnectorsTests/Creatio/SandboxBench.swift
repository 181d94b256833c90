import AsyncHTTPClient
import Casewire
import CasewireConnectors
import CasewireSandbox
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

/// A running sandbox and a connector to it.
struct SandboxBench: Sendable {
    /// A way to reach a site.
    struct Way: Sendable, CustomTestStringConvertible {
        let flavour: CreatioConfiguration.Flavour
        let isUser: Bool

        var testDescription: String { "\(flavour.rawValue), \(isUser ? "form" : "OAuth")" }

        static let all = CreatioConfiguration.Flavour.allCases.flatMap { flavour in
            [false, true].map { Way(flavour: flavour, isUser: $0) }
        }
        static let one = Way(flavour: .framework, isUser: false)
    }

    let site: CasewireConnectors.CreatioSite
    /// The same site through a connector that soon gives up waiting for an answer.
    let impatientSite: CasewireConnectors.CreatioSite
    let clock: StillClock
    let client: any TestClientProtocol

    func order(_ json: String, at path: String = "/sandbox/faults") async throws {
        let status = try await client.execute(
            uri: path, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(string: json)
        ) { $0.status }
        #expect((200..<300).contains(status.code), "\(path) answered \(status)")
    }

    func endFaults() async throws {
        try await client.execute(uri: "/sandbox/faults", method: .delete) { _ in }
    }

    /// How many requests the sandbox saw whose path ends so.
    func count(_ suffix: String) async throws -> Int {
        let log = try await client.execute(uri: "/sandbox/requests", method: .get) {
            String(buffer: $0.body)
        }
        return log.split(separator: "\"path\"").dropFirst().count { entry in
            entry.split(separator: "\"", omittingEmptySubsequences: true).dropFirst().first?.hasSuffix(
                suffix) == true
        }
    }

    func expect(
        _ changes: [RowChange], _ kinds: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let outcomes = try await site.write(changes)
        #expect(
            outcomes.map(Self.kind) == kinds, "\(outcomes)", sourceLocation: sourceLocation
        )
    }

    func expect(
        _ count: Int, requestsTo suffix: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let seen = try await self.count(suffix)
        #expect(seen == count, sourceLocation: sourceLocation)
    }

    func expect(
        _ object: String, _ id: String, isThere: Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let row = try await row(object, id, ["Id"])
        #expect((row != nil) == isThere, sourceLocation: sourceLocation)
    }

    func row(_ object: String, _ id: String, _ columns: [String]) async throws -> RowValues? {
        try await site.read([RowQuery(object, where: .equal("Id", .id(id)), columns: columns)])[0].first
    }

    static func run(
        _ way: Way, switches: CreatioSwitches = CreatioSwitches(),
        signIn: CreatioConnection.SignIn? = nil, _ test: @Sendable (SandboxBench) async throws -> Void
    ) async throws {
        var configuration = CreatioConfiguration()
        configuration.flavour = way.flavour
        configuration.switches = switches
        configuration.logger.logLevel = .error
        let sandbox = try CreatioSandbox(configuration)
        let credentials = sandbox.credentials
        try await sandbox.application().test(.live) { client in
            let http = HTTPClient(configuration: .creatio)
            let usual: CreatioConnection.SignIn =
                way.isUser
                ? .user(name: credentials.user, password: Secret(credentials.password))
                : .client(id: credentials.clientId, secret: Secret(credentials.clientSecret))
            do {
                let connection = try CreatioConnection(
                    url: "http://localhost:\(client.port ?? 0)/", signIn: signIn ?? usual)
                let clock = StillClock()
                let site = CasewireConnectors.CreatioSite(connection: connection, client: http, clock: clock)
                var soon = try CreatioConnection(
                    url: "http://localhost:\(client.port ?? 0)/", signIn: signIn ?? usual,
                    flavour: way.flavour == .net ? .net : .framework)
                soon.timeouts.odata = .seconds(8)
                let impatient = CasewireConnectors.CreatioSite(connection: soon, client: http, clock: clock)
                try await test(
                    SandboxBench(site: site, impatientSite: impatient, clock: clock, client: client))
                try await http.shutdown()
            } catch {
                try await http.shutdown()
                throw error
            }
        }
    }

    static func kind(of outcome: RowOutcome) -> String {
        switch outcome {
        case .done: "done"
        case .notAttempted: "notAttempted"
        case .failed(let failure): CreatioCatalogueTests.parts(of: failure).kind.rawValue
        }
    }

    static func kind(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "done"
        } catch {
            guard let failure = error as? CaseSystemFailure else { return "\(error)" }
            return CreatioCatalogueTests.parts(of: failure).kind.rawValue
        }
    }
}
