import Casewire
import CasewirePages
import Foundation
import HTTPTypes
import Hummingbird

/// Signing in and out, and the way from the root to the inbox.
struct SignInRoutes {
    let services: Services
    let signIns: SignIns
    let presenter: PagePresenter
    let trustedProxies: Set<String>

    func add(to group: some RouterMethods<WebContext>) {
        group.get("") { _, _ in Response.redirect(to: "/inbox") }
        group.get("settings") { _, _ in Response.redirect(to: "/settings/health") }
        group.get("sign-in", use: show)
        group.post("sign-in", use: signIn)
        group.post("sign-out", use: signOut)
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let target = Self.safeTarget(request.queryFields["return"])
        if context.signIn != nil { return .redirect(to: target) }
        return try presenter.response(page(email: "", target: target, problem: nil))
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let target = Self.safeTarget(form["return"])
        let email = String((form["email"] ?? "").prefix(320))
        do {
            let token = try await signIns.signIn(
                email: email, password: Secret(form["password"] ?? ""), from: address(of: request, context))
            var response = Response.redirect(to: target)
            response.setCookie(SignInCookie.holding(token, isSecure: isSecure))
            return response
        } catch SignIns.Refusal.wrongPassword {
            return try presenter.response(
                page(
                    email: email, target: target,
                    problem: say("This email address and password do not go together.")),
                status: .unauthorized)
        } catch SignIns.Refusal.tooManyAttempts(let wait) {
            let minutes = Int(wait.components.seconds / 60) + 1
            var response = try presenter.response(
                page(
                    email: email, target: target,
                    problem:
                        say(
                            minutes, one: "Too many failing attempts. Try again in 1 minute.",
                            other: "Too many failing attempts. Try again in \(minutes) minutes.")
                ),
                status: .tooManyRequests)
            response.headers[.retryAfter] = String(wait.components.seconds + 1)
            return response
        }
    }

    private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        guard let signIn = context.signIn else { return .redirect(to: "/sign-in") }
        guard SecretToken.areEqual(form["form_token"] ?? "", signIn.formToken) else {
            throw Problem.staleForm
        }
        if let token = request.cookies[SignInCookie.name]?.value { try await signIns.signOut(token: token) }
        var response = Response.redirect(to: "/sign-in")
        response.setCookie(SignInCookie.ended(isSecure: isSecure))
        return response
    }

    private func page(email: String, target: String, problem: String?) -> SignInPage {
        SignInPage(
            frame: presenter.frame(title: say("Sign in")), email: email, returnAddress: target,
            problem: problem)
    }

    private var isSecure: Bool { services.publicURL.hasPrefix("https:") }

    /// The client's address: what a proxy of ours says, or where the connection comes from.
    private func address(of request: Request, _ context: WebContext) -> String {
        guard trustedProxies.contains(context.peer), let name = HTTPField.Name("X-Forwarded-For"),
            let header = request.headers[name]
        else { return context.peer }
        let hops = header.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        return hops.last { !trustedProxies.contains($0) } ?? context.peer
    }

    /// An address on this server alone, so that a link to the sign-in page cannot lead elsewhere.
    static func safeTarget(_ target: String?) -> String {
        guard let target, target.hasPrefix("/"), !target.hasPrefix("//"), !target.hasPrefix("/\\"),
            target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !target.hasPrefix("/sign-in")
        else { return "/inbox" }
        return target
    }

    /// A value for a query (RFC 3986, section 2.3: everything but unreserved characters escaped).
    static func encoded(_ value: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
