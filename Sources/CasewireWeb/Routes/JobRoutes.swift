import Casewire
import CasewireStorage
import Hummingbird

/// Work that waits, and work that was set aside for a person.
struct JobRoutes {
    struct AttemptView: Encodable {
        let error: String
        let times: Int
        let firstAt: String
        let lastAt: String

        init(_ attempt: JobAttempt) {
            error = attempt.error
            times = attempt.times
            firstAt = attempt.firstAt.iso8601
            lastAt = attempt.lastAt.iso8601
        }
    }

    struct JobView: Encodable {
        let id: String
        let kind: String
        let state: String
        let attempts: Int
        @OrNull var lane: String?
        @OrNull var error: String?
        let runAt: String
        let createdAt: String
        /// What was tried, oldest first.
        let history: [AttemptView]

        init(_ job: QueuedJob, history: [JobAttempt]) {
            id = job.id
            kind = job.kind
            state = job.state.rawValue
            attempts = job.attempts
            lane = job.lane
            error = job.error
            runAt = job.runAt.iso8601
            createdAt = job.createdAt.iso8601
            self.history = history.map { AttemptView($0) }
        }
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("jobs", may: .seeHealth, use: list),
            .get("jobs/export", may: .retryJobs, use: export),
            .post("jobs/{id}/retry", may: .retryJobs, use: retry),
            .post("jobs/{id}/skip", may: .retryJobs, use: skip),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let word = request.queryValue("state") ?? "waiting"
        guard let state = QueuedJob.State(rawValue: word) else {
            throw Problem.badRequest("“state” is waiting, running or set_aside.")
        }
        let limit = try request.limit()
        guard let after = Int64(request.queryValue("cursor") ?? "0") else { throw Problem.badCursor }
        let (listing, history) = try await services.database.read { snapshot in
            let listing = try snapshot.jobListing(in: state, after: after, limit: limit)
            return (listing, try snapshot.jobAttempts(of: listing.jobs.map(\.id)))
        }
        return try JSONResponse.make(
            ListView(
                items: listing.jobs.map { JobView($0, history: history[$0.id] ?? []) },
                next: listing.next.map { String($0) }))
    }

    private func retry(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await SetAsideActions(services: services).retry(
            try context.parameter("id"), by: context.callerName)
        return Response(status: .accepted)
    }

    private func skip(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await SetAsideActions(services: services).skip(
            try context.parameter("id"), by: context.callerName)
        return Response(status: .noContent)
    }

    private func export(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await SetAsideExport.response(services)
    }
}
