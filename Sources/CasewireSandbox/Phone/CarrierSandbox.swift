package import CasewirePages
package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// A simulated Twilio: the REST resources for texting, signed webhooks, receipts, and the customers' phones.
///
/// Written from the vendor's documents alone. Runs as a service; its application can also be tested through the
/// router. The page at `/` is the customer's phone.
package struct CarrierSandbox: Service {
    package let configuration: CarrierConfiguration
    package let log: RequestLog
    package let faults: FaultPlan
    /// The port, once the server listens.
    package let port: BoundPort
    let network: CarrierNetwork
    private let pages: PageRenderer
    private let assets: Assets
    private let logger: Logger

    /// Reads the state that the configuration's folder holds; throws when the folder cannot be used.
    package init(
        _ configuration: CarrierConfiguration = CarrierConfiguration(),
        clock: SandboxClock = .system,
        identifiers: SandboxIdentifiers = .system,
        assets: Assets = .carried(),
        logger: Logger = Logger(label: "carrier")
    ) throws {
        self.configuration = configuration
        self.assets = assets
        self.logger = logger
        log = RequestLog()
        faults = FaultPlan()
        port = BoundPort()
        pages = try PageRenderer(assets: assets)
        network = CarrierNetwork(
            configuration: configuration,
            store: try CarrierStore(folder: configuration.folder, logger: logger),
            faults: faults, clock: clock, identifiers: identifiers, work: CarrierWork(), port: port)
        network.start()
    }

    package var accountSid: String { configuration.accountSid }
    package var authToken: String { configuration.authToken }
    package var numbers: [String] { network.store.numbers.map(\.number) }

    /// Serves until a graceful shutdown.
    package func run() async throws {
        try await application().run()
    }

    /// Returns once every webhook is called and every text has come to its end.
    package func idle() async {
        await network.work.idle()
    }

    package func application() -> Application<RouterResponder<SandboxContext>> {
        Application(
            router: router(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            services: [network.work],
            onServerRunning: { [port] channel in
                if let bound = channel.localAddress?.port { port.set(bound) }
            },
            logger: logger)
    }

    /// Every address of the simulated carrier.
    package func router() -> Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        router.add(middleware: CarrierRefusals())
        router.add(
            middleware: SandboxMiddleware(
                log: log, faults: faults, clock: network.clock, isPage: { !Self.isREST($0) },
                failure: { CarrierError(ordered: $0).response }))

        SandboxRoutes(log: log, faults: faults).add(to: router)
        CarrierRoutes(network: network).add(to: router)
        PhonePageRoutes(network: network, pages: pages, assets: assets).add(to: router)

        let open = router.group().add(middleware: CarrierAccess(configuration: configuration, faults: faults))
        let numberRoutes = NumberRoutes(network: network)
        open.get("/2010-04-01/Accounts/{account}.json") { request, _ in try numberRoutes.account(request) }
        let accounts = open.group("/2010-04-01/Accounts/:account")
        MessageRoutes(network: network).add(to: accounts)
        numberRoutes.add(to: accounts)
        ServiceRoutes(network: network).add(to: open)
        return router
    }

    /// Whether a path is one of the vendor's interface, rather than a page or an address for scripts.
    package static func isREST(_ path: String) -> Bool {
        ["/2010-04-01", "/v1/", "/v2/"].contains(where: path.hasPrefix)
    }
}
