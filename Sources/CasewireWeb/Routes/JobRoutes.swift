import Casewire
import CasewireStorage
import Hummingbird

/// Work that waits, and work that was set aside for a person.
struct JobRoutes {
    struct JobView: Encodable {
        let id: String
        let kind: String
        let state: String
        let attempts: Int
        @OrNull var lane: String?
        @OrNull var error: String?
        let runAt: String
        let createdAt: String

        init(_ job: QueuedJob) {
            id = job.id
            kind = job.kind
            state = job.state.rawValue
            attempts = job.attempts
            lane = job.lane
            error = job.error
            runAt = job.runAt.iso8601
            createdAt = job.createdAt.iso8601
        }
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("jobs", may: .seeHealth, use: list),
            .post("jobs/{id}/retry", may: .retryJobs, use: retry),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let word = request.queryValue("state") ?? "waiting"
        guard let state = QueuedJob.State(rawValue: word) else {
            throw Problem.badRequest("“state” is waiting, running or set_aside.")
        }
        let limit = try request.limit()
        guard let after = Int64(request.queryValue("cursor") ?? "0") else { throw Problem.badCursor }
        let listing = try await services.database.read {
            try $0.jobListing(in: state, after: after, limit: limit)
        }
        return try JSONResponse.make(
            ListView(items: listing.jobs.map { JobView($0) }, next: listing.next.map { String($0) }))
    }

    private func retry(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await JobRetry(services: services).retry(try context.parameter("id"))
        return Response(status: .accepted)
    }
}

/// Puts a job that was set aside back into the queue, at the tail of its lane.
struct JobRetry {
    let services: Services

    func retry(_ job: String) async throws {
        let now = services.clock.now()
        let newID = services.random.identifier()
        let retried = try await services.database.write {
            try $0.retrySetAside(job, newID: newID, now: now)
        }
        guard retried else {
            throw Problem(
                .notFound, "No such job",
                "No job with this id is set aside. It may have been retried already.")
        }
    }
}
