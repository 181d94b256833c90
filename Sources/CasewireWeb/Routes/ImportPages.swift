import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Importing knowledge in the dashboard.
struct ImportPages {
    let services: Services
    let presenter: PagePresenter

    /// Bytes of all files together.
    static let largestUpload = 8 << 20

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("knowledge/import", may: .configure, use: show),
            .upload("knowledge/import", may: .configure, limit: Self.largestUpload, use: upload),
            .form("knowledge/sitemap", may: .configure, use: sitemap),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await page(context)
    }

    private func upload(_ form: MultipartForm, _ context: BrowserContext) async throws -> Response {
        guard !form.files.isEmpty else {
            return try await page(
                context, problem: say("Choose a file first."), status: .unprocessableContent)
        }
        let outcome = try await ImportArticles(services: services).run(
            form.files.map { ArticleFile.read($0.name, $0.bytes) }, publishes: form["publish"] == "yes",
            by: context.callerName)
        return try await page(context, outcome: outcome)
    }

    private func sitemap(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let address = form["address"] ?? ""
        do {
            try await RequestSitemap(services: services).run(
                address, publishes: false, by: context.callerName)
        } catch let refusal as ArticleActions.Refusal {
            return try await page(
                context, address: address, problem: refusal.description, status: .unprocessableContent)
        }
        return .redirect(to: "/knowledge/import")
    }

    private func page(
        _ context: BrowserContext, outcome: ImportOutcome? = nil, address: String = "",
        problem: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let report = try await services.database.read { try $0.sitemapReport() }
        return try presenter.response(
            ImportPage(
                frame: presenter.frame(title: say("Import"), section: .knowledge, for: context),
                formToken: context.signIn.formToken, outcome: outcome, report: report, address: address,
                problem: problem), status: status)
    }
}
