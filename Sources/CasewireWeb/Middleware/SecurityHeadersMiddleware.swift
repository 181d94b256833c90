import HTTPTypes
import Hummingbird

/// Tells browsers what our pages may do: nothing from other hosts, no inline scripts or styles, in no frame.
struct SecurityHeadersMiddleware: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        let isDocument = response.headers[.contentType]?.hasPrefix("text/html") ?? false
        guard isDocument else { return response }
        response.headers[.contentSecurityPolicy] = Self.policy
        if response.headers[Self.referrerPolicy] == nil {
            response.headers[Self.referrerPolicy] = "same-origin"
        }
        response.headers[Self.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """
    static let referrerPolicy: HTTPField.Name = HTTPField.Name("Referrer-Policy") ?? .referer
    private static let permissionsPolicy: HTTPField.Name = HTTPField.Name("Permissions-Policy") ?? .vary
}
