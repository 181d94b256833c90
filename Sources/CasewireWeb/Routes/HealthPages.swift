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
            .form("settings/health/sending/release", may: .configure, use: release),
            .form("settings/health/sending/compare", may: .configure, use: compare),
            .get("settings/health/set-aside.json", may: .retryJobs, use: export),
            .form("settings/health/jobs/{id}/retry", may: .retryJobs, use: retry),
            .form("settings/health/jobs/{id}/skip", may: .retryJobs, use: skip),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let vault = services.vault
        let now = services.clock.now()
        let content = try await services.database.read { snapshot in
            let setAside = try snapshot.jobs(in: .setAside, limit: Self.longestList)
            return HealthContent(
                numbers: try snapshot.numberStatuses(),
                creatioURL: try snapshot.creatioSettings(openedBy: vault)?.url,
                creatio: try snapshot.creatioStatus(), agent: try snapshot.agentSettings(),
                cases: try snapshot.caseBacklog(),
                statistics: try snapshot.statistics(at: now),
                outages: try snapshot.outages(endedSince: now - .seconds(24 * 3600)),
                setAside: setAside, history: try snapshot.jobAttempts(of: setAside.map(\.id)),
                strays: try snapshot.strayTexts(limit: Self.longestList),
                hold: try snapshot.sendingHold(), limits: try snapshot.limitUses(at: now),
                webhooks: try snapshot.webhooks(openedBy: vault).filter(\.isEnabled),
                told: try snapshot.newestTries())
        }
        return try presenter.response(
            HealthPage(
                content, frame: presenter.frame(title: say("Health"), section: .health, for: context),
                role: context.role, formToken: context.signIn.formToken, publicURL: services.publicURL))
    }

    /// Before the comparison is done the button says so, and sends `anyway`.
    private func release(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await RestoreActions(services: services).release(
            by: context.callerName, anyway: form["anyway"] == "yes")
        return .redirect(to: "/settings/health")
    }

    private func compare(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await RestoreActions(services: services).compareAgain()
        return .redirect(to: "/settings/health")
    }

    private func retry(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await SetAsideActions(services: services).retry(
            try context.parameter("id"), by: context.callerName)
        return .redirect(to: "/settings/health")
    }

    private func skip(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await SetAsideActions(services: services).skip(
            try context.parameter("id"), by: context.callerName)
        return .redirect(to: "/settings/health")
    }

    private func export(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await SetAsideExport.response(services)
    }
}
