import FoundationEssentials
package import Hummingbird

/// Lets in whoever names the account's token, or its API key, by HTTP Basic authentication.
///
/// An account in the path must be the one whose credentials are given.
package struct CarrierAccess: RouterMiddleware {
    package typealias Context = SandboxContext
    private let configuration: CarrierConfiguration
    private let faults: FaultPlan

    package init(configuration: CarrierConfiguration, faults: FaultPlan) {
        self.configuration = configuration
        self.faults = faults
    }

    @concurrent
    package func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        guard isKnown(request.headers[.authorization]),
            faults.take(.expireToken, path: request.uri.path) == nil,
            [nil, configuration.accountSid].contains(context.parameters.get("account"))
        else { throw CarrierError.authenticate }
        return try await next(request, context)
    }

    private func isKnown(_ authorization: String?) -> Bool {
        guard let authorization else { return false }
        let words = authorization.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "basic",
            let plain = Data(base64Encoded: String(words[1]))
        else { return false }
        let credentials = String(decoding: plain, as: UTF8.self)
        return credentials == "\(configuration.accountSid):\(configuration.authToken)"
            || credentials == "\(configuration.apiKeySid):\(configuration.apiKeySecret)"
    }
}

/// Words every refusal of the REST API as Twilio does, also that of an address that is not there.
package struct CarrierRefusals: RouterMiddleware {
    package typealias Context = SandboxContext

    package init() {}

    @concurrent
    package func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        do {
            return try await next(request, context)
        } catch let error as CarrierError {
            return error.response
        } catch let error as HTTPError where CarrierSandbox.isREST(path) {
            if error.status == .notFound { return CarrierError.notFound(path).response }
            return CarrierError(20001, error.body ?? "Bad request", status: error.status).response
        }
    }
}
