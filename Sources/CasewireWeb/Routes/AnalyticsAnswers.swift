import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird
import NIOCore

/// What pages and API answer about figures.
struct AnalyticsAnswers {
    let services: Services

    func report(_ query: FigureQuery) async throws -> FigureReport {
        let now = services.clock.now()
        return try await services.database.read { snapshot in
            var from = query.from
            if from == nil, let days = query.days {
                let timezone = try snapshot.organization().timezone
                let last =
                    query.to.flatMap { FigureDay($0, timezone: timezone) }
                    ?? FigureDay(of: now, timezone: timezone)
                from = last.andBefore(days - 1, timezone: timezone).first?.name
            }
            return try snapshot.figureReport(from: from, to: query.to, at: now)
        }
    }

    /// One topic as CSV (RFC 4180): a row a day, a column a name.
    func csv(_ request: Request) async throws -> Response {
        let fields = request.queryFields
        guard let topic = fields["topic"].flatMap(FigureTopic.init(rawValue:)) else {
            throw Problem.badRequest(
                "topic is one of \(FigureTopic.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let report: FigureReport
        do {
            report = try await self.report(FigureQuery(fields))
        } catch let problem as FigureSpanProblem {
            throw Problem.badRequest(problem.description)
        }
        let names = report.names(of: topic)
        let lines =
            [["day"] + names]
            + report.days.map { day in [day.day.name] + names.map { "\(day[topic, $0])" } }
        let text = lines.map { CSV.line($0) }.joined()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(topic.rawValue).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
