import HTTPTypes
import Hummingbird
import Synchronization

/// Counts answers by method, address pattern and status. Patterns are the router's own, so the counts are bounded.
final class RequestCounts: Sendable {
    struct Key: Hashable {
        let method: String
        let endpoint: String
        let status: Int
    }

    private let counts = Mutex<[Key: Int]>([:])

    func add(_ key: Key) {
        counts.withLock { $0[key, default: 0] += 1 }
    }

    var all: [Key: Int] { counts.withLock { $0 } }
}

/// Counts each answer.
struct CountingMiddleware: RouterMiddleware {
    let counts: RequestCounts

    @concurrent
    func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        counts.add(
            RequestCounts.Key(
                method: Self.knownMethods.contains(request.method) ? request.method.rawValue : "other",
                endpoint: context.endpointPath ?? "NotFound", status: response.status.code))
        return response
    }

    private static let knownMethods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options,
    ]
}
