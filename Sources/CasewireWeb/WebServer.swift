package import Casewire
package import CasewirePages
package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Answers HTTP: webhooks, API, dashboard, live updates, health.
///
/// A service: it runs until the process stops, then finishes what it is answering and ends its event streams.
package struct WebServer: Service {
    package struct Settings: Sendable {
        /// Such as `127.0.0.1`.
        package var host: String
        /// 0 for any free one; `onListening` tells which.
        package var port: Int
        /// Addresses of proxies in front, whose `X-Forwarded-For` is believed.
        package var trustedProxies: Set<String>

        package init(host: String, port: Int, trustedProxies: Set<String> = []) {
            self.host = host
            self.port = port
            self.trustedProxies = trustedProxies
        }
    }

    package let application: Application<RouterResponder<WebContext>>

    /// - Parameter onListening: called once with the port, when requests are answered.
    package init(
        settings: Settings, services: Services, assets: Assets, renderer: PageRenderer,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let numbers = NumberDirectory(services: services)
        let hub = LiveHub(services: services, renderer: renderer)
        let router = try WebRouter(
            services: services, assets: assets, renderer: renderer, numbers: numbers, hub: hub,
            trustedProxies: settings.trustedProxies)
        application = Application(
            responder: router.build().buildResponder(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "casewire", backlog: 1024),
            services: [numbers, hub],
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            logger: services.logger)
    }

    package func run() async throws {
        try await application.run()
    }
}
