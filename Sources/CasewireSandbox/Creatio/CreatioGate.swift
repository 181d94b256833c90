import HTTPTypes
import Hummingbird

/// Who makes a request: looks at token or cookies, and at the header that guards writes.
struct CreatioGate: Sendable {
    let site: CreatioSite
    let configuration: CreatioConfiguration

    /// The kinds of addresses, which refuse an unknown caller each in their own way.
    enum Area {
        case odata, dataService, service, rest
    }

    /// The user behind a request; throws the refusal that the flavour gives in that area.
    func user(for request: Request, in area: Area) async throws -> CreatioUser {
        let switches = await site.switches
        switch switches.firewall {
        case .off: break
        case .forbidden: throw CreatioFault.firewall(403)
        case .ok: throw CreatioFault.firewall(200)
        }
        if let authorization = request.headers[.authorization] {
            let words = authorization.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0].lowercased() == "bearer",
                await site.accepts(token: String(words[1]))
            else {
                if let refusal = expired(request, as: switches.expiry) { throw refusal }
                throw switches.refusedTokenBody
                    ? CreatioFault.plain(401, ["Message": "Authorization has been denied for this request."])
                    : CreatioFault.bare(401)
            }
            return .integration
        }
        let cookies = request.cookieValues
        guard let ticket = cookies[".ASPXAUTH"], let session = await site.session(ticket: ticket) else {
            throw expired(request, as: switches.expiry) ?? refusal(of: request, in: area)
        }
        let isRead = request.method == .get || request.method == .head
        if switches.csrf, !isRead, request.headers[.csrf] != session.csrf {
            switch switches.csrfBody {
            case .empty: throw CreatioFault.bare(403)
            case .message: throw CreatioFault.plain(403, ["Message": "The request was refused."])
            case .page:
                throw CreatioFault.page(403, html: "<html><head><title>403 - Forbidden</title></head></html>")
            }
        }
        return session.user
    }

    /// What an expired sign-in gets where a switch says so; nil where the flavour decides.
    private func expired(_ request: Request, as expiry: CreatioSwitches.Expiry) -> (any Error)? {
        let page = configuration.flavour == .net ? "/Login/Login.html" : "/Login/NuiLogin.aspx"
        return switch expiry {
        case .flavour: nil
        case .unauthorized: CreatioFault.bare(401)
        case .redirect: LoginRedirect(page: page, from: request.uri.string)
        case .page: CreatioFault.page(200, html: FormsSignInRoutes.signInPage)
        }
    }

    private func refusal(of request: Request, in area: Area) -> any Error {
        switch (configuration.flavour, area) {
        case (.net, .odata), (.net, .dataService): CreatioFault.bare(401)
        case (.framework, .dataService), (.framework, .service):
            CreatioFault.plain(
                401,
                [
                    "Message": "Authentication failed.", "StackTrace": .null,
                    "ExceptionType": "System.InvalidOperationException",
                ])
        case (.net, .service), (.net, .rest):
            LoginRedirect(page: "/Login/Login.html", from: request.uri.string)
        case (.framework, .odata), (.framework, .rest):
            LoginRedirect(page: "/Login/NuiLogin.aspx", from: request.uri.string)
        }
    }
}

/// An answer that sends a browser to the sign-in page.
struct LoginRedirect: HTTPResponseError {
    let page: String
    let from: String
    var status: HTTPResponse.Status { .found }

    func response(from request: Request, context: some RequestContext) -> Response {
        let encoded = from.replacing("%", with: "%25").replacing("/", with: "%2f").replacing("?", with: "%3f")
            .replacing("&", with: "%26").replacing("=", with: "%3d").replacing(" ", with: "%20")
        let location = "\(page)?ReturnUrl=\(encoded)"
        return Response(
            status: .found, headers: [.location: location, .contentType: "text/html; charset=utf-8"],
            body: .init(
                byteBuffer: .init(
                    string: "<html><head><title>Object moved</title></head><body><h2>Object moved to "
                        + "<a href=\"\(location.replacing("\"", with: ""))\">here</a>.</h2></body></html>")))
    }
}

extension Request {
    /// Cookies by name, their values byte for byte as they were sent.
    var cookieValues: [String: String] {
        var cookies: [String: String] = [:]
        for header in headers[values: .cookie] {
            for item in header.split(separator: ";") {
                let pair = item.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
            }
        }
        return cookies
    }

    /// Scheme and host as the client wrote them.
    var origin: String {
        let scheme = HTTPField.Name("X-Forwarded-Proto").flatMap { headers[$0] } ?? "http"
        return "\(scheme)://\(head.authority ?? "localhost")"
    }

    /// The whole body, at most `limit` bytes.
    func bytes(upTo limit: Int = 12 << 20) async throws -> [UInt8] {
        Array(buffer: try await body.collect(upTo: limit))
    }
}

extension HTTPField.Name {
    static var csrf: HTTPField.Name { HTTPField.Name("BPMCSRF") ?? .cookie }
    static var odataVersion: HTTPField.Name { HTTPField.Name("OData-Version") ?? .server }
    static var prefer: HTTPField.Name { HTTPField.Name("Prefer") ?? .server }
}

extension Response {
    /// A refusal as Creatio words it.
    init(_ fault: CreatioFault) {
        var headers = HTTPFields()
        if let type = fault.contentType { headers[.contentType] = type }
        self.init(
            status: .init(code: fault.status), headers: headers,
            body: .init(byteBuffer: .init(string: fault.body)))
    }

    /// The answer to an OData operation.
    init(_ answer: ODataResponse) {
        var headers: HTTPFields = [.odataVersion: "4.0"]
        if let type = answer.contentType { headers[.contentType] = type }
        if let location = answer.location { headers[.location] = location }
        let body: ResponseBody =
            switch answer.body {
            case .none: .init()
            case .json(let text), .text(let text): .init(byteBuffer: .init(string: text))
            case .bytes(let bytes): .init(byteBuffer: .init(bytes: bytes))
            }
        self.init(status: .init(code: answer.status), headers: headers, body: body)
    }
}

/// Turns refusals that were thrown into answers.
struct CreatioFaultMiddleware: RouterMiddleware {
    typealias Context = SandboxContext

    @concurrent
    func handle(
        _ request: Request, context: SandboxContext,
        next: @concurrent (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let fault as CreatioFault {
            return Response(fault)
        }
    }
}
