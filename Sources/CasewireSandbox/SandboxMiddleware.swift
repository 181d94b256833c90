package import Hummingbird

/// Writes each request of the simulated interface to the request log, and lets the ordered faults strike.
///
/// Requests under `/sandbox/` and the pages for people (`isPage`) are neither logged nor disturbed. Add it to the
/// router before the routes.
package struct SandboxMiddleware<Context: RequestContext>: RouterMiddleware {
    private let log: RequestLog
    private let faults: FaultPlan
    private let clock: SandboxClock
    private let isPage: @Sendable (String) -> Bool
    private let failure: @Sendable (HTTPResponse.Status) -> Response

    /// `isPage` tells by path what is a page for people. `failure` words an ordered error as the vendor would.
    package init(
        log: RequestLog,
        faults: FaultPlan,
        clock: SandboxClock,
        isPage: @escaping @Sendable (String) -> Bool,
        failure: @escaping @Sendable (HTTPResponse.Status) -> Response
    ) {
        self.log = log
        self.faults = faults
        self.clock = clock
        self.isPage = isPage
        self.failure = failure
    }

    @concurrent
    package func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path != "/sandbox", !path.hasPrefix("/sandbox/"), !isPage(path) else {
            return try await next(request, context)
        }
        do {
            let response = try await disturbed(request, path: path, context: context, next: next)
            record(request, path: path, status: response.status.code)
            return response
        } catch {
            let status = (error as? any HTTPResponseError)?.status ?? .internalServerError
            record(request, path: path, status: status.code)
            throw error
        }
    }

    @concurrent
    private func disturbed(
        _ request: Request, path: String, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let outage = faults.take(.outage, path: path) {
            if outage.status == 0 { await (context as? SandboxContext)?.dropConnection() }
            return failure(Self.status(outage.status, otherwise: .serviceUnavailable))
        }
        if let latency = faults.take(.latency, path: path) {
            try await clock.sleep(for: .seconds(latency.seconds ?? 2))
        }
        if let error = faults.take(.error, path: path) {
            return failure(Self.status(error.status, otherwise: .internalServerError))
        }
        let held = faults.take(.timeoutAfterSuccess, path: path)
        let response = try await next(request, context)
        guard let held else { return response }
        try await clock.sleep(for: .seconds(held.seconds ?? 40))
        return failure(Self.status(held.status, otherwise: .gatewayTimeout))
    }

    private static func status(_ code: Int?, otherwise: HTTPResponse.Status) -> HTTPResponse.Status {
        guard let code, (400...599).contains(code) else { return otherwise }
        return HTTPResponse.Status(code: code)
    }

    private func record(_ request: Request, path: String, status: Int) {
        log.record(
            at: clock.now, method: request.method.rawValue, path: path, query: request.uri.query,
            status: status)
    }
}
