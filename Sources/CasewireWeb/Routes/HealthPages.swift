import Casewire
import CasewirePages
import CasewireStorage
import Hummingbird

/// The health page, and the retry of what was set aside.
struct HealthPages {
    let services: Services
    let presenter: PagePresenter

    /// Rows of each list on the page.
    static let longestList = 50

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/health", may: .seeHealth, use: show),
            .form("settings/health/jobs/{id}/retry", may: .retryJobs, use: retry),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let vault = services.vault
        let now = services.clock.now()
        let content = try await services.database.read { snapshot in
            HealthContent(
                numbers: try snapshot.numberStatuses(),
                creatioURL: try snapshot.creatioSettings(openedBy: vault)?.url,
                creatio: try snapshot.creatioStatus(), cases: try snapshot.caseBacklog(),
                statistics: try snapshot.statistics(at: now),
                outages: try snapshot.outages(endedSince: now - .seconds(24 * 3600)),
                setAside: try snapshot.jobs(in: .setAside, limit: Self.longestList),
                strays: try snapshot.strayTexts(limit: Self.longestList))
        }
        return try presenter.response(
            HealthPage(
                content, frame: presenter.frame(title: "Health", section: .health, for: context),
                role: context.role, formToken: context.signIn.formToken, publicURL: services.publicURL))
    }

    private func retry(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await JobRetry(services: services).retry(try context.parameter("id"))
        return .redirect(to: "/settings/health")
    }
}
