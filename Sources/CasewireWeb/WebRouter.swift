import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird

/// Every address of the server, grouped by who may call it.
struct WebRouter {
    let services: Services
    let assets: Assets
    let presenter: PagePresenter
    let numbers: NumberDirectory
    let hub: LiveHub
    let counts = RequestCounts()
    private let refusedHints = RefusedHints()
    let trustedProxies: Set<String>

    init(
        services: Services, assets: Assets, renderer: PageRenderer, numbers: NumberDirectory, hub: LiveHub,
        trustedProxies: Set<String>
    ) throws {
        self.services = services
        self.assets = assets
        self.numbers = numbers
        self.hub = hub
        self.trustedProxies = trustedProxies
        presenter = PagePresenter(renderer: renderer, links: AssetLinks(assets))
    }

    func build() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            CountingMiddleware(counts: counts)
            SecurityHeadersMiddleware()
            ErrorMiddleware(logger: services.logger, presenter: presenter)
        }
        addWebhooks(to: router)
        addAPI(to: router)
        addDashboard(to: router)
        addHealth(to: router)
        refuseOtherMethods(on: router)
        return router
    }

    /// Known addresses say which methods they take (RFC 9110, section 15.5.6).
    private func refuseOtherMethods(on router: Router<WebContext>) {
        let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]
        for (path, routes) in Dictionary(grouping: router.routes, by: \.path.description) {
            var taken = Set(routes.map(\.method))
            if taken.contains(.get) { taken.insert(.head) }
            let allowed = taken.map(\.rawValue).sorted()
            for method in methods where !taken.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Problem.wrongMethod(method, allowed: allowed)
                }
            }
        }
    }

    /// Callers prove themselves by signature or by a secret in the address.
    private func addWebhooks(to router: Router<WebContext>) {
        let webhooks = router.group("webhooks")
        CreatioWebhookRoutes(services: services, refused: refusedHints).add(to: webhooks)
        SMSWebhookRoutes(services: services, numbers: numbers).add(to: webhooks)
    }

    /// Callers show an API key; its role decides.
    private func addAPI(to router: Router<WebContext>) {
        router.get("api/v1/openapi.json") { _, _ in try OpenAPIDocument(assets).response }
        router.group("api/v1")
            .add(middleware: KeyMiddleware(services: services))
            .group(context: KeyContext.self)
            .add(apiEndpoints, audit: AuditTrail(services: services))
    }

    /// What the API offers, resource by resource.
    var apiEndpoints: [Endpoint<KeyContext>] {
        SessionRoutes(services: services).routes + SessionActionRoutes(services: services).routes
            + ContactRoutes(services: services).routes + JobRoutes(services: services).routes
            + StatisticsRoutes(services: services).routes + ConnectionRoutes(services: services).routes
            + SendingRoutes(services: services).routes + MessageRoutes(services: services).routes
            + NumberRoutes(services: services).routes + FieldRoutes(services: services).routes
            + CreatioRoutes(services: services).routes + LimitRoutes(services: services).routes
            + ArticleRoutes(services: services).routes + KnowledgeRoutes(services: services).routes
            + AnalyticsRoutes(services: services).routes
            + PeopleRoutes(services: services, languages: presenter.languages.map(\.code)).routes
            + SetupRoutes(services: services).routes + DraftRoutes(services: services).routes
            + ImportRoutes(services: services).routes
            + ActionRoutes(services: services).routes + TemplateRoutes(services: services).routes
            + WebhookRoutes(services: services).routes
            + SessionLinkRoutes(services: services).routes
            + SettingRoutes(services: services).routes
    }

    /// Callers are operators who signed in with a browser.
    private func addDashboard(to router: Router<WebContext>) {
        let signIns = SignIns(services: services)
        let dashboard = router.group().add(
            middleware: SignInMiddleware(signIns: signIns, hub: hub, presenter: presenter))
        SignInRoutes(
            services: services, signIns: signIns, presenter: presenter, trustedProxies: trustedProxies
        )
        .add(to: dashboard)
        dashboard.group(context: BrowserContext.self)
            .add(dashboardEndpoints, audit: AuditTrail(services: services))
    }

    /// The pages, and what their forms do.
    var dashboardEndpoints: [Endpoint<BrowserContext>] {
        InboxPages(services: services, presenter: presenter, hub: hub).routes
            + StartPages(services: services, presenter: presenter).routes
            + SessionPages(services: services, presenter: presenter, hub: hub).routes
            + ContactPages(services: services, presenter: presenter).routes
            + KnowledgePages(services: services, presenter: presenter).routes
            + ArticlePages(services: services, presenter: presenter).routes
            + AnalyticsPages(services: services, presenter: presenter).routes
            + ImportPages(services: services, presenter: presenter).routes
            + CreatioPages(services: services, presenter: presenter, refused: refusedHints).routes
            + NumberPages(services: services, presenter: presenter).routes
            + FieldPages(services: services, presenter: presenter).routes
            + SettingPages(services: services, presenter: presenter).routes
            + LimitPages(services: services, presenter: presenter).routes
            + SetupPages(services: services, presenter: presenter).routes
            + PeoplePages(services: services, presenter: presenter).routes
            + ActionPages(services: services, presenter: presenter).routes
            + TemplatePages(services: services, presenter: presenter).routes
            + WebhookPages(services: services, presenter: presenter).routes
            + HealthPages(services: services, presenter: presenter).routes
            + EventRoutes(hub: hub).routes
    }

    /// Anyone; they tell figures and no contents, or show what a signed address names.
    private func addHealth(to router: Router<WebContext>) {
        HealthRoutes(services: services, counts: counts).add(to: router)
        AssetRoutes(assets: assets).add(to: router)
        MediaLinkRoutes(services: services).add(to: router)
        SharedSessionRoutes(services: services, presenter: presenter).add(to: router)
    }
}
