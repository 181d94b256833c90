import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Recognises the API key that a request shows (RFC 6750, section 2.1).
struct KeyMiddleware: RouterMiddleware {
    let services: Services

    @concurrent
    func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization] else { throw Problem.noKey }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 600 else {
            throw Problem.noKey
        }
        let token = String(parts[1])
        guard let key = try await services.database.read({ try $0.apiKey(token: token) }) else {
            throw Problem.noKey
        }
        var context = context
        context.key = key
        return try await next(request, context)
    }
}
