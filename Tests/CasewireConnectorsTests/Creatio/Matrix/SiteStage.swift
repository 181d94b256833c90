import AsyncHTTPClient
import Casewire
import CasewireConnectors
import CasewireSandbox
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing

/// A whole product joined to the simulated Creatio over loopback: in one process, and by one clock that a test moves.
struct SiteStage: Sendable {
    let world: World
    let site: CasewireConnectors.CreatioSite
    let client: any TestClientProtocol
    /// A connector to the same site with credentials that are wrong.
    let stranger: CasewireConnectors.CreatioSite
    /// What Creatio tells comes from its business processes alone, and not by polling.
    let usesProcesses: Bool

    /// - Parameter strikes: answers that take the place of the site's; with them no business process runs.
    static func run(
        _ way: SandboxBench.Way, switches: CreatioSwitches = CreatioSwitches(), usesProcesses: Bool = false,
        strikes: Strikes? = nil, _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var configuration = CreatioConfiguration()
        configuration.flavour = way.flavour
        configuration.switches = switches
        configuration.logger.logLevel = .critical
        let sandbox = try CreatioSandbox(
            configuration,
            clock: SandboxClock(
                now: { Date(timeIntervalSince1970: Double(clock.now().milliseconds) / 1000) },
                sleep: { try await Task.sleep(for: $0) }))
        let credentials = sandbox.credentials
        @Sendable func stage(_ client: any TestClientProtocol) async throws {
            let http = HTTPClient(configuration: .creatio)
            do {
                let url = "http://localhost:\(client.port ?? 0)/"
                func connector(_ password: String, _ secret: String) throws -> CasewireConnectors.CreatioSite
                {
                    let connection = try CreatioConnection(
                        url: url,
                        signIn: way.isUser
                            ? .user(name: credentials.user, password: Secret(password))
                            : .client(id: credentials.clientId, secret: Secret(secret)))
                    return CasewireConnectors.CreatioSite(connection: connection, client: http, clock: clock)
                }
                let site = try connector(credentials.password, credentials.clientSecret)
                let world = try await World(on: .memory, model: FieldsModel(), clock: clock, site: site)
                let stage = SiteStage(
                    world: world, site: site, client: client, stranger: try connector("wrong", "wrong"),
                    usesProcesses: usesProcesses)
                if usesProcesses { try await stage.withProcesses(body) } else { try await body(stage) }
                try await http.shutdown()
            } catch {
                try await http.shutdown()
                throw error
            }
        }
        if let strikes {
            var logger = Logger(label: "struck")
            logger.logLevel = .critical
            let responder = StruckResponder(site: sandbox.router.buildResponder(), strikes: strikes)
            try await Application(responder: responder, logger: logger).test(.live) { try await stage($0) }
        } else {
            try await sandbox.application().test(.live) { try await stage($0) }
        }
    }

    /// Sets up both business processes, and takes their calls as the webhook does.
    private func withProcesses(_ body: @escaping @Sendable (SiteStage) async throws -> Void) async throws {
        let responder = CallbackResponder<BasicRequestContext> { [services = world.services] request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            try await services.take(CaseHint(body: Array(bytes.readableBytesView)))
            return Response(status: .accepted)
        }
        var logger = Logger(label: "hints")
        logger.logLevel = .critical
        try await Application(responder: responder, logger: logger).test(.live) { [self] hints in
            for event in ["new_activity", "case_closed"] {
                try await order(
                    #"{"event":"\#(event)","url":"http://localhost:\#(hints.port ?? 0)/"}"#,
                    at: "/sandbox/processes")
            }
            try await body(self)
        }
    }

    /// Connects the product to the site, with a field of each kind.
    func connect(polls: Bool = true, cases: CreatioSettings.CaseMode = .everyConversation) async throws {
        let (settings, vault, now) = (
            settings(polls: polls, cases: cases), world.services.vault, world.clock.now()
        )
        try await world.database.write { try $0.save(settings, sealedBy: vault, at: now) }
    }

