import Casewire
import CasewirePages
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Turns errors into answers: problem details for programs (RFC 9457), a page in words for people.
///
/// An error that nobody expected is logged here, once, and its caller learns only that it is our fault.
struct ErrorMiddleware: RouterMiddleware {
    let logger: Logger
    let presenter: PagePresenter

    @concurrent
    func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let failure as ErrorInLanguage {
            return try answer(failure.error, in: failure.catalogue, to: request, context)
        } catch {
            let catalogue = presenter.catalogue(chosen: nil, accepted: request.headers[.acceptLanguage])
            return try answer(error, in: catalogue, to: request, context)
        }
    }

    private func answer(
        _ error: any Error, in catalogue: Catalogue?, to request: Request, _ context: WebContext
    ) throws -> Response {
        try PageLanguage.$current.withValue(Self.isForPeople(request) ? catalogue : nil) {
            if let problem = Problem(error) { return try answer(problem, to: request) }
            if error is CancellationError { throw error }
            logger.error(
                "A request failed for a reason that nobody expected.",
                metadata: [
                    "method": "\(request.method)", "endpoint": "\(context.endpointPath ?? "-")",
                    "error": "\(error)",
                ])
            let problem = Problem(
                .internalServerError, "Our mistake",
                "Something failed that should not have. The server's log says what. Try again; if it stays, report it."
            )
            return try answer(problem, to: request)
        }
    }

    private func answer(_ problem: Problem, to request: Request) throws -> Response {
        var response: Response
        if Self.isForPeople(request) {
            if problem == .notSignedIn, request.method == .get || request.method == .head {
                return .redirect(to: "/sign-in?return=" + SignInRoutes.encoded(request.head.path ?? "/"))
            }
            response = try presenter.response(
                ErrorPage(problem, frame: presenter.frame(title: say(told: problem.title))),
                status: problem.status)
        } else {
            response = problem.response
        }
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if let methods = problem.allowedMethods { response.headers[.allow] = methods }
        if problem == .noKey { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    private static func isForPeople(_ request: Request) -> Bool {
        let path = request.uri.path
        guard
            !["/api/", "/webhooks/", "/events", "/metrics", "/healthz", "/readyz"].contains(
                where: path.hasPrefix)
        else { return false }
        return request.headers[.accept].map { $0.contains("text/html") || $0.contains("*/*") } ?? true
    }
}

extension Problem {
    private struct Body: Encodable {
        let type = "about:blank"
        let title: String
        let status: Int
        let detail: String
    }

    var response: Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = (try? encoder.encode(Body(title: title, status: status.code, detail: detail))) ?? Data()
        return Response(
            status: status, headers: [.contentType: "application/problem+json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
