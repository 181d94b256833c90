import HTTPTypes
import Hummingbird

/// The OData service over HTTP, at `/0/odata` or `/odata` as the flavour has it.
struct ODataRoutes: Sendable {
    let site: CreatioSite
    let gate: CreatioGate
    let configuration: CreatioConfiguration

    private static let methods: [HTTPRequest.Method] = [.get, .post, .patch, .put, .delete, .merge]

    func add(to router: Router<SandboxContext>) {
        for prefix in ["/0", ""] {
            for path in ["\(prefix)/odata", "\(prefix)/odata/**"] {
                for method in Self.methods {
                    router.on(RouterPath(path), method: method) { request, _ in
                        try await respond(to: request, prefix: prefix)
                    }
                }
            }
        }
    }

    private func respond(to request: Request, prefix: String) async throws -> Response {
        guard await isServed(prefix) else {
            throw CreatioFault.unknownSet("odata", uri: request.origin + request.uri.path, body: .html)
        }
        let user = try await gate.user(for: request, in: .odata)
        let rootPath = "\(prefix)/odata"
        let root = request.origin + rootPath
        let target = String(request.uri.string.dropFirst(rootPath.utf8.count))
        let body = try await request.bytes()
        let type = request.headers[.contentType]
        let operation = ODataRequest(
            method: request.method.rawValue, target: target, contentType: type,
            accept: request.headers[.accept], prefer: request.headers[.prefer], body: body)
        if operation.path == "$batch" {
            guard request.method == .post else { throw CreatioFault.bare(405) }
            return try await batch(operation, by: user, root: root, rootPath: rootPath)
        }
        return Response(await site.odata(operation, by: user, root: root))
    }

    private func isServed(_ prefix: String) async -> Bool {
        if prefix == configuration.flavour.prefix { return true }
        guard configuration.flavour == .net else { return false }
        return await site.switches.netAcceptsPrefix
    }

    /// A batch in either form; a JSON answer when that was asked for or sent, else multipart.
    private func batch(
        _ request: ODataRequest, by user: CreatioUser, root: String, rootPath: String
    ) async throws -> Response {
        let isMultipart = request.contentType?.lowercased().hasPrefix("multipart/") == true
        let newId = await site.newId()
        let batch =
            if isMultipart {
                try ODataBatch.multipart(
                    request.body, contentType: request.contentType ?? "", root: rootPath,
                    prefer: request.prefer,
                    seed: newId)
            } else {
                try ODataBatch.json(request.body, root: rootPath, prefer: request.prefer)
            }
        let answers = await site.odata(batch, by: user, root: root)
        if isMultipart, request.accept?.contains("application/json") != true {
            let boundary = "batchresponse_\(newId)"
            return Response(
                ODataResponse(
                    status: 200, contentType: "multipart/mixed; boundary=\(boundary)",
                    body: .text(ODataBatch.multipart(answers, boundary: boundary))))
        }
        return Response(
            ODataResponse(
                status: 200, contentType: ODataResponse.jsonType, body: .json(ODataBatch.json(answers))))
    }
}

extension HTTPRequest.Method {
    fileprivate static var merge: HTTPRequest.Method { HTTPRequest.Method("MERGE") ?? .patch }
}
