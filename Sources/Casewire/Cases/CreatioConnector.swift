import CasewireStorage
import Logging
import ServiceLifecycle

/// Reads what the Creatio site offers, at the start, when the connection changes and daily, and shows whether that worked.
package struct CreatioConnector: Service {
    static let retryWait = Duration.seconds(30)

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func run() async throws {
        let changes = services.database.changes.subscribe()
        let alarm = Alarm(clock: services.clock)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await alarm.follow(changes, about: .settings) }
                group.addTask { await keepConnected(wakenBy: alarm) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func keepConnected(wakenBy alarm: Alarm) async {
        var connected: CreatioSettings?
        var nextTry = services.clock.now()
        await alarm.loop {
            let now = services.clock.now()
            let vault = services.vault
            let settings = try? await services.database.read { try $0.creatioSettings(openedBy: vault) }
            guard let settings, settings != connected || now >= nextTry else { return nextTry }
            let isConnected = await connect(settings)
            connected = isConnected ? settings : nil
            nextTry = now + (isConnected ? CaseCatalog.longestAge : Self.retryWait)
            return nextTry
        }
    }

    /// Reads the catalog and keeps how that went.
    private func connect(_ settings: CreatioSettings) async -> Bool {
        let now = services.clock.now()
        let reason: String?
        do {
            try await CatalogReader(services: services).read(settings)
            reason = nil
        } catch let failure as CaseSystemFailure {
            reason = failure.words
        } catch {
            reason = "\(error)"
        }
        if let reason {
            services.logger.warning("Creatio cannot be worked with yet.", metadata: ["reason": "\(reason)"])
        }
        _ = try? await services.database.write {
            try $0.noteCreatio(reason == nil ? .active : .failing, reason: reason, at: now)
        }
        return reason == nil
    }
}

extension CaseSystemFailure {
    /// For people, with what to do.
    package var words: String {
        switch self {
        case .unavailable(let reason), .signInRefused(let reason), .duplicate(let reason),
            .missingReference(let reason), .rejected(let reason), .notFound(let reason):
            reason
        case .denied(_, _, let reason), .overQuota(let reason, _): reason
        }
    }
}