    func settings(polls: Bool = true, cases: CreatioSettings.CaseMode = .everyConversation) -> CreatioSettings
    {
        var settings = CreatioSettings(
            url: "http://localhost", identityURL: nil, signIn: .client(id: "id", secret: Secret("secret")),
            webhookToken: Secret("0123456789abcdef"), connectedAt: world.clock.now())
        settings.cases = cases
        settings.replies.poll = polls && !usesProcesses
        settings.fields = [
            .init(
                column: "UsrOrderNumber", title: "Order number", kind: .text, description: "",
                pattern: #"^[A-Z]{2}\d{6}$"#),
            .init(
                column: "PriorityId", title: "Priority", kind: .dropdown, description: "High when urgent",
                pattern: nil),
        ]
        return settings
    }

    // MARK: The site's own side

    func order(_ json: String, at path: String = "/sandbox/faults") async throws {
        let status = try await client.execute(
            uri: path, method: .post, headers: [.contentType: "application/json"],
            body: ByteBuffer(string: json)
        ) { $0.status }
        try require((200..<300).contains(status.code), "\(path) answered \(status)")
    }

    func endFaults() async throws {
        try await client.execute(uri: "/sandbox/faults", method: .delete) { _ in }
    }

    /// All cases with their activities, in the order of the timeline.
    func cases() async throws -> [SiteCase] {
        let data = try await client.execute(uri: "/sandbox/cases", method: .get) {
            Data($0.body.readableBytesView)
        }
        return try JSONDecoder().decode(SiteCases.self, from: data).items
    }

    /// What the site counted so far.
    func usage() async throws -> SiteUsage {
        let data = try await client.execute(uri: "/sandbox/usage", method: .get) {
            Data($0.body.readableBytesView)
        }
        return try JSONDecoder().decode(SiteUsage.self, from: data)
    }

    // MARK: Waiting

    /// Lets time go by until something holds; with business processes also real time, since their calls take some.
    func until(_ what: String, within seconds: Int = 90, _ holds: () async throws -> Bool) async throws {
        for _ in 0..<seconds {
            if try await holds() { return }
            if usesProcesses { try await Task.sleep(for: .milliseconds(10)) }
            world.clock.advance(by: .seconds(1))
            try await world.jobs.runDue()
        }
        try require(try await holds(), "not \(what)")
    }

    func link() async throws -> CaseLink? {
        let session = try await world.session()
        return try await world.database.read { try $0.caseLink(of: session.id) }
    }

    func isSynced() async throws -> Bool { try await link()?.sync == .synced }

    func require(_ holds: Bool, _ problem: @autoclosure () -> String) throws {
        if !holds { throw JourneyProblem(description: problem()) }
    }
}

/// Why a journey ended early.
struct JourneyProblem: Error, CustomStringConvertible {
    let description: String
}

struct SiteCases: Decodable, Sendable {
    let items: [SiteCase]
}

/// A case as the sandbox lists it.
struct SiteCase: Decodable, Sendable {
    struct Activity: Decodable, Sendable {
        let Id: String
        let Title: String?
        let DetailedResult: String?
        let StartDate: String
        let Status: String?
        let Category: String?

        var isOpen: Bool { Status == "Not started" }
    }

    let Id: String
    let Number: String?
    let Subject: String?
    let Symptoms: String?
    let Status: String?
    let Priority: String?
    let ContactId: String?
    let UsrOrderNumber: String?
    let activities: [Activity]
}

struct SiteUsage: Decodable, Sendable {
    let requests: Int
    let operations: Int
}

/// A model that answers each text, and knows the fields.
struct FieldsModel: LanguageModel {
    func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        let asked = turn.newTexts.joined(separator: " ").prefix(60)
        return ModelAnswer(
            .reply("You wrote “\(asked)”. We look into it.", sources: [], confidence: 1), model: "scripted")
    }

    func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        HandoffNote(
            summary: "The customer <b>waits</b> & asks for order AB123456.", subject: "Order AB123456",
            sentiment: .negative, language: "en",
            fields: request.fields.map { field in
                let value = field.column == "PriorityId" ? "High" : "AB123456"
                return FieldAnswer(column: field.column, value: value, reason: "The customer wrote it.")
            })
    }
}
