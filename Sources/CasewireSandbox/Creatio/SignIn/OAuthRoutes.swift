import FoundationEssentials
import Hummingbird

/// The identity service: tokens for server-to-server applications (Creatio Academy: identity service).
///
/// Its errors are those of RFC 6749, section 5.2, with which the product behind the identity service answers.
struct OAuthRoutes: Sendable {
    let site: CreatioSite
    let configuration: CreatioConfiguration

    func add(to router: Router<SandboxContext>) {
        router.post("/connect/token") { request, _ in try await token(request) }
        router.get("/.well-known/openid-configuration") { request, _ in discovery(request) }
    }

    private func token(_ request: Request) async throws -> Response {
        let type = request.headers[.contentType]?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else {
            return await refusal("invalid_request")
        }
        let form = FormFields(decoding: try await request.bytes(upTo: 64 << 10))
        let (id, secret) = basic(request) ?? (form["client_id"] ?? "", form["client_secret"] ?? "")
        let credentials = configuration.credentials
        guard id == credentials.clientId, secret == credentials.clientSecret else {
            return await refusal("invalid_client")
        }
        guard form["grant_type"] == "client_credentials" else {
            return await refusal("unsupported_grant_type")
        }
        let (token, seconds) = await site.issueToken()
        let scope = "ApplicationAccess_" + GUID.derived(from: "scope/\(id)").text.filter { $0 != "-" }
        return json(
            200,
            [
                "access_token": .text(token), "expires_in": .number("\(seconds)"), "token_type": "Bearer",
                "scope": .text(scope),
            ])
    }

    /// Client id and secret from `Authorization: Basic …`; each may be form-encoded (RFC 6749, section 2.3.1).
    private func basic(_ request: Request) -> (String, String)? {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6)))
        else { return nil }
        let pair = String(decoding: data, as: UTF8.self)
            .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return nil }
        return (FormFields.percentDecoded(pair[0]), FormFields.percentDecoded(pair[1]))
    }

    private func discovery(_ request: Request) -> Response {
        let origin = request.origin
        return json(
            200,
            [
                "issuer": .text(origin), "token_endpoint": .text("\(origin)/connect/token"),
                "grant_types_supported": ["client_credentials"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            ])
    }

    private func refusal(_ error: String) async -> Response {
        switch await site.switches.tokenError {
        case .standard: json(400, ["error": .text(error)])
        case .message: json(401, ["Message": "The client is not known."])
        case .empty: Response(status: .badRequest)
        }
    }

    private func json(_ status: Int, _ value: JSONValue) -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: "application/json; charset=UTF-8", .cacheControl: "no-store, no-cache"],
            body: .init(byteBuffer: .init(string: value.json)))
    }
}
