import AsyncHTTPClient
import Casewire
import CasewirePages
import CasewireStorage
import CasewireWeb
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Puts the program together; the only place that knows the whole.
struct Composition {
    let settings: Settings
    let services: Services
    let store: Store
    private let client: HTTPClient
    private let leaseTime: Duration

    /// Opens what a command needs.
    ///
    /// - Parameter serves: takes a database file for this process alone, so that two servers cannot share one.
    init(_ settings: Settings, serves: Bool, rehearsal: Rehearsal? = nil) async throws {
        self.settings = settings
        leaseTime = rehearsal?.leaseTime ?? JobRunner.standardLeaseTime
        let random = SystemRandom()
        let clock = SystemClock()
        let vault = try Vault(keyBytes: KeyFile(path: settings.keyFile, random: random.bytes).bytes)
        store = try await Store(settings, serves: serves)
        let database = store.database
        try await database.migrate(Schema.migrations)
        try await Self.checkKey(vault, in: database, keyFile: settings.keyFile, at: clock.now())
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.clientConfiguration)
        services = Services(
            database: database, clock: clock, random: random,
            connections: LiveConnections(client: client, clock: clock, vault: vault), vault: vault,
            publicURL: settings.publicURL,
            logger: Self.logger(settings), lookUp: rehearsal?.lookUp ?? .standard, passing: rehearsal?.passing
        )
    }

    /// Serves until a signal, then lets what runs finish, and closes everything.
    func run() async throws {
        do {
            var configuration = ServiceGroupConfiguration(
                services: try servicesToRun().map {
                    ServiceGroupConfiguration.ServiceConfiguration(service: $0)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: services.logger)
            configuration.maximumGracefulShutdownDuration = Self.longestShutdown
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            try await close()
            throw error
        }
        try await close()
    }

    /// What still runs after a signal is cut off after so long.
    private static let longestShutdown = Duration.seconds(20)

    /// The web server, the job runner and what else runs long.
    func servicesToRun() throws -> [any Service] {
        let assets = Assets.carried()
        let server = try WebServer(
            settings: WebServer.Settings(
                host: settings.listen.host, port: settings.listen.port,
                trustedProxies: settings.trustedProxies),
            services: services, assets: assets, renderer: PageRenderer(assets: assets))
        let watch: [any Service] = store.watch.map { [$0] } ?? []
        return watch + [
            JobRunner(services: services, leaseTime: leaseTime), NumberConnector(services: services),
            CreatioConnector(services: services), server,
        ]
    }

    /// Begins what a start begins: jobs of a process that died go on, articles that an earlier version left are learned from,
    /// and Creatio is asked for news.
    func prepareToServe() async throws {
        let now = services.clock.now()
        let random = services.random
        try await services.database.write { [isOurs = store.isOurs] transaction in
            if isOurs { try transaction.releaseAllLeases(now: now) }
            try transaction.requestTraining(at: now, random: random)
            try transaction.enqueue(PollReplies(), at: now + .seconds(1), now: now, id: random.identifier())
            try transaction.enqueue(
                CompareCases(), at: now + .seconds(60), isOnlySooner: true, now: now, id: random.identifier())
            try transaction.enqueue(CountFigures(), at: now, now: now, id: random.identifier())
        }
    }

    func close() async throws {
        try await client.shutdown()
        await store.close()
    }

    /// A node with another key could open nothing: it refuses to start.
    private static func checkKey(
        _ vault: Vault, in database: any Database, keyFile: String, at now: Timestamp
    )
        async throws
    {
        let known = try await database.write { transaction in
            try transaction.hold("key.fingerprint")
            let known = try transaction.setting("key.fingerprint", as: String.self)
            if known == nil { try transaction.saveSetting("key.fingerprint", vault.fingerprint, at: now) }
            return known
        }
        if let known, known != vault.fingerprint {
            throw SettingsProblems(problems: [
                "KEY_FILE \(keyFile) is not the one this database's secrets were sealed with. Name the right file."
            ])
        }
    }

    private static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(120)))
        configuration.connectionPool.idleTimeout = .seconds(30)
        return configuration
    }

    static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "casewire") { label in
            switch settings.logFormat {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler(label: label)
            }
        }
        logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
        return logger
    }
}
