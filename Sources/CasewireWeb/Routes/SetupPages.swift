import Casewire
import CasewirePages
import CasewireStorage
import Hummingbird

/// The way through the set-up in the dashboard.
struct SetupPages {
    let services: Services
    let presenter: PagePresenter

    var routes: [Endpoint<BrowserContext>] {
        [.get("settings/setup", may: .configure, use: show)]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let vault = services.vault
        let progress = try await services.database.read { try $0.setupProgress(openedBy: vault) }
        return try presenter.response(
            SetupPage(
                progress, publicURL: services.publicURL,
                frame: presenter.frame(title: say("Set-up"), section: .setup, for: context)))
    }
}
