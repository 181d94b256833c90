import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird

/// Analytics in the dashboard.
struct AnalyticsPages {
    let services: Services
    let presenter: PagePresenter

    private var answers: AnalyticsAnswers { AnalyticsAnswers(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("analytics", may: .read, use: show),
            .get("analytics.csv", may: .read) { request, _ in try await answers.csv(request) },
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let asked = FigureQuery(request.queryFields)
        let frame = presenter.frame(title: say("Analytics"), section: .analytics, for: context)
        do {
            return try presenter.response(
                AnalyticsPage(try await answers.report(asked), asked: asked, frame: frame))
        } catch let problem as FigureSpanProblem {
            let usual = FigureQuery(FormBody(decoding: "".utf8))
            return try presenter.response(
                AnalyticsPage(
                    try await answers.report(usual), asked: asked, problem: problem.description, frame: frame),
                status: .unprocessableContent)
        }
    }
}
