import Casewire
import CasewirePages
import CasewireStorage
import Hummingbird

/// Knowledge in the dashboard.
struct KnowledgePages {
    let services: Services
    let presenter: PagePresenter

    var routes: [Endpoint<BrowserContext>] {
        [.get("knowledge", may: .read, use: show)]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let articles = try await services.database.read { try $0.articles() }
        return try presenter.response(
            KnowledgePage(
                frame: presenter.frame(title: "Knowledge", section: .knowledge, for: context),
                articles: articles))
    }
}
