extension ODataService {
    /// POST: 201 with the whole row, its times to 100 ns and what is empty as zero values.
    func insert(
        _ entity: EntitySchema, _ request: ODataRequest, in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        let reader = BodyReader(entity: entity, switches: store.switches)
        let values = try reader.read(request.body, for: .insert) ?? [:]
        let row = try store.insert(entity.name, values, by: user, at: now)
        if store.switches.errorAfterInsert.contains(entity.name) {
            throw .saving("Object reference not set to an instance of an object.")
        }
        let location = "\(root)/\(entity.name)(\(row.id))"
        if store.switches.preferReturn, request.prefer?.contains("return=minimal") == true {
            return ODataResponse(status: 204, location: location)
        }
        return ODataResponse(
            status: 201, contentType: ODataResponse.jsonType, location: location,
            body: .json(json(row, of: entity, in: store)))
    }

    /// PATCH: 204 without a body. The content type is not looked at, since real clients leave it out.
    func update(
        _ entity: EntitySchema, _ id: GUID, _ request: ODataRequest, in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        let reader = BodyReader(entity: entity, switches: store.switches)
        guard let values = try reader.read(request.body, for: .update) else { return .noContent }
        guard let row = try store.update(entity.name, id, values, by: user, at: now) else {
            throw .bare(store.switches.missingIdStatus)
        }
        if store.switches.preferReturn, request.prefer?.contains("return=representation") == true {
            return .json(json(row, of: entity, in: store))
        }
        return .noContent
    }

    func delete(
        _ entity: EntitySchema, _ id: GUID, in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        guard try store.delete(entity.name, id, at: now) else { throw .bare(store.switches.missingIdStatus) }
        return .noContent
    }

    /// A single column: its value, its raw text, or the bytes of an attachment.
    func property(
        _ name: String, _ isRaw: Bool, of id: GUID, _ entity: EntitySchema, _ request: ODataRequest,
        in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        guard let row = store.table(entity.name)[id] else { throw .bare(404) }
        guard let place = entity.place(ofProperty: name) else {
            if request.method == "GET", let place = entity.place(of: name),
                let target = entity.columns[place].target
            {
                guard let other = store.row(target, row[place].guid) else { return .noContent }
                return .json(json(other, of: store.schema.known(target), in: store))
            }
            throw .unknownColumn(name, on: entity.name)
        }
        let column = entity.columns[place]
        if column.kind == .stream { return try stream(of: row, entity, request, in: &store) }
        guard request.method == "GET" else { throw .bare(405) }
        var json = ""
        RowWriter.write(row[place], as: column.kind, to: &json)
        guard isRaw else {
            let context = "\(root)/$metadata#\(entity.name)(\(id))/\(name)"
            return .json("{\"@odata.context\":\"\(context)\",\"value\":\(json)}")
        }
        if let text = row[place].text { return .text(text) }
        return .text(json.hasPrefix("\"") ? String(json.dropFirst().dropLast()) : json)
    }

    private func stream(
        of row: CreatioRow, _ entity: EntitySchema, _ request: ODataRequest, in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        switch request.method {
        case "GET":
            guard let content = store.bytes[row.id] else { return .noContent }
            return ODataResponse(status: 200, contentType: "application/octet-stream", body: .bytes(content))
        case "PUT":
            try store.fill(row.id, of: entity.name, with: request.body, by: user, at: now)
            return ODataResponse(status: 200)
        case "DELETE":
            try store.fill(row.id, of: entity.name, with: nil, by: user, at: now)
            return .noContent
        default: throw .bare(405)
        }
    }
}
