import Casewire
import Hummingbird

/// Analytics over the API.
struct AnalyticsRoutes {
    struct ReportView: Encodable {
        struct DayView: Encodable {
            let day: String
            /// By topic and name; what is 0 is left out.
            let figures: [String: [String: Int]]
        }

        let timezone: String
        let currency: String
        @OrNull var countedAt: String?
        let days: [DayView]
    }

    let services: Services

    private var answers: AnalyticsAnswers { AnalyticsAnswers(services: services) }

    var routes: [Endpoint<KeyContext>] {
        [
            .get("analytics", may: .read, use: show),
            .get("analytics.csv", may: .read) { request, _ in try await answers.csv(request) },
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        do {
            let report = try await answers.report(FigureQuery(request.queryFields))
            return try JSONResponse.make(
                ReportView(
                    timezone: report.timezone, currency: report.currency,
                    countedAt: report.countedAt?.iso8601,
                    days: report.days.map { day in
                        ReportView.DayView(
                            day: day.day.name,
                            figures: Dictionary(
                                uniqueKeysWithValues: day.counts.map { ($0.rawValue, $1) }))
                    }))
        } catch let problem as FigureSpanProblem {
            throw Problem.badRequest(problem.description)
        }
    }
}
