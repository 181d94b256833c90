import FoundationEssentials
package import Hummingbird

/// The addresses by which a script reads the request log and orders faults; both simulated servers have them.
///
/// - `GET /sandbox/requests?since=&limit=` → `{"items": [{"number", "at", "method", "path", "query", "status"}]}`;
///   `since` is an instant, or the number of an entry already seen. `DELETE` forgets them.
/// - `POST /sandbox/faults {"kind", "path"?, "status"?, "count"?, "seconds"?}` → 201; `GET` lists the faults in
///   force; `DELETE` ends all, or those of `?kind=`.
package struct SandboxRoutes<Context: RequestContext>: Sendable {
    private let log: RequestLog
    private let faults: FaultPlan
    private let ordered: @Sendable (Fault) async throws -> Void

    /// `ordered` is told of each new fault once it is in force.
    package init(
        log: RequestLog, faults: FaultPlan,
        ordered: @escaping @Sendable (Fault) async throws -> Void = { _ in }
    ) {
        self.log = log
        self.faults = faults
        self.ordered = ordered
    }

    package func add(to router: some RouterMethods<Context>) {
        router.get("/sandbox/requests") { request, _ in try requests(request) }
        router.delete("/sandbox/requests") { _, _ in
            log.clear()
            return Response(status: .noContent)
        }
        router.get("/sandbox/faults") { _, _ in try SandboxJSON.response(Items(items: faults.all)) }
        router.post("/sandbox/faults") { request, _ in try await order(request) }
        router.delete("/sandbox/faults") { request, _ in
            let kind = try request.uri.queryParameters["kind"].map { try Self.kind(String($0)) }
            faults.end(kind)
            return Response(status: .noContent)
        }
    }

    private func requests(_ request: Request) throws -> Response {
        let query = request.uri.queryParameters
        let limit = query["limit"].flatMap { Int($0) }
        guard let since = query["since"] else {
            return try SandboxJSON.response(Items(items: log.entries(limit: limit)))
        }
        if let number = Int(since) {
            return try SandboxJSON.response(Items(items: log.entries(after: number, limit: limit)))
        }
        guard let date = Date(sandboxTimestamp: since) else {
            throw SandboxProblem("since is neither an ISO 8601 time nor the number of an entry.")
        }
        return try SandboxJSON.response(Items(items: log.entries(since: date, limit: limit)))
    }

    private func order(_ request: Request) async throws -> Response {
        let order = try await SandboxJSON.body(FaultOrder.self, of: request)
        if let count = order.count, count < 1 { throw SandboxProblem("count is at least 1.") }
        if let seconds = order.seconds, !(0...3600).contains(seconds) {
            throw SandboxProblem("seconds is between 0 and 3600.")
        }
        let fault = Fault(
            try Self.kind(order.kind), path: order.path, status: order.status, count: order.count,
            seconds: order.seconds)
        guard faults.add(fault) else {
            throw SandboxProblem("\(FaultPlan.limit) faults are in force already; end some first.")
        }
        try await ordered(fault)
        return try SandboxJSON.response(fault, status: .created)
    }

    private static func kind(_ name: String) throws -> Fault.Kind {
        guard let kind = Fault.Kind(rawValue: name) else {
            let known = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw SandboxProblem("There is no fault of the kind \"\(name)\". Known kinds: \(known).")
        }
        return kind
    }
}

/// The body of `POST /sandbox/faults`.
private struct FaultOrder: Decodable {
    let kind: String
    let path: String?
    let status: Int?
    let count: Int?
    let seconds: Double?
}

/// A list as the `/sandbox/` addresses answer it.
package struct Items<Item: Encodable>: Encodable {
    package let items: [Item]

    package init(items: [Item]) {
        self.items = items
    }
}
