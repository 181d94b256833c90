import HTTPTypes
import Hummingbird

/// Sign-in with user name and password, which gives five cookies (Creatio Academy: `AuthService.svc`).
///
/// Always at the site root. Wrong credentials are answered 200 with a `Code` other than 0.
struct FormsSignInRoutes: Sendable {
    let site: CreatioSite
    let configuration: CreatioConfiguration

    func add(to router: Router<SandboxContext>) {
        router.post("/ServiceModel/AuthService.svc/Login") { request, _ in try await signIn(request) }
        router.post("/ServiceModel/AuthService.svc/Logout") { request, _ in
            if let ticket = request.cookieValues[".ASPXAUTH"] { await site.endSession(ticket: ticket) }
            return Response(status: .ok)
        }
        router.post("/ServiceModel/AuthService.svc/{method}") { _, _ -> Response in
            throw CreatioFault.bare(403)
        }
        let flavour = configuration.flavour
        router.post("/0/ServiceModel/AuthService.svc/{method}") { _, _ -> Response in
            throw CreatioFault.bare(flavour == .framework ? 401 : 404)
        }
        switch flavour {
        case .framework:
            for path in ["/Login/NuiLogin.aspx", "/0/Login/NuiLogin.aspx"] {
                router.get(RouterPath(path)) { _, _ in page() }
            }
        case .net: router.get("/Login/Login.html") { _, _ in page() }
        }
    }

    private func signIn(_ request: Request) async throws -> Response {
        let bytes = try await request.bytes(upTo: 64 << 10)
        guard let body = try? JSONParser.parse(bytes) else { throw CreatioFault.bare(400) }
        let name = body["UserName"]?.text ?? ""
        guard body["UserPassword"]?.text == configuration.credentials.password, let user = user(named: name)
        else {
            return await refusal()
        }
        let session = await site.beginSession(for: user)
        let isGuarded = await site.switches.csrf
        var response = json([
            "Code": 0, "Message": "", "Exception": .null, "PasswordChangeUrl": .null, "RedirectUrl": .null,
            "UserType": "General",
        ])
        var cookies = [
            ".ASPXAUTH=\(session.ticket); path=/; HttpOnly", "BPMLOADER=\(session.loader); path=/; HttpOnly",
        ]
        if isGuarded { cookies.append("BPMCSRF=\(session.csrf); path=/") }
        let codes = user.name.unicodeScalars.map { String($0.value) }.joined(separator: "|")
        cookies.append("UserName=\(codes); path=/; HttpOnly")
        cookies.append("UserType=General; path=/")
        for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return response
    }

    private func user(named name: String) -> CreatioUser? {
        switch name {
        case configuration.credentials.user: .supervisor
        case CreatioUser.rep.name: .rep
        default: nil
        }
    }

    private func refusal() async -> Response {
        let words = "Invalid username or password specified."
        let exception: JSONValue =
            await site.switches.signInException
            ? [
                "HelpLink": .null, "InnerException": .null, "Message": .text(words), "StackTrace": .null,
                "Type": "System.Security.SecurityException",
            ] : .null
        return json([
            "Code": 1, "Message": .text(words), "Exception": exception, "PasswordChangeUrl": .null,
            "RedirectUrl": .null,
        ])
    }

    private func json(_ value: JSONValue) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: .init(string: value.json)))
    }

    private func page() -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: .init(string: Self.signInPage)))
    }

    static let signInPage =
        "<!DOCTYPE html><html lang=\"en\"><head><title>Sign in</title></head><body>"
        + "<main class=\"bootstrap.login\"><h1>Sign in</h1><p>Simulated Creatio. "
        + "Sign in by <code>/ServiceModel/AuthService.svc/Login</code>.</p></main></body></html>"
}
