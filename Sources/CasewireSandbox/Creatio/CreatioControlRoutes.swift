import FoundationEssentials
import HTTPTypes
import Hummingbird

/// What a test or a script does to the simulated site beside Creatio's own addresses.
///
/// - `POST /sandbox/processes {"event", "url", "category"?, "retries"?}`; `GET` lists, `DELETE` ends all.
/// - `POST /sandbox/replies {"caseId", "text", "activityId"?, "files"?: [{"name", "content"}]}`: the rep completes a task of the
///   case, with attachments in Base64.
/// - `POST /sandbox/cases/{id}/status {"status"}`: the rep sets the case's status, by name or identifier.
/// - `GET /sandbox/cases`: all cases with their activities. `POST /sandbox/close-resolved`: the nightly job.
/// - `GET /sandbox/usage`: what a quota would have counted; `DELETE` starts anew.
/// - `GET /sandbox/switches`, `POST /sandbox/switches {…}`.
struct CreatioControlRoutes: Sendable {
    let site: CreatioSite

    func add(to router: Router<SandboxContext>) {
        router.post("/sandbox/processes") { request, _ in try await addProcess(request) }
        router.get("/sandbox/processes") { _, _ in
            try SandboxJSON.response(Items(items: await site.allProcesses))
        }
        router.delete("/sandbox/processes") { _, _ in
            await site.set([BusinessProcess]())
            return Response(status: .noContent)
        }
        router.post("/sandbox/replies") { request, _ in try await reply(request) }
        router.get("/sandbox/cases") { _, _ in
            let store = await site.rows
            return json(.object([JSONMember(name: "items", value: .list(CaseSummary.all(in: store)))]))
        }
        router.post("/sandbox/cases/{id}/status") { request, context in
            try await setStatus(request, id: context.parameters.get("id") ?? "")
        }
        router.post("/sandbox/close-resolved") { _, _ in
            let count = try await site.write { store, now in try store.closeResolvedCases(at: now) }
            return json(["closed": .number("\(count)")])
        }
        router.get("/sandbox/usage") { _, _ in try SandboxJSON.response(await site.counts) }
        router.delete("/sandbox/usage") { _, _ in
            await site.forgetCounts()
            return Response(status: .noContent)
        }
        router.get("/sandbox/switches") { _, _ in try SandboxJSON.response(await site.switches) }
        router.post("/sandbox/switches") { request, _ in
            let bytes = try await request.bytes(upTo: 1 << 20)
            guard let changes = try? JSONParser.parse(bytes) else {
                throw SandboxProblem("The body is not a JSON object.")
            }
            let switches = try await site.switches.changed(by: changes)
            await site.set(switches)
            return try SandboxJSON.response(switches)
        }
    }

    // MARK: Processes

    private struct ProcessOrder: Decodable, Sendable {
        let event: String
        let url: String
        let category: String?
        let retries: Int?
    }

    /// Adding the same process again changes nothing.
    private func addProcess(_ request: Request) async throws -> Response {
        let order = try await SandboxJSON.body(ProcessOrder.self, of: request)
        guard let event = ProcessEvent.Kind(rawValue: order.event) else {
            throw SandboxProblem("event is new_activity or case_closed.")
        }
        guard order.url.hasPrefix("http://") || order.url.hasPrefix("https://") else {
            throw SandboxProblem("url is an address that begins with http:// or https://.")
        }
        let retries = order.retries ?? 0
        guard (0...100).contains(retries) else { throw SandboxProblem("retries is between 0 and 100.") }
        let all = await site.allProcesses
        guard all.count < 100 else {
            throw SandboxProblem("There are 100 processes already; end them first.")
        }
        let same = all.first {
            $0.event == event && $0.url == order.url && $0.category == order.category && $0.retries == retries
        }
        if let same { return try SandboxJSON.response(same, status: .created) }
        let process = BusinessProcess(
            id: await site.newId().text, event: event, url: order.url, category: order.category,
            retries: retries)
        await site.set(all + [process])
        return try SandboxJSON.response(process, status: .created)
    }

    // MARK: The rep

    private struct ReplyOrder: Decodable, Sendable {
        let caseId: String
        let text: String
        let activityId: String?
        let files: [File]?

        struct File: Decodable, Sendable {
            let name: String
            let content: Data
        }
    }

    private func reply(_ request: Request) async throws -> Response {
        let order = try await SandboxJSON.body(ReplyOrder.self, of: request, limit: 16 << 20)
        guard let caseId = GUID(order.caseId) else { throw SandboxProblem("caseId is not a GUID.") }
        let activityId = try order.activityId.map { text in
            guard let id = GUID(text) else { throw SandboxProblem("activityId is not a GUID.") }
            return id
        }
        let text = order.text
        let files = (order.files ?? []).map { (name: $0.name, content: Array($0.content)) }
        let id = try await site.write { store, now in
            try store.completeTask(of: caseId, activity: activityId, with: text, files: files, at: now)
        }
        return json(["activityId": .text(id.text)], status: .created)
    }

    private struct StatusOrder: Decodable, Sendable {
        let status: String
    }

    private func setStatus(_ request: Request, id: String) async throws -> Response {
        let order = try await SandboxJSON.body(StatusOrder.self, of: request)
        guard let caseId = GUID(id) else {
            throw SandboxProblem("There is no case \(id).", status: .notFound)
        }
        let name = try await site.write { store, now in
            try store.setStatus(order.status, of: caseId, at: now)
        }
        return json(["caseId": .text(caseId.text), "status": .text(name)])
    }

    private func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: .init(string: value.json)))
    }
}
