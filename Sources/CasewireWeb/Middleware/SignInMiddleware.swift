import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird

/// Recognises the operator who is signed in with a browser, and refuses what another site had the browser send. What follows is
/// in the operator's language.
struct SignInMiddleware: RouterMiddleware {
    let signIns: SignIns
    let hub: LiveHub
    let presenter: PagePresenter

    @concurrent
    func handle(
        _ request: Request, context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if request.method == .post { try Self.refuseOtherSites(request) }
        var context = context
        context.liveCursor = hub.cursor
        if let token = request.cookies[SignInCookie.name]?.value {
            context.signIn = try await signIns.signIn(token: token)
        }
        let catalogue = presenter.catalogue(
            chosen: context.signIn?.person.language, accepted: request.headers[.acceptLanguage])
        return try await PageLanguage.$current.withValue(catalogue) { [context] in
            do {
                return try await next(request, context)
            } catch {
                throw ErrorInLanguage(error: error, catalogue: catalogue)
            }
        }
    }

    /// Browsers say where a request was begun (W3C: Fetch Metadata Request Headers); older ones do not, and are left to the
    /// forms' own token.
    static func refuseOtherSites(_ request: Request) throws {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else { return }
        guard site == "same-origin" || site == "none" else { throw Problem.staleForm }
    }
}

/// An error of a browser's request, with the language in which it is told.
struct ErrorInLanguage: Error {
    let error: any Error
    let catalogue: Catalogue?
}

/// The cookie by which a browser is recognised (RFC 6265): not for scripts, not sent from other sites' forms.
enum SignInCookie {
    static let name = "casewire_sign_in"

    static func holding(_ token: Secret, isSecure: Bool) -> Cookie {
        Cookie(
            name: name, value: token.value, maxAge: Int(SignIn.lifetime.components.seconds), path: "/",
            secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    static func ended(isSecure: Bool) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
