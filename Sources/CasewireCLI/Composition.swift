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
    let database: SQLiteDatabase
    private let client: HTTPClient
    private let lock: FileLock?

    /// Opens what a command needs.
    ///
    /// - Parameter serves: takes the database for this process alone, so that two servers cannot share one file.
    init(_ settings: Settings, serves: Bool) async throws {
        self.settings = settings
        let random = SystemRandom()
        let clock = SystemClock()
        if serves {
            do {
                lock = try FileLock(path: settings.database)
            } catch {
                throw SettingsProblems(problems: [
                    "DATABASE \(settings.database) is in use by another casewire, or its folder cannot be written: \(error)"
                ])
            }
        } else {
            lock = nil
        }
        let vault = try Vault(keyBytes: KeyFile(path: settings.keyFile, random: random.bytes).bytes)
        database = try await SQLiteDatabase(path: settings.database)
        try await database.migrate(Schema.migrations)
        try await Self.checkKey(vault, in: database, keyFile: settings.keyFile, at: clock.now())
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.clientConfiguration)
        services = Services(
            database: database, clock: clock, random: random,
            connections: LiveConnections(client: client, clock: clock), vault: vault,
            publicURL: settings.publicURL,
            logger: Self.logger(settings))
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
        return [
            DatabaseWatch(database: database), JobRunner(services: services),
            NumberConnector(services: services), CreatioConnector(services: services), server,
        ]
    }

    /// Begins what a start begins: jobs of a process that died go on, and Creatio is asked for news.
    func prepareToServe() async throws {
        let now = services.clock.now()
        let random = services.random
        try await database.write { transaction in
            try transaction.releaseAllLeases(now: now)
            try transaction.enqueue(PollReplies(), at: now + .seconds(1), now: now, id: random.identifier())
        }
    }

    func close() async throws {
        try await client.shutdown()
        await database.close()
        lock?.release()
    }

    /// A node with another key could open nothing: it refuses to start.
    private static func checkKey(
        _ vault: Vault, in database: some Database, keyFile: String, at now: Timestamp
    )
        async throws
    {
        let known = try await database.write { transaction in
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

/// Notices what another process wrote into the database file.
struct DatabaseWatch: Service {
    let database: SQLiteDatabase

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await database.watchOtherProcesses()
        }
    }
}
