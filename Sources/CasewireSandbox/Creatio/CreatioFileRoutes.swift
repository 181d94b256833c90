import Hummingbird

/// Attachments as the browser client sends and fetches them (Creatio Academy: file API).
struct CreatioFileRoutes: Sendable {
    let site: CreatioSite
    let gate: CreatioGate
    let configuration: CreatioConfiguration

    func add(to router: Router<SandboxContext>) {
        let prefix = configuration.flavour.prefix
        router.post(RouterPath("\(prefix)/rest/FileApiService/UploadFile")) { request, _ in
            try await upload(request)
        }
        router.get(RouterPath("\(prefix)/rest/FileService/Download/{object}/{id}")) { request, context in
            try await download(
                request, object: context.parameters.get("object") ?? "",
                id: context.parameters.get("id") ?? "")
        }
    }

    /// Takes a file whole or in ranges; the last range makes the row, unless there is one already.
    private func upload(_ request: Request) async throws -> Response {
        let user = try await gate.user(for: request, in: .rest)
        let query = ODataRequest(method: "POST", target: request.uri.string)
        let content = try await request.bytes(upTo: CreatioStore.fileLimit)
        guard let id = query.option("fileId").flatMap({ GUID($0) }),
            let object = query.option("entitySchemaName"),
            let parentColumn = query.option("parentColumnName"),
            let parent = query.option("parentColumnValue").flatMap({ GUID($0) }),
            query.option("columnName") ?? "Data" == "Data"
        else { throw CreatioFault.bare(400) }
        await site.countService()
        try await site.requireRight("add", on: object, of: user)
        let fileName = query.option("fileName") ?? "file"
        try await site.requireTakenFile(named: fileName)
        let total = query.option("totalFileLength").flatMap { Int($0) }
        let range = try Self.range(request.headers[.contentRange], count: content.count)
        guard
            let whole = try await site.collect(content, at: range.start, of: id, total: total ?? range.total)
        else {
            return Response(status: .ok, body: .init(byteBuffer: .init(string: "{\"success\":true}")))
        }
        try await site.write { store, now in
            guard let schema = store.schema[object], schema.place(of: "Data") != nil,
                let parentPlace = schema.place(of: parentColumn)
            else { throw CreatioFault.bare(400) }
            if store.table(object)[id] == nil {
                try store.insert(
                    object,
                    [
                        EntitySchema.Base.id: .guid(id), schema.known("Name"): .text(fileName),
                        parentPlace: .guid(parent),
                    ],
                    by: user, at: now)
            }
            try store.fill(id, of: object, with: whole, by: user, at: now)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: .init(string: "{\"success\":true,\"errorInfo\":null}")))
    }

    /// `bytes 0-99/100`; without the header the body is the whole file.
    private static func range(_ header: String?, count: Int) throws -> (start: Int, total: Int) {
        guard let header else { return (0, count) }
        let words = header.replacing("bytes", with: "").split(whereSeparator: { " -/=".contains($0) })
        guard words.count == 3, let start = Int(words[0]), let end = Int(words[1]), let total = Int(words[2]),
            start <= end + 1, end < max(total, 1), end - start + 1 == count || total == 0
        else { throw CreatioFault.bare(400) }
        return (start, total)
    }

    private func download(_ request: Request, object: String, id: String) async throws -> Response {
        _ = try await gate.user(for: request, in: .rest)
        let store = await site.rows
        guard let schema = store.schema[object], let id = GUID(id), let row = store.table(object)[id],
            let content = store.bytes[id]
        else { throw CreatioFault.bare(404) }
        let name = row[schema.displayColumn].text ?? "file"
        let plain = name.filter { $0.isASCII && $0 != "\"" && $0 != "\\" && !$0.isNewline }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition: "attachment; filename=\"\(plain)\"",
            ],
            body: .init(byteBuffer: .init(bytes: content)))
    }
}
