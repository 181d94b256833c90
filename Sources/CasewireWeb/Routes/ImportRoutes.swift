import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Importing knowledge over the API.
struct ImportRoutes {
    struct RefusalView: Encodable {
        let place: String
        let reason: String
    }

    struct OutcomeView: Encodable {
        let created: [String]
        let updated: [String]
        let unchanged: Int
        let refused: [RefusalView]

        init(_ outcome: ImportOutcome) {
            created = outcome.created
            updated = outcome.updated
            unchanged = outcome.unchanged
            refused = outcome.refused.map { RefusalView(place: $0.place, reason: $0.reason) }
        }
    }

    struct ReportView: Encodable {
        let address: String
        let by: String
        let startedAt: String
        @OrNull var finishedAt: String?
        @OrNull var failure: String?
        @OrNull var outcome: OutcomeView?
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .post("knowledge/import", may: .configure, use: importFiles),
            .get("knowledge/sitemap", may: .configure, use: report),
            .post("knowledge/sitemap", may: .configure, use: importSitemap),
        ]
    }

    /// `{"files": [{"name": "faq.csv", "content": "…"}], "publish"?: true}`.
    private func importFiles(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct File: Decodable {
            let name: String
            let content: String
        }
        struct Body: Decodable {
            let files: [File]
            let publish: Bool?
        }
        let body = try await request.json(Body.self, limit: ImportPages.largestUpload)
        let outcome = try await ImportArticles(services: services).run(
            body.files.map { ArticleFile.read($0.name, Array($0.content.utf8)) },
            publishes: body.publish ?? false, by: context.callerName)
        return try JSONResponse.make(OutcomeView(outcome))
    }

    /// `{"address": "https://…/sitemap.xml", "publish"?: true}`; it is read afterwards.
    private func importSitemap(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let address: String
            let publish: Bool?
        }
        let body = try await request.json(Body.self)
        try await RequestSitemap(services: services).run(
            body.address, publishes: body.publish ?? false, by: context.callerName)
        var answer = try await report(request, context)
        answer.status = .accepted
        return answer
    }

    private func report(_ request: Request, _ context: KeyContext) async throws -> Response {
        guard let report = try await services.database.read({ try $0.sitemapReport() }) else {
            throw Problem(.notFound, "No such import", "No website was imported yet.")
        }
        return try JSONResponse.make(
            ReportView(
                address: report.address, by: report.by, startedAt: report.startedAt.iso8601,
                finishedAt: report.finishedAt?.iso8601, failure: report.failure,
                outcome: report.outcome.map(OutcomeView.init)))
    }
}
