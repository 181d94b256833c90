import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Everything that is set aside, as a file to hand to somebody who helps: identifiers, reasons and history, no text of anybody.
struct SetAsideExport: Encodable {
    struct JobView: Encodable {
        let id: String
        let kind: String
        let attempts: Int
        let identifiers: [String: String]
        @OrNull var error: String?
        let createdAt: String
        let history: [JobRoutes.AttemptView]
    }

    struct DecisionView: Encodable {
        let job: String
        let kind: String
        let decision: String
        let who: String
        @OrNull var error: String?
        let at: String
    }

    let exportedAt: String
    let jobs: [JobView]
    /// The newest first.
    let decisions: [DecisionView]

    /// More is not looked through by hand.
    private static let longest = 5000

    static func response(_ services: Services) async throws -> Response {
        let now = services.clock.now()
        let export = try await services.database.read { snapshot in
            let jobs = try snapshot.jobs(in: .setAside, limit: longest)
            var history: [String: [JobAttempt]] = [:]
            for start in stride(from: 0, to: jobs.count, by: 500) {
                let some = jobs[start..<min(start + 500, jobs.count)]
                history.merge(try snapshot.jobAttempts(of: some.map(\.id))) { $1 }
            }
            return SetAsideExport(
                exportedAt: now.iso8601,
                jobs: jobs.map { job in
                    JobView(
                        id: job.id, kind: job.kind, attempts: job.attempts, identifiers: job.identifiers,
                        error: job.error, createdAt: job.createdAt.iso8601,
                        history: (history[job.id] ?? []).map { JobRoutes.AttemptView($0) })
                },
                decisions: try snapshot.jobDecisions(limit: longest).map {
                    DecisionView(
                        job: $0.job, kind: $0.kind, decision: $0.decision.rawValue, who: $0.who,
                        error: $0.error, at: $0.at.iso8601)
                })
        }
        var response = try JSONResponse.make(export)
        response.headers[.contentDisposition] = "attachment; filename=\"casewire-set-aside.json\""
        return response
    }
}
