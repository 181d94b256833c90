package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A simulated Creatio 8 site: sign-in, OData, files, business processes, and a page to act as the rep.
///
/// It is a service of its own; `port` is known once it runs. Its router can also be tested without a network.
package struct CreatioSandbox: Service {
    package let configuration: CreatioConfiguration
    package let site: CreatioSite
    package let log: RequestLog
    package let faults: FaultPlan
    private let clock: SandboxClock
    private let queue: ProcessQueue
    private let pages: CreatioPages
    private let boundPort = BoundPort()

    /// Reads what the data folder holds, or fills a new site.
    package init(
        _ configuration: CreatioConfiguration = CreatioConfiguration(), clock: SandboxClock = .system,
        identifiers: SandboxIdentifiers = .system
    ) throws {
        self.configuration = configuration
        self.clock = clock
        log = RequestLog()
        faults = FaultPlan()
        queue = ProcessQueue()
        pages = try CreatioPages()
        site = try CreatioSite(
            configuration: configuration, clock: clock, identifiers: identifiers, faults: faults,
            events: queue)
    }

    package var credentials: CreatioConfiguration.Credentials { configuration.credentials }

    /// The port in use; waits until the server listens.
    package var port: Int { get async { await boundPort.value } }

    package func run() async throws {
        try await application().run()
    }

    /// The server with the runner of business processes.
    package func application() -> Application<RouterResponder<SandboxContext>> {
        Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "creatio-sandbox"),
            services: [
                ProcessRunner(site: site, queue: queue, clock: clock, logger: configuration.logger)
            ],
            onServerRunning: { [boundPort] channel in
                boundPort.set(channel.localAddress?.port ?? 0)
            },
            logger: configuration.logger)
    }

    /// Every address of the site.
    package var router: Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        router.add(
            middleware: SandboxMiddleware(
                log: log, faults: faults, clock: clock, isPage: { CreatioPages.isPage($0) },
                failure: { status in
                    let fault = CreatioFault.plain(
                        Int(status.code), ["Message": "An error has occurred."])
                    return Response(fault)
                }))
        router.add(middleware: CreatioFaultMiddleware())
        let gate = CreatioGate(site: site, configuration: configuration)
        OAuthRoutes(site: site, configuration: configuration).add(to: router)
        FormsSignInRoutes(site: site, configuration: configuration).add(to: router)
        ODataRoutes(site: site, gate: gate, configuration: configuration).add(to: router)
        CreatioServiceRoutes(site: site, gate: gate, configuration: configuration).add(to: router)
        CreatioFileRoutes(site: site, gate: gate, configuration: configuration).add(to: router)
        CreatioControlRoutes(site: site).add(to: router)
        CreatioPageRoutes(site: site, pages: pages).add(to: router)
        SandboxRoutes<SandboxContext>(log: log, faults: faults) { [site] fault in
            guard fault.kind == .expireToken else { return }
            if fault.path == "BPMCSRF" { await site.renewGuards() } else { await site.endAllSignIns() }
        }.add(to: router)
        return router
    }
}
