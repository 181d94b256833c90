import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Sessions and their files behind a read-only link, for people who do not sign in.
///
/// The address is its own proof. Nothing here changes anything, sets a cookie, or tells other sites where somebody came from.
struct SharedSessionRoutes {
    let services: Services
    let presenter: PagePresenter

    func add(to router: some RouterMethods<WebContext>) {
        router.get("s/{id}", use: session)
        router.get("s/{id}/media/{medium}", use: file)
    }

    private func session(_ request: Request, _ context: WebContext) async throws -> Response {
        let link = try await open(request, context)
        let (vault, now) = (services.vault, services.clock.now())
        guard
            let content = try await services.database.read({
                try $0.sessionContent(link.session, vault: vault, at: now)
            })
        else { throw Problem.noSuchLink }
        let catalogue = presenter.catalogue(chosen: nil, accepted: request.headers[.acceptLanguage])
        var response = try PageLanguage.$current.withValue(catalogue) {
            try presenter.response(
                SharedSessionPage(content, query: link.query, ends: link.ends, links: presenter.links))
        }
        Self.hide(&response)
        return response
    }

    private func file(_ request: Request, _ context: WebContext) async throws -> Response {
        let link = try await open(request, context)
        var response = try await MediaAnswer(services: services).response(
            to: request, for: try context.mediumID(), of: link.session)
        Self.hide(&response)
        return response
    }

    private struct OpenLink {
        let session: Session.ID
        let query: String
        let ends: Timestamp
    }

    private func open(_ request: Request, _ context: WebContext) async throws -> OpenLink {
        let id = try context.sessionID()
        let fields = request.queryFields
        let (expires, signature) = (fields["expires"] ?? "", fields["signature"] ?? "")
        let standing = try await SessionLinks(services: services).standing(
            of: id, expires: expires, signature: signature)
        switch standing {
        case .unknown: throw Problem.noSuchLink
        case .ended: throw Problem.endedLink
        case .valid:
            let seconds = Int64(expires) ?? 0
            return OpenLink(
                session: id, query: SessionAddress.query(until: seconds, signature: signature),
                ends: Timestamp(milliseconds: seconds * 1000))
        }
    }

    /// For nobody's list, and the address goes no further.
    private static func hide(_ response: inout Response) {
        if let robots = HTTPField.Name("X-Robots-Tag") { response.headers[robots] = "noindex, nofollow" }
        response.headers[SecurityHeadersMiddleware.referrerPolicy] = "no-referrer"
    }
}

extension Problem {
    static let noSuchLink = Problem(
        .notFound, "This link opens nothing",
        "It is not complete, or it was ended. Ask whoever sent it for a new one, or sign in.")

    static let endedLink = Problem(
        .gone, "This link has ended", "Its time is over. Ask whoever sent it for a new one, or sign in.")
}
