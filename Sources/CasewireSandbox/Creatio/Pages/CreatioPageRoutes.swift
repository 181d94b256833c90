import HTTPTypes
import Hummingbird

/// The rep's pages: the list at `/`, a case at `/case/{id}`, and what their forms do. Nobody signs in.
struct CreatioPageRoutes: Sendable {
    let site: CreatioSite
    let pages: CreatioPages

    func add(to router: Router<SandboxContext>) {
        router.get("/") { request, _ in
            let query = request.uri.queryParameters["q"].map(String.init) ?? ""
            return try html(CreatioCasesPage(await site.rows, query: query))
        }
        router.get("/case/{id}") { request, context in
            let store = await site.rows
            guard let row = store.row("Case", context.parameters.get("id").flatMap { GUID($0) }) else {
                throw HTTPError(.notFound, message: "There is no such case.")
            }
            let problem = request.uri.queryParameters["problem"].map(String.init)
            return try html(CreatioCasePage(row, in: store, problem: problem))
        }
        router.get("/case/{id}/file/{file}") { _, context in
            try await file(
                context.parameters.get("file").flatMap { GUID($0) },
                of: context.parameters.get("id").flatMap { GUID($0) })
        }
        for prefix in ["", "/0"] {
            router.get(RouterPath("\(prefix)\(CreatioPages.navigation)")) { request, _ in
                try Self.recordPage(request)
            }
        }
        form("", to: router) { RepAction.fields($0) }
        form("/status", to: router) { RepAction.status($0) }
        form("/contact", to: router) { RepAction.contact($0) }
        form("/activity", to: router) { RepAction.newTask($0) }
        form("/feed", to: router) { RepAction.feed($0) }
        form("/email", to: router) { RepAction.email($0) }
        router.post("/case/{id}/activity/{activity}") { request, context in
            let id = GUID(context.parameters.get("activity") ?? "") ?? .zero
            return try await perform(request, context) { RepAction.task(id, $0) }
        }
        for (name, type) in [("creatio.css", "text/css"), ("creatio.js", "text/javascript")] {
            router.get(RouterPath("/assets/\(name)")) { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: "\(type); charset=utf-8", .cacheControl: "no-cache"],
                    body: .init(byteBuffer: .init(bytes: pages.asset(name) ?? [])))
            }
        }
    }

    /// The site's own way to a record's page, whatever page design it uses: `?schemaName=Case&recordId=…`.
    private static func recordPage(_ request: Request) throws -> Response {
        guard request.uri.queryParameters["schemaName"] == "Case",
            let id = request.uri.queryParameters["recordId"].flatMap({ GUID(String($0)) })
        else { throw HTTPError(.notFound, message: "Only cases have a page here.") }
        return .redirect(to: "/case/\(id)", type: .temporary)
    }

    private func form(
        _ path: String, to router: Router<SandboxContext>,
        _ action: @escaping @Sendable (FormFields) -> RepAction
    ) {
        router.post(RouterPath("/case/{id}\(path)")) { request, context in
            try await perform(request, context, action)
        }
    }

    /// Does what a form asks for and shows the case again, with the refusal if there was one.
    private func perform(
        _ request: Request, _ context: SandboxContext, _ action: @Sendable (FormFields) -> RepAction
    ) async throws -> Response {
        if request.headers[.fetchSite] == "cross-site" { throw HTTPError(.forbidden) }
        guard let caseId = GUID(context.parameters.get("id") ?? "") else { throw HTTPError(.notFound) }
        let action = action(FormFields(decoding: try await request.bytes(upTo: 1 << 20)))
        var location = "/case/\(caseId)"
        do {
            try await site.write { store, now in try action.perform(on: caseId, in: &store, at: now) }
        } catch let fault as CreatioFault {
            location += "?" + FormFields([("problem", fault.words)]).encoded
        } catch let problem as SandboxProblem {
            location += "?" + FormFields([("problem", problem.words)]).encoded
        }
        return Response(status: .seeOther, headers: [.location: location])
    }

    /// An attachment, to be saved.
    private func file(_ id: GUID?, of caseId: GUID?) async throws -> Response {
        let store = await site.rows
        let schema = store.schema.known("CaseFile")
        guard let id, let caseId, let row = store.table("CaseFile")[id],
            row[schema.known("Case")].guid == caseId, let content = store.bytes[id]
        else { throw HTTPError(.notFound, message: "There is no such file.") }
        let name = (row[schema.displayColumn].text ?? "file").filter {
            $0.isASCII && !$0.isNewline && !"\"\\".contains($0)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: .init(byteBuffer: .init(bytes: content)))
    }

    private func html(_ page: CreatioCasesPage) throws -> Response { html(try pages.html(page)) }

    private func html(_ page: CreatioCasePage) throws -> Response { html(try pages.html(page)) }

    private func html(_ html: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy:
                    "default-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'",
            ],
            body: .init(byteBuffer: .init(string: html)))
    }
}

extension HTTPField.Name {
    fileprivate static var fetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .referer }
}

extension CreatioFault {
    /// The most specific message in the body.
    fileprivate var words: String {
        let error = (try? JSONParser.parse(body))?["error"]
        return error?["innererror"]?["message"]?.text ?? error?["message"]?.text ?? "Creatio refused this."
    }
}
